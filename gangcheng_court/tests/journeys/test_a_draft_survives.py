"""What a person has written and handed in is still there after a crash and after a session that ended."""

from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from filings.intake.tests.builders import make_complete_draft, make_draft
from filings.pleadings.tests.builders import make_pleading
from gangcheng_court.core.accounts.tests.builders import PASSWORD
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.tests.journeys.hands import Mouse, file, upload

BOUNDARY = "----half-a-file"


def send_half(page: Page, path: str, content: bytes) -> None:
    """Begin the upload that the page would send, and break off in the middle, as a browser does that crashes."""
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())
    fields = {"csrfmiddlewaretoken": page.locator("#slot-evidence [name=csrfmiddlewaretoken]").first.input_value()}
    body = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ).encode()
    body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'.encode()
    line = HTTPConnection(urlsplit(page.url).netloc, timeout=30)
    line.putrequest("POST", path)
    line.putheader("Cookie", cookies)
    line.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    line.putheader("Content-Length", str(len(body) + len(content) + len(BOUNDARY) + 8))
    line.endheaders(body + content[: len(content) // 2])
    line.close()


def sign_in_again(page: Page, phone: str) -> None:
    page.get_by_label("手机号码").fill(phone)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").last.click()


def test_a_browser_that_crashes_in_the_middle_of_an_upload_loses_only_that_upload(
    new_page: Callable[..., Page],
) -> None:
    filing = make_complete_draft()
    materials = reverse("filings:draft-materials", args=[filing.draft_code])
    first = Mouse(new_page(user=filing.filer))
    first.page.goto(materials)
    upload(first, "evidence", file("借条.pdf", make_pdf()))
    expect(first.page.locator("#slot-evidence")).to_contain_text("借条.pdf")
    send_half(first.page, reverse("filings:draft-upload", args=[filing.draft_code, "evidence"]), make_pdf(3))
    first.page.context.close()

    again = Mouse(new_page(user=filing.filer))
    again.page.goto(materials)
    expect(again.page.locator("#slot-evidence")).to_contain_text("共 1 个文件")
    upload(again, "evidence", file("转账记录.pdf", make_pdf(3)))
    expect(again.page.locator("#slot-evidence")).to_contain_text("共 2 个文件")
    before = filing.facts
    filing.refresh_from_db()
    assert (filing.facts, filing.parties.count(), filing.materials.count()) == (before, 2, 3)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_session_that_ends_while_a_question_of_a_pleading_is_answered(
    new_page: Callable[..., Page], scripts: bool
) -> None:
    pleading = make_pleading()
    page = new_page(user=pleading.filing.filer, scripts=scripts)
    page.goto(reverse("filings:pleading-step", args=[pleading.filing.draft_code, "money"]))
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("实际给了多少（元）").fill("48888")
    page.get_by_label("日期（第 1 行）").fill("2026年2月3日")
    if scripts:
        page.get_by_role("link", name="重新登录").click()
    else:
        page.get_by_role("button", name="保存并继续").click()
    sign_in_again(page, pleading.filing.filer.phone)

    expect(page.get_by_label("实际给了多少（元）")).to_have_value("48888")
    expect(page.get_by_label("日期（第 1 行）")).to_have_value("2026年2月3日")
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url(lambda url: "/step/money/" not in url or "#doubts" in url)
    pleading.refresh_from_db()
    assert pleading.answers["lent"] == "48888"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_session_that_ends_while_the_questions_of_a_kind_are_answered(
    new_page: Callable[..., Page], scripts: bool
) -> None:
    filing = make_draft(kind="enforcement")
    page = new_page(user=filing.filer, scripts=scripts)
    page.goto(reverse("filings:draft-details", args=[filing.draft_code]))
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("文书上的案号或编号").fill("（2026）鲁0117民初12号")
    clues = page.get_by_label("您知道的对方财产")
    clues.fill("在某银行有存款，名下有一套房。")
    if scripts:
        page.get_by_role("link", name="重新登录").click()
    else:
        page.get_by_role("button", name="保存并继续").click()
    sign_in_again(page, filing.filer.phone)

    expect(clues).to_have_value("在某银行有存款，名下有一套房。")
    expect(page.get_by_label("文书上的案号或编号")).to_have_value("（2026）鲁0117民初12号")
