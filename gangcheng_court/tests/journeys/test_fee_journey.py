"""A loan, from the guided questions to the receipt for the fee, with a real worker, a clerk and the bank's file."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from filings.fees.enums import ChargeStatus
from filings.fees.models import Charge
from filings.fees.tests.builders import bank_content, bank_line
from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause
from filings.pleadings.tests.builders import squeezed
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date, last_day
from gangcheng_court.core.documents.tests.printed import words_of
from gangcheng_court.tests.journeys.hands import (
    PHONE_PHOTO,
    Mouse,
    decide,
    fetched,
    file,
    judge,
    name_the_parties,
    say_where_letters_go,
    submit,
    take,
    upload,
)
from gangcheng_court.tests.journeys.worker import worker

MOST_PRINTING = 30_000
"""Until a worker that has just been started has made the paper and the page has seen it (ms)."""
NAME = "张玥喆"


@pytest.fixture
def real_worker(transactional_db: None) -> Iterator[None]:
    with worker():
        yield


def test_a_loan_from_the_questions_to_the_receipt_for_the_fee(real_worker: None, new_page: Callable[..., Page]) -> None:
    make_cause()
    person = make_user(sex="female", name=NAME)
    page = new_page(user=person, width=375)
    hand = Mouse(page)
    page.goto(reverse("filings:intake-start"))
    hand.push("填写起诉状")
    name_the_parties(hand, name=NAME)
    hand.follow("案由与请求")
    hand.write("用几个字查找案由", "借贷")
    hand.choose("民间借贷纠纷")
    hand.push("先存着，以后再填")
    filing = Filing.objects.get(filer=person)

    page.goto(reverse("filings:draft", args=[filing.draft_code]))
    answer_the_questions(hand)
    filing.refresh_from_db()
    assert filing.claims == ["判令被告偿还借款本金50,000元", "判令被告承担本案诉讼费用"]
    assert filing.amount == Decimal(50000)
    assert "借款提供情况：2025年3月1日提供50,000元" in filing.facts

    hand.push("生成")
    page.get_by_role("button", name="放进材料").click(timeout=MOST_PRINTING)
    expect(page.locator("#slot-complaint")).to_contain_text("民事起诉状（民间借贷纠纷）.pdf")
    paper = words_of(fetched(page, "民事起诉状（民间借贷纠纷）"))
    for words in (f"姓名：{NAME}", "姓名：李建国", "尚欠本金：50,000元（人民币伍万元整）", "■转账", "借款人：李建国"):
        assert words in paper
    assert "本人的文字" not in paper
    upload(hand, "identity", file("身份证.jpg", PHONE_PHOTO))
    expect(page.locator("#slot-identity")).to_contain_text("身份证.jpg")
    hand.follow("完成，返回")
    say_where_letters_go(hand, name=NAME)
    submit(hand)

    filing.refresh_from_db()
    desk_page = new_page(user=make_user(Role.CLERK))
    desk_page.goto(reverse("portal:home"))
    desk = Mouse(desk_page)
    take(desk, filing)
    desk.follow("起诉状：民事起诉状（民间借贷纠纷）.pdf")
    expect(desk_page.get_by_role("link", name="在新窗口打开 民事起诉状")).to_be_visible()
    assert words_of(fetched(desk_page, "在新窗口打开 民事起诉状")) == paper
    judge(desk)
    decide(desk, "准予立案")
    expect(desk_page.locator("main")).to_contain_text("案件受理费 ¥1,050.00，待交纳")
    filing.refresh_from_db()
    charge = Charge.objects.get(filing=filing)
    ends_on = last_day(charge.limits.get().due_at)
    assert (charge.due, ends_on) == (Decimal("1050.00"), seven_days_after(court_date(filing.decided_at)))

    page.goto(reverse("filings:progress", args=[filing.number]))
    accepted = words_of(fetched(page, "受理通知书"))
    for words in (filing.case_number, f"{NAME}：", "与李建国民间借贷纠纷一案", filing.number, "七日内预交"):
        assert words in accepted
    hand.follow("去交费")
    expect(page.locator("main")).to_contain_text(charge.spaced_code)
    notice = words_of(fetched(page, "的通知书"))
    last = f"即{ends_on.year}年{ends_on.month}月{ends_on.day}日"
    for words in (filing.case_number, f"{NAME}：", "案件受理费1,050.00元", last, squeezed(charge.spaced_code)):
        assert words in notice

    pay_at_the_bank(desk, charge)
    page.reload()
    expect(page.locator("main")).to_contain_text("已交纳")
    expect(page.get_by_role("heading", name="请交费")).to_have_count(0)
    payment = charge.payments.get()
    receipt = words_of(fetched(page, payment.number))
    for words in (payment.number, filing.case_number, "1,050.00元", payment.line.reference):
        assert words in receipt
    charge.refresh_from_db()
    assert charge.status == ChargeStatus.PAID


def answer_the_questions(hand: Mouse) -> None:
    """From the task list to the page of the paper: fifty thousand lent on one day, nothing given back."""
    page = hand.page
    hand.follow("一步步填写，自动生成诉状")
    hand.push("开始填写")
    hand.write("合同叫什么名字", "借条")
    expect(page.get_by_label("借款人（借钱的）")).to_have_value("李建国")
    hand.push("保存并继续")
    hand.write("实际给了多少（元）", "50000")
    hand.choose("转账")
    hand.write("日期（第 1 行）", "2025年3月1日")
    hand.write("金额（元）（第 1 行）", "50,000")
    hand.push("保存并继续")
    hand.write("约定什么时候借、什么时候还：从哪一天", "2025-03-01")
    hand.write("约定什么时候借、什么时候还：到哪一天", "2026-03-01")
    hand.push("保存并继续")
    hand.write("已经还了多少本金（元）", "0")
    hand.push("保存并继续")
    hand.choose("否", page.get_by_role("group", name="有没有保证人"))
    hand.push("保存并继续")
    hand.write("还欠多少本金（元）", "50000")
    hand.push("保存并继续")
    hand.choose("是", page.get_by_role("group", name="要不要请法院判被告负担诉讼费用"))
    hand.push("保存并继续")
    hand.write("还有什么要说明的", "多次催要没有结果。")
    hand.push("保存并继续")
    hand.push("保存并继续")
    expect(page.get_by_label("第 1 项")).to_have_value("判令被告偿还借款本金50,000元")
    hand.push("保存，去生成文件")


def pay_at_the_bank(desk: Mouse, charge: Charge) -> None:
    """The fee as one line of the bank's file, which the clerk takes in."""
    desk.page.goto(reverse("filings:fees-statements"))
    statement = bank_content(bank_line(charge.code, charge.due, booked_at=timezone.now()))
    desk.page.get_by_label("银行对账单文件").set_input_files([file("对账单.csv", statement)])
    desk.push("导入")
    expect(desk.page.get_by_role("row", name=charge.filing.number)).to_be_visible()


def seven_days_after(day: date) -> date:
    """Counted from the day after, rolled off rest days (诉讼费用交纳办法 22)."""
    days, ends_on = calendar.load(), day + timedelta(days=7)
    while not days.is_workday(ends_on):
        ends_on += timedelta(days=1)
    return ends_on
