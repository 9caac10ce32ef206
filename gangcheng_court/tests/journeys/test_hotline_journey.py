"""12368 from the ringing telephone to the closed complaint, by mouse, by keyboard and without scripts."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_time
from gangcheng_court.tests.journeys.hands import Keyboard, Mouse, sign_in
from hotline.calls.models import Call
from hotline.calls.tests.builders import make_extension
from hotline.tickets import services
from hotline.tickets.enums import Status
from hotline.tickets.models import Ticket
from hotline.tickets.tests.builders import make_operator, make_rule, make_supervisor

MORNING = court_time("2026-11-25 10:00")  # Wednesday, in hours
EXTENSION = "8001"
CALLER = "13800000001"
POPS_UP = 2_000
"""Until a ringing call stands on the console (ms): it asks every two seconds."""
WAYS = {"keyboard": (Keyboard, True), "no scripts": (Mouse, False)}
COMPLAINT = "十一月二十四日在立案窗口排队两小时，没有人理，希望查清楚。"


@pytest.fixture
def operator(settings: Any, time_machine: Any) -> User:
    """Sits at the telephone, on a working morning."""
    settings.HOTLINE_EXCHANGE_TOKEN = "exchange-secret"
    time_machine.move_to(MORNING)
    return make_extension(EXTENSION).operator


@pytest.fixture
def exchange(operator: User, site: str) -> Callable[..., None]:
    """The telephone exchange: `exchange("ringing")` tells of one event of one call."""

    def tell(event: str, call: str = "journey-1") -> None:
        options = ("--event", event, "--call", call, "--caller", CALLER, "--extension", EXTENSION)
        call_command("simulate_calls", "--url", site, *options, stdout=StringIO())

    return tell


def step(hand: Mouse, title: str, *, button: str, words: str = "", to: str = "") -> None:
    """Open one step of a ticket's page, fill in its only field, send it."""
    box = hand.page.locator("details.decision", has=hand.page.get_by_text(title, exact=True))
    hand.press(box.locator("summary"))
    if to:
        box.get_by_role("combobox").select_option(label=to)
    if words:
        box.get_by_role("textbox").fill(words)
    hand.push(button, box)


def open_ticket(hand: Mouse, route: str, ticket: Ticket) -> None:
    hand.page.goto(reverse(route))
    hand.follow(ticket.number)
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(ticket.number)


def open_complaint(hand: Mouse, ticket: Ticket) -> None:
    """From the ticket to the page on which supervision works on it."""
    open_ticket(hand, "hotline:inbox", ticket)
    hand.follow("到投诉页办理")
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text("投诉")


def answer(hand: Mouse, words: str) -> None:
    """The complete answer on the complaint's page."""
    box = hand.page.locator("details.decision", has=hand.page.get_by_text("答复", exact=True))
    hand.press(box.locator("summary"))
    hand.choose("不属实")
    box.get_by_label("答复全文").fill(words)
    hand.push("发出答复", box)


@pytest.mark.promise("3")
def test_a_call_becomes_a_complaint_that_is_returned_answered_reopened_and_closed(
    exchange: Callable[..., None], operator: User, new_page: Callable[..., Page]
) -> None:
    make_rule(supervisors_department := make_supervisor(name="周敏").department)
    first, second = User.objects.get(name="周敏"), make_supervisor(name="郑毅")
    desk_page = new_page(user=operator)
    desk_page.goto(reverse("hotline:console"))

    ticket, code = take_down_a_complaint(exchange, desk_page)

    desk = Mouse(desk_page)
    open_ticket(desk, "hotline:desk", ticket)
    step(desk, "按规则转办", button="按规则转办")
    assert desk_page.goto(reverse("hotline:ticket", args=[ticket.number])).status == 404

    supervisor = Mouse(new_page(user=first))
    open_ticket(supervisor, "hotline:inbox", ticket)
    step(supervisor, "不是本部门的，退回", button="退回", words="请先问清是几号窗口")

    open_ticket(desk, "hotline:desk", ticket)
    expect(desk_page.locator("main")).to_contain_text("督察室退回：请先问清是几号窗口")
    step(desk, "转给指定部门", button="转办", words="当事人说是三号窗口", to="督察室")

    open_complaint(supervisor, ticket)
    step(supervisor, "受理，告知投诉人", button="受理并告知")
    answer(supervisor, "已经提醒三号窗口的工作人员。")

    citizen = Mouse(new_page(width=375))
    follow(citizen, ticket, code)
    expect(citizen.page.locator("main")).to_contain_text("已经提醒三号窗口的工作人员。")
    citizen.choose("不满意")
    citizen.choose("答全了")
    citizen.write("哪里不满意", "没有说为什么没人理。")
    citizen.push("提交评价")
    expect(citizen.page.locator("main")).to_contain_text("已经安排另外的人重新办理")

    open_complaint(supervisor, ticket)
    expect(supervisor.page.locator("main")).to_contain_text("由另外的人承办")
    expect(supervisor.page.locator("main")).not_to_contain_text("发出答复")
    another = Mouse(new_page(user=second))
    open_complaint(another, ticket)
    answer(another, "当天三号窗口只有一人值班，已经增加一人，向您道歉。")
    step(another, "办结", button="办结")
    another.page.goto(reverse("hotline:ticket", args=[ticket.number]))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopened, ticket.handler) == (Status.CLOSED, 1, second)
    assert ticket.department == supervisors_department
    chain_is_told_with_its_times(another.page, ticket)
    follow(citizen, ticket, code)
    expect(citizen.page.locator("main")).to_contain_text("向您道歉")


def take_down_a_complaint(exchange: Callable[..., None], page: Page) -> tuple[Ticket, str]:
    """It rings, is answered, and becomes a complaint by the key 4 and the keyboard; the ticket and its code."""
    exchange("ringing")
    expect(page.locator("#incoming")).to_contain_text(CALLER, timeout=POPS_UP + 1_000)
    exchange("answered")
    expect(page).to_have_url(re.compile(r"/calls/\d+/$"))
    page.wait_for_load_state()
    page.keyboard.press("4")
    expect(page.get_by_role("heading", level=1)).to_contain_text("投诉")
    hand = Keyboard(page)
    hand.write("请说明您的事情", COMPLAINT)
    hand.write("投诉的是谁", "立案窗口")
    hand.choose("工作作风")
    expect(page.get_by_label("联系电话")).to_have_value(CALLER)
    hand.push("保存并登记结果")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已收到您的投诉")
    ticket = Ticket.objects.get()
    code = page.locator("dd strong").nth(1).inner_text()
    exchange("ended")
    call = Call.objects.get()
    assert (call.outcome, call.ended_at is None) == ("complaint", False)
    hand.follow("接下一个来电")
    expect(page.get_by_role("heading", level=1)).to_contain_text("接听台")
    return ticket, code


def follow(hand: Mouse, ticket: Ticket, code: str) -> None:
    """By code and telephone, without an account."""
    hand.page.goto(reverse("hotline:contact"))
    hand.follow("查询以前提交的事项")
    hand.write("查询码", code)
    hand.write("提交时留的电话", CALLER)
    hand.push("查询")
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(ticket.number)


def chain_is_told_with_its_times(page: Page, ticket: Ticket) -> None:
    """Every step of the chain stands on the staff's page in order, each with its minute."""
    steps = list(ticket.steps.all())
    kinds = ["受理", "转办", "退回", "转办", "签收", "先行回复", "答复"]
    kinds += ["评价", "重新办理", "签收", "答复", "办结"]
    assert [step.get_kind_display() for step in steps] == kinds
    rows = page.locator("table", has_text="环节").get_by_role("row").all()[1:]
    for row, step in zip(rows, steps, strict=True):
        expect(row).to_contain_text(f"{step.at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M}")
        expect(row).to_contain_text(step.get_kind_display())


@pytest.mark.promise("3")
def test_a_missed_call_is_called_back_at_the_second_try_and_stays_missed_in_the_rate(
    exchange: Callable[..., None], operator: User, new_page: Callable[..., Page], time_machine: Any
) -> None:
    exchange("ringing", "answered-1")
    exchange("answered", "answered-1")
    exchange("ended", "answered-1")
    exchange("ringing", "missed-1")
    time_machine.shift(timedelta(seconds=20))
    exchange("abandoned", "missed-1")
    exchange("ended", "missed-1")
    ticket = Ticket.objects.get()

    call_back(Mouse(new_page(user=operator)), ticket, "无人接听")
    time_machine.shift(timedelta(minutes=61))
    hand = Mouse(new_page(user=operator))
    rate_is(hand, "1 ÷ 2", called_back=0)
    call_back(hand, ticket, "已接通")

    expect(hand.page.locator("main")).to_contain_text("第 2 次：")
    assert ticket.callbacks.get().reached
    hand.page.goto(reverse("hotline:callbacks"))
    expect(hand.page.locator("main")).to_contain_text("没有要回拨的")
    rate_is(hand, "1 ÷ 2", called_back=1)


def call_back(hand: Mouse, ticket: Ticket, result: str) -> None:
    """From the board of calls back to the ticket, and what came of one try."""
    open_ticket(hand, "hotline:callbacks", ticket)
    hand.choose(result)
    hand.push("记录这次拨打")
    expect(hand.page.locator("main")).to_contain_text("已记录这次拨打")


def rate_is(hand: Mouse, words: str, *, called_back: int) -> None:
    hand.page.goto(reverse("hotline:figures"))
    board = hand.page.locator(".board li", has_text="接通率")
    expect(board).to_contain_text(words)
    expect(board).to_contain_text(f"补接 {called_back} 个")


@pytest.mark.parametrize("way", WAYS)
def test_a_question_is_asked_followed_and_its_answer_rated_without_an_account(
    way: str, new_page: Callable[..., Page]
) -> None:
    hand_of, scripts = WAYS[way]
    page = new_page(scripts=scripts, width=375)
    hand = hand_of(page, scripts=scripts)

    page.goto(reverse("hotline:contact"))
    hand.follow("咨询")
    hand.push("提交咨询")
    expect(page.locator(".error-summary")).to_contain_text("联系电话")
    hand.write("请说明您的事情", "判决生效了，预交的诉讼费怎么退？")
    hand.write("您的姓名", "张玥喆")
    hand.write("联系电话", CALLER)
    hand.push("提交咨询")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已收到您的咨询")
    ticket = Ticket.objects.get()
    follow(hand, ticket, page.locator("dd strong").nth(1).inner_text())
    hand.write("补充的内容", "案件在二月已经结案。")
    hand.push("交给办理的人")
    expect(page.locator("main")).to_contain_text("已经转给办理的人")

    services.answer_at_once(ticket.pk, by=make_operator(), at=timezone.now(), words="向立案庭提出，十五日内退还。")
    page.reload()
    expect(page.locator("main")).to_contain_text("十五日内退还")
    hand.choose("满意")
    hand.push("提交评价")
    expect(page.locator(".error-summary")).to_contain_text("问的都答全了吗")
    hand.choose("答全了")
    hand.push("提交评价")
    expect(page.locator("main")).to_contain_text("谢谢您的评价")
    assert ticket.ratings.get().score == "satisfied"


@pytest.mark.parametrize("way", WAYS)
def test_a_call_that_no_exchange_tells_of_is_taken_down_and_answered_at_once(
    way: str, new_page: Callable[..., Page]
) -> None:
    hand_of, scripts = WAYS[way]
    page = new_page(scripts=scripts)
    hand = hand_of(page, scripts=scripts)
    sign_in(hand, make_operator())

    page.goto(reverse("hotline:console"))
    hand.write("来电号码", CALLER)
    hand.push("开始接听")
    expect(page.get_by_role("heading", level=1)).to_contain_text(CALLER)
    if scripts:
        page.keyboard.press("1")
    else:
        hand.follow("1 当场答复")
    hand.write("问的是什么", "诉讼费怎么退")
    hand.push("登记当场答复")
    expect(page.locator(".error-summary")).to_contain_text("怎么答的")
    expect(page.get_by_label("问的是什么").first).to_have_value("诉讼费怎么退")
    hand.write("怎么答的", "向立案庭提出，十五日内退还。")
    hand.push("结束通话")
    expect(page.get_by_role("heading", level=1)).to_contain_text("通话已结束")
    hand.push("登记当场答复")

    expect(page.locator("main")).to_contain_text("已登记当场答复")
    expect(page.get_by_role("heading", level=1)).to_contain_text("接听台")
    assert (Call.objects.get().outcome, Ticket.objects.get().status) == ("answered_at_once", Status.CLOSED)
