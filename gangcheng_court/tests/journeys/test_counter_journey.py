"""A window from the first key to the last: by keys alone, at the pace of two hundred acts in five minutes, and
without scripts."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accessibility.queue.enums import Channel, Outcome, Status, WindowState
from accessibility.queue.models import Ticket, Window
from accessibility.queue.tests.counter_builders import a_matter, a_number
from filings.review.tests.builders import make_clerk
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.tests.journeys.hands import Mouse

MORNING = court_time("2026-11-25 10:00")  # Wednesday, in hours
WAITING = 200
PACE = 5 * 60 / 200
"""Seconds for one act: two hundred in five minutes."""


@pytest.fixture
def window(time_machine: Any, site: str) -> Window:
    """A closed window that serves 立案 and 交退费; two hundred wait."""
    time_machine.move_to(MORNING)
    window = Window.objects.create(number=3)
    window.matters.set([a_matter(), a_matter("fees", "交退费", "F")])
    for position in range(WAITING):
        a_number(priority="aged" if position % 10 == 4 else "")
    return window


class Keys:
    """Keys on the counter's page, each after the page has come."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str, shows: str = "") -> None:
        for key in keys:
            self.page.wait_for_load_state()
            self.page.keyboard.press(key)
            self.pressed += 1
        if shows:
            expect(self.page.get_by_role("heading", level=2, name=shows)).to_be_visible()


def of(status: str) -> Ticket:
    return Ticket.objects.get(status=status)


def test_a_window_is_served_by_keys_alone(window: Window, new_page: Callable[..., Page]) -> None:
    page = new_page(user=(clerk := make_clerk()))
    page.goto(reverse("portal:counter"))
    keys = Keys(page)

    keys.press("3", shows="窗口空闲")
    window.refresh_from_db()
    assert (window.state, window.clerk) == (WindowState.OPEN, clerk)

    began = time.monotonic()
    for _ in range(5):
        keys.press("1", shows="正在叫号")
        keys.press("3", shows="办理中")
        keys.press("5", shows="窗口空闲")
    assert time.monotonic() - began < 15 * PACE
    assert Ticket.objects.filter(outcome=Outcome.SETTLED, clerk=clerk).count() == 5
    assert Ticket.objects.filter(outcome=Outcome.SETTLED, priority="aged", priority_confirmed=True).count() == 1

    keys.press("1", shows="正在叫号")
    keys.press("2")
    expect(page.get_by_text("已叫 2 次")).to_be_visible()
    keys.press("2")
    expect(page.get_by_text("已叫 3 次")).to_be_visible()
    keys.press("0", shows="窗口空闲")
    assert of(Status.MISSED).label == "A015"

    keys.press("1", shows="正在叫号")
    keys.press("3", shows="办理中")
    keys.press("z", "ArrowDown", "ArrowDown", "Tab")
    page.keyboard.insert_text("来退费")
    keys.press("Enter", shows="窗口空闲")
    moved = Ticket.objects.get(matter__code="fees")
    assert (moved.label, moved.status, moved.note) == ("A006", Status.WAITING, "来退费")

    keys.press("a")
    page.keyboard.insert_text("a150")
    keys.press("Enter", shows="正在叫号")
    keys.press("9", shows="窗口空闲")
    assert of(Status.HELD).label == "A150"

    keys.press("c", "ArrowDown", "Tab", "Tab")
    page.keyboard.insert_text("13800000001")
    keys.press("Enter", shows="窗口空闲")
    expect(page.get_by_text("已取号：A201")).to_be_visible()
    assert Ticket.objects.get(channel=Channel.WINDOW).phone == "13800000001"

    keys.press("b", "Space", "Enter", shows="暂停叫号：短暂离开")
    keys.press("1", shows="窗口空闲")
    keys.press("v")
    page.keyboard.insert_text("A150 的材料在左边抽屉")
    keys.press("Tab", "Enter")
    expect(page.get_by_role("heading", name="交接留言")).to_be_visible()
    keys.press("k")
    expect(page.get_by_role("heading", level=1)).to_have_text("窗口台")
    expect(page.get_by_text("A150 的材料在左边抽屉")).to_be_visible()


def test_each_way_out_has_its_key(window: Window, new_page: Callable[..., Page]) -> None:
    page = new_page(user=make_clerk())
    page.goto(reverse("portal:counter"))
    keys = Keys(page)
    keys.press("3", shows="窗口空闲")
    for key, address in {
        "q": reverse("filings:window"),
        "w": reverse("filings:assistances"),
        "e": reverse("hotline:take-down", args=["consultation"]),
        "r": reverse("filings:fees-desk"),
        "t": reverse("filings:review-queue") + "?tab=all",
    }.items():
        keys.press(key)
        page.wait_for_url(lambda url, address=address: url.endswith(address))
        page.goto(reverse("portal:counter"))


def test_a_window_is_served_without_scripts(window: Window, new_page: Callable[..., Page]) -> None:
    hand = Mouse(new_page(user=make_clerk(), scripts=False), scripts=False)
    hand.page.goto(reverse("portal:counter"))
    hand.push("上岗")
    hand.push("下一位")
    hand.push("开始办理")
    hand.write("办理备注", "材料齐全")
    hand.push("已收件，等结果")
    expect(hand.page.get_by_text("A001 已办结")).to_be_visible()
    done = of(Status.DONE)
    assert (done.outcome, done.note) == (Outcome.REGISTERED, "材料齐全")
    assert done.ended_at <= timezone.now()
