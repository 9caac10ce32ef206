"""A citizen files with real files and corrects in place: with a mouse, by keyboard only, without scripts."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause, make_complete_draft, make_draft
from filings.review.tests.builders import make_clerk, make_correction
from gangcheng_court.core.accounts.tests.builders import PASSWORD, make_user
from gangcheng_court.tests.journeys.hands import PHONE_PHOTO, Keyboard, Mouse, file, file_a_complaint, upload

WAYS = {"mouse": (Mouse, True), "keyboard": (Keyboard, True), "no scripts": (Mouse, False)}


@pytest.mark.parametrize("way", WAYS)
def test_a_citizen_files_a_complaint_and_gets_a_receipt(way: str, new_page: Callable[..., Page]) -> None:
    make_cause()
    hand_of, scripts = WAYS[way]
    person = make_user(sex="female")
    page = new_page(user=person, scripts=scripts, width=375 if way == "no scripts" else 1280)
    hand = hand_of(page, scripts=scripts)

    file_a_complaint(hand, name=person.name)

    filing = Filing.objects.get(filer=person)
    expect(page.locator("main")).to_contain_text(filing.number)
    assert filing.status == Status.SUBMITTED
    assert str(filing.amount) == "50000.00"
    assert [consent.given for consent in filing.consents.all()] == [True, False]
    with page.expect_download() as download:
        hand.follow("下载收件凭证")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    hand.follow("查看办理进度")
    expect(page.locator("main")).to_contain_text("已提交，待审核")
    page.goto(reverse("filings:verify", args=[filing.verify_code]))
    expect(page.locator("main")).to_contain_text(filing.number)
    expect(page.locator("main")).not_to_contain_text("李建国")


@pytest.mark.parametrize("way", WAYS)
def test_a_correction_is_done_in_place_and_only_where_it_was_asked_for(way: str, new_page: Callable[..., Page]) -> None:
    filing = make_correction(make_clerk(), targets=("slot:identity", "task:facts"))
    hand_of, scripts = WAYS[way]
    page = new_page(user=filing.filer, scripts=scripts)
    hand = hand_of(page, scripts=scripts)

    page.goto(reverse("filings:mine"))
    hand.follow("去补正")
    hand.follow("去改第 1 项")
    expect(page.locator("#files-evidence")).to_have_count(0)
    upload(hand, "identity", file("清晰.jpg", PHONE_PHOTO))
    expect(page.locator("#slot-identity")).to_contain_text("清晰.jpg")
    hand.follow("完成，返回")
    hand.follow("去改第 2 项")
    hand.write("事实与理由", "补充：借款时有王某在场。")
    hand.push("保存并返回")
    hand.push("标记为已改好：第 1 项")
    expect(page.locator("main")).to_contain_text("还有 1 项没有标记")
    hand.push("提交补正")
    expect(page.locator("main")).to_contain_text("补正已提交")
    filing.refresh_from_db()
    assert filing.status == Status.SUBMITTED
    assert filing.facts == "补充：借款时有王某在场。"
    assert filing.rounds.count() == 2


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_in_the_middle_of_a_long_answer_loses_nothing(
    scripts: bool, new_page: Callable[..., Page]
) -> None:
    filing = make_draft()
    page = new_page(user=filing.filer, scripts=scripts)
    page.goto(reverse("filings:draft-facts", args=[filing.draft_code]))
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    answer = "写了很久的事实。" * 400
    page.get_by_label("事实与理由").first.fill(answer)
    if scripts:
        page.get_by_label("证据名称").fill("借条")
        page.get_by_role("link", name="重新登录").click()
    else:
        page.get_by_role("button", name="保存并继续").click()
    page.get_by_label("手机号码").fill(filing.filer.phone)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").last.click()
    expect(page.get_by_label("事实与理由").first).to_have_value(answer)
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url(re.compile(rf"/file/{filing.draft_code}/$"))
    filing.refresh_from_db()
    assert filing.facts == answer


def test_a_draft_goes_on_in_another_browser(new_page: Callable[..., Page]) -> None:
    filing = make_complete_draft()
    first, second = new_page(user=filing.filer), new_page(user=filing.filer, width=375)
    first.goto(reverse("filings:draft-facts", args=[filing.draft_code]))
    first.get_by_label("事实与理由").first.fill("在电脑上写到一半")
    expect(first.locator("[data-autosave-status]")).to_contain_text("已保存", timeout=15_000)
    second.goto(reverse("filings:mine"))
    second.get_by_role("link", name=filing.draft_code).click()
    second.get_by_role("link", name="事实与理由").click()
    expect(second.get_by_label("事实与理由").first).to_have_value("在电脑上写到一半")
