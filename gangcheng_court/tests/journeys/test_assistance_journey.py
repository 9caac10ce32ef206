"""Help from the first question to the call afterwards, without scripts and with the keyboard alone."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accessibility.assistance.enums import State
from accessibility.assistance.models import Assistance
from accessibility.assistance.tests.builders import NOW, PHONE, VISIT, make_clerk
from gangcheng_court.promises import ASSISTANCE_FOLLOW_UP
from gangcheng_court.tests.journeys.hands import Keyboard, Mouse

WAYS = {"keyboard": (Keyboard, True), "no scripts": (Mouse, False)}


@pytest.mark.parametrize("way", WAYS)
def test_a_wheelchair_is_asked_for_moved_made_ready_given_and_asked_about(
    way: str, new_page: Any, time_machine: Any
) -> None:
    time_machine.move_to(NOW)
    hands, scripts = WAYS[way]
    clerk = make_clerk()
    hand = hands(new_page(scripts=scripts), scripts=scripts)

    hand.page.goto(reverse("accessibility:assistance"))
    hand.tick("轮椅")
    hand.page.get_by_label("哪一天").fill("2026-06-18")
    hand.page.get_by_label("几点").select_option("10:00")
    hand.write("您的姓名", "张玥喆")
    hand.write("联系电话", PHONE)
    hand.push("提交")
    expect(hand.page.get_by_role("heading", name="已收到，我们等您")).to_be_visible()
    row = Assistance.objects.get()
    assert row.arrives_at == VISIT

    hand.follow("查询、改时间或者取消")
    hand.write("提出时留的电话", PHONE)
    hand.push("查询")
    expect(hand.page.get_by_text("待安排")).to_be_visible()

    desk = hands(new_page(user=clerk, scripts=scripts), scripts=scripts)
    desk.page.goto(reverse("accessibility:assistance-desk") + "?tab=to_arrange")
    desk.follow(row.number)
    for title, button in (("安排由谁负责", "安排"), ("帮助已经到位", "到位了"), ("帮助已经完成", "完成了")):
        summary = desk.page.locator("summary", has_text=title)
        desk.press(summary)
        desk.push(button, within=desk.page.locator("details", has=summary))
        expect(desk.page.get_by_text(f"{row.number}：").first).to_be_visible()
    desk.press(desk.page.locator("summary", has_text="回访当事人"))
    desk.choose("满意")
    desk.push("记下回访")
    expect(desk.page.get_by_text("已记下。").first).to_be_visible()

    row.refresh_from_db()
    assert row.state == State.DONE
    assert not row.limits.open().filter(promise=ASSISTANCE_FOLLOW_UP.code).exists()
