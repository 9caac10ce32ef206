"""An appointment without an account, by keyboard and without scripts: booked, given back, booked again, checked in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accessibility.queue.enums import AppointmentState
from accessibility.queue.models import Appointment, Ticket
from accessibility.queue.tests.builders import make_plan
from accessibility.queue.tests.kiosk_builders import make_device
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.tests.journeys.hands import Keyboard, Mouse

THE_DAY_BEFORE = court_time("2026-11-25 10:00")  # Wednesday
IN_TIME = court_time("2026-11-26 09:40")  # Thursday
WAYS = {"keyboard": (Keyboard, True), "no scripts": (Mouse, False)}


@pytest.mark.parametrize("way", WAYS)
def test_an_appointment_is_booked_given_back_booked_again_and_checked_in(
    way: str, new_page: Callable[..., Page], axe: Callable[[Page], None], time_machine: Any
) -> None:
    time_machine.move_to(THE_DAY_BEFORE)
    make_plan()
    kiosk = make_device()
    hand_kind, scripts = WAYS[way]
    hand = hand_kind(new_page(width=375, scripts=scripts), scripts=scripts)

    book(hand, "09:30 到 10:00")
    hand.follow("取消预约")
    hand.push("取消预约")
    expect(hand.page.locator("main")).to_contain_text("预约已经取消")
    book(hand, "10:00 到 10:30")
    code = hand.page.locator(".panel--receipt .number").inner_text().strip()

    time_machine.move_to(IN_TIME)
    at_kiosk = hand_kind(new_page(scripts=scripts), scripts=scripts)
    at_kiosk.page.set_viewport_size({"width": 1080, "height": 1920})
    at_kiosk.page.goto(reverse("accessibility:kiosk", args=[kiosk.key]))
    at_kiosk.push("在这台机器上启用")
    at_kiosk.follow("我有预约")
    expect(at_kiosk.page.get_by_role("heading", level=1)).to_have_text("预约报到")
    if scripts:
        axe(at_kiosk.page)
    at_kiosk.write("预约码或者手机号码", code)
    at_kiosk.push("报到，取号")
    heading = at_kiosk.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("您的号码")
    expect(heading).to_contain_text(Ticket.objects.get().label)

    states = Appointment.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [AppointmentState.CANCELLED, AppointmentState.ARRIVED]
    assert Ticket.objects.get().place_at == court_time("2026-11-26 09:30")


def book(hand: Mouse, time: str) -> None:
    hand.page.goto(reverse("portal:home"))
    hand.follow("预约取号")
    hand.follow("立案", within=hand.page.locator("main"))
    hand.follow("11月26日(周四)")
    hand.choose(time)
    hand.write("您的姓名", "张玥喆")
    hand.write("手机号码", "13900001111")
    hand.push("确认预约")
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"预约成功：11月26日\(周四\)"))
