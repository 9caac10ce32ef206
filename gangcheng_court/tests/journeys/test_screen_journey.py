"""The hall's screen over a morning: it shows and calls out who is next, loses its connection, and catches up."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accessibility.queue import services
from accessibility.queue.models import Device, Ticket, Window
from accessibility.queue.tests.screen_builders import make_open_window, make_screen, make_tickets

SECONDS = 1_000
A_VOICE = """
    const said = [];
    speechSynthesis.getVoices = () => [{ lang: "zh-CN" }];
    speechSynthesis.speak = (call) => {
        said.push(call.text);
        document.documentElement.dataset.said = said.join(" ");
        setTimeout(() => call.onend(), 10);
    };
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
"""Instead of the machine's: keeps what it is given to say."""


@pytest.fixture
def device() -> Device:
    return make_screen()


@pytest.fixture
def windows() -> list[Window]:
    make_tickets(12, at=timezone.now() - timedelta(minutes=10))
    return [make_open_window(number) for number in (1, 2)]


@pytest.fixture
def screen(new_page: Callable[..., Page], device: Device, windows: list[Window]) -> Page:
    """The screen, loaded, with its sound on."""
    page = new_page()
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.add_init_script(A_VOICE)
    page.goto(reverse("accessibility:screen", args=[device.key]))
    page.get_by_role("button", name="打开声音").click()
    expect(page.get_by_role("button", name="关闭声音")).to_be_visible()
    return page


def call(window: Window, ago: timedelta = timedelta()) -> Ticket:
    ticket = services.call_next(window.pk, by=window.clerk, at=timezone.now() - ago)
    assert ticket is not None
    services.start(ticket.pk, by=window.clerk, at=timezone.now())
    return ticket


def finish(ticket: Ticket) -> None:
    services.finish(ticket.pk, by=ticket.clerk, at=timezone.now(), outcome="settled")


def hears(page: Page, *tickets: Ticket) -> None:
    """What was called out since the page was opened, in that order and nothing else."""
    expect(page.locator("html")).to_have_attribute("data-said", " ".join(map(spoken, tickets)), timeout=8 * SECONDS)


def spoken(ticket: Ticket) -> str:
    figures = "".join("零一二三四五六七八九"[int(figure)] for figure in ticket.label[1:])
    return f"请，{ticket.label[0]}{figures}号，到{ticket.window.number}号窗口"


def test_a_call_is_shown_within_three_seconds_and_called_out_twice(screen: Page, windows: list[Window]) -> None:
    ticket = call(windows[1])
    expect(screen.locator(".board__call")).to_contain_text(ticket.label, timeout=3 * SECONDS)
    expect(screen.locator(".board__call")).to_contain_text("2 号窗口")
    hears(screen, ticket, ticket)
    sizes = screen.evaluate(
        """[...document.querySelectorAll(".board__call strong, .place strong")]
            .map((number) => parseFloat(getComputedStyle(number).fontSize))"""
    )
    assert min(sizes) >= 96
    assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_who_is_called_again_is_called_out_again(screen: Page, windows: list[Window]) -> None:
    ticket = services.call_next(windows[0].pk, by=windows[0].clerk, at=timezone.now())
    hears(screen, ticket, ticket)
    services.recall(ticket.pk, by=windows[0].clerk, at=timezone.now())
    expect(screen.locator(".board__last")).to_contain_text("第 2 次", timeout=3 * SECONDS)
    hears(screen, *[ticket] * 4)
    services.start(ticket.pk, by=windows[0].clerk, at=timezone.now())
    finish(ticket)
    expect(screen.locator(".place").first).to_contain_text("空闲", timeout=3 * SECONDS)
    hears(screen, *[ticket] * 4)


def test_a_screen_without_connection_says_so_and_catches_up_by_itself(screen: Page, windows: list[Window]) -> None:
    banner = screen.get_by_text("网络断开了")
    expect(banner).to_be_hidden()
    screen.context.set_offline(True)
    expect(banner).to_be_visible()
    assert screen.locator("[data-fresh]").text_content() in banner.text_content()
    ticket = call(windows[0])
    screen.context.set_offline(False)
    expect(banner).to_be_hidden()
    expect(screen.locator(".board__call")).to_contain_text(ticket.label)
    hears(screen, ticket, ticket)


def test_after_a_long_gap_only_the_calls_of_the_last_minute_are_called_out(screen: Page, windows: list[Window]) -> None:
    screen.context.set_offline(True)
    old = call(windows[0], ago=timedelta(minutes=3))
    finish(old)
    newer = call(windows[1])
    screen.evaluate("Date.now = ((now) => () => now() + 120_000)(Date.now)")
    screen.context.set_offline(False)
    expect(screen.locator(".board__last")).to_contain_text(old.label)
    hears(screen, newer, newer)


def test_a_screen_put_out_of_use_says_so_by_itself(screen: Page, device: Device) -> None:
    device.revoked_at = timezone.now()
    device.save()
    expect(screen.get_by_role("heading", name="这块屏幕没有启用")).to_be_visible(timeout=8 * SECONDS)


def test_without_a_chinese_voice_the_page_says_that_there_is_only_a_tone(page: Page, device: Device) -> None:
    page.goto(reverse("accessibility:screen", args=[device.key]))
    expect(page.locator("[data-voice]")).to_have_text("没有声音")
    page.get_by_role("button", name="打开声音").click()
    expect(page.locator("[data-voice]")).to_have_text("本机没有中文语音，只有提示音")
    page.get_by_role("button", name="关闭声音").click()
    expect(page.locator("[data-voice]")).to_have_text("没有声音")


def test_without_scripts_the_page_loads_itself_again(plain_page: Page, device: Device, windows: list[Window]) -> None:
    plain_page.goto(reverse("accessibility:screen", args=[device.key]))
    expect(plain_page.get_by_role("button")).to_have_count(0)
    ticket = call(windows[0])
    expect(plain_page.locator(".board__call")).to_contain_text(ticket.label, timeout=8 * SECONDS)
