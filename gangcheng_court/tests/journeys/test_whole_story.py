"""The court's promise from end to end, on a running stack: web server, Celery worker and Celery beat."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import openpyxl
import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause, make_submitted
from filings.review import rounds
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import PASSWORD, make_department, make_resident_number, make_user
from gangcheng_court.core.notices.models import Channel, Delivery
from gangcheng_court.tests.journeys.hands import (
    PHONE_PHOTO,
    Mouse,
    decide,
    fetched,
    file,
    file_a_complaint,
    judge,
    take,
    upload,
)
from gangcheng_court.tests.journeys.worker import worker
from supervision.breaches.models import Breach

ONE_BEAT = 75_000
"""A minute between sweeps, and time for the worker to start (ms)."""


@pytest.fixture
def worker_and_beat(transactional_db: None) -> Iterator[None]:
    """A real worker with beat, ended before the tables are emptied."""
    with worker("--beat"):
        yield


@pytest.fixture
def story(worker_and_beat: None, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Pages of a site whose worker and beat are running."""
    return new_page


def register(page: Page, phone: str, name: str, number: str) -> None:
    page.goto(reverse("account_signup"))
    hand = Mouse(page)
    hand.write("手机号码", phone)
    hand.write("真实姓名", name)
    hand.write("证件号码", number)
    hand.write("密码", PASSWORD)
    hand.write("再次输入密码", PASSWORD)
    hand.push("同意并注册")
    page.wait_for_url(re.compile("verify|confirm|phone"))
    text = Delivery.objects.filter(address=phone, channel=Channel.SMS).latest("pk").text
    hand.write("验证码", re.search(r"\d{6}", text)[0])
    hand.push("继续")
    page.wait_for_load_state()


def test_from_registration_to_a_case_number_while_another_promise_is_broken(story: Callable[..., Page]) -> None:
    make_cause()
    department = make_department()
    clerk = make_user(Role.CLERK, department=department)
    supervisor = make_user(Role.SUPERVISOR, name='=HYPERLINK("http://x")')
    overdue = make_submitted(at=timezone.now() - timedelta(days=20))
    rounds.open_round(overdue, at=overdue.submitted_at)

    citizen_page = story(width=375)
    register(citizen_page, "13900000001", "张玥喆", make_resident_number("19600101"))
    citizen = User.objects.get(phone="13900000001")
    assert citizen.phone_verified
    hand = Mouse(citizen_page)
    file_a_complaint(hand, name="张玥喆")
    filing = Filing.objects.get(filer=citizen)

    clerk_page = story(user=clerk)
    clerk_page.goto(reverse("portal:home"))
    desk = Mouse(clerk_page)
    take(desk, filing)
    judge(desk, failed=(4, 8))
    decide(desk, "一次性补正")
    expect(clerk_page.locator("main")).to_contain_text("待补正")

    citizen_page.goto(reverse("filings:mine"))
    hand.follow("去补正")
    hand.follow("去改第 1 项")
    hand.write("事实与理由", "二〇二五年三月一日在某银行转账五万元，约定一年归还，到期未还。")
    hand.push("保存并返回")
    hand.follow("去改第 2 项")
    upload(hand, "identity", file("清晰.jpg", PHONE_PHOTO))
    expect(citizen_page.locator("#slot-identity")).to_contain_text("清晰.jpg")
    hand.follow("完成，返回")
    hand.push("提交补正")
    expect(citizen_page.locator("main")).to_contain_text("补正已提交")

    take(desk, filing)
    judge(desk)
    decide(desk, "准予立案")
    filing.refresh_from_db()
    assert re.fullmatch(r"（\d{4}）鲁0117民初1号", filing.case_number)

    citizen_page.goto(reverse("filings:progress", args=[filing.number]))
    expect(citizen_page.locator("main")).to_contain_text(filing.case_number)
    citizen_page.goto(reverse("notices:inbox"))
    expect(citizen_page.locator("main")).to_contain_text(filing.number)
    texts = list(Delivery.objects.filter(address=citizen.phone, channel=Channel.SMS).values_list("text", flat=True))
    assert len(texts) == 6  # code, received, correct, correction received, accepted, fee to pay
    assert not any("李建国" in text or "借款" in text for text in texts)

    report = story(user=supervisor)
    report.goto(reverse("supervision:promise-report"))
    expect(report.get_by_text(overdue.number).first).to_be_visible()
    wait_for_breaches(report, overdue)
    cells = [
        cell
        for sheet in openpyxl.load_workbook(BytesIO(fetched(report, "Excel")))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert any(overdue.number in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
    report.get_by_role("button", name="打印报告（PDF）").click()
    expect(report.get_by_role("link", name="打开 PDF")).to_be_visible(timeout=ONE_BEAT)
    with pikepdf.open(BytesIO(fetched(report, "打开 PDF"))) as pdf:
        assert len(pdf.pages) >= 1


def wait_for_breaches(page: Page, filing: Filing) -> None:
    """Both promises on record by beat itself; fails after one beat."""
    for _ in range(ONE_BEAT // 1000):
        if Breach.objects.filter(reference=f"{filing.number}/1").count() == 2:
            return
        page.wait_for_timeout(1000)
    pytest.fail("beat recorded no breach")
