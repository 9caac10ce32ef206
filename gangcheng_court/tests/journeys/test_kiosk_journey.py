"""The kiosk in a real browser: two touches to a number, by keyboard, without scripts, and back when nobody is there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from accessibility.queue.models import Ticket
from accessibility.queue.tests.kiosk_builders import make_device, place
from gangcheng_court.tests.journeys.hall_pages import load_hall

KIOSK = {"width": 1080, "height": 1920}
WIDTHS = (375, 768, 1280, KIOSK["width"])


def set_up(page: Page) -> str:
    """The kiosk's address, set up in this browser by its button."""
    load_hall()
    page.set_viewport_size(KIOSK)
    home = place("kiosk", make_device().key)
    page.goto(home)
    page.get_by_role("button", name="在这台机器上启用").click()
    expect(page.get_by_role("heading", name="您来办什么事？请按一下")).to_be_visible()
    return home


def picture(page: Page, name: str, care: bool) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        mode = "care" if care else "normal"
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}-{mode}.png", full_page=True)


@pytest.mark.parametrize("care", [False, True])
def test_every_page_of_the_kiosk_can_be_used_at_every_width(
    care: bool, new_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = new_page(care=care)
    page.add_init_script("window.print = () => {}")

    def look(name: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": KIOSK["height"] if width == KIOSK["width"] else 900})
            picture(page, name, care)
            axe(page)

    home = set_up(page)
    look("kiosk-home")
    page.get_by_role("link", name="其他事项").click()
    look("kiosk-others")
    for link in ("我有预约", "我要人帮忙"):
        page.goto(home)
        page.get_by_role("link", name=link).click()
        look(f"kiosk-{link}")
    page.goto(home)
    page.get_by_role("link", name="立案").click()
    look("kiosk-matter")
    page.get_by_role("link", name="我需要优先").click()
    look("kiosk-priority")
    page.get_by_role("button", name="年满 60 周岁").click()
    expect(page.get_by_role("heading", name="您的号码")).to_be_visible()
    look("kiosk-number")
    page.get_by_text("快到我时，发短信告诉我").click()
    page.get_by_role("button", name="留下号码").click()
    expect(page.get_by_text("请填写手机号码。").first).to_be_visible()
    look("kiosk-remind-error")
    for digit in "13800138000":
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="留下号码").click()
    expect(page.get_by_text("8000 的手机")).to_be_visible()
    assert Ticket.objects.get().priority == "aged"


def test_a_number_is_taken_by_keyboard_alone(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.add_init_script("window.print = () => { document.documentElement.dataset.slips = 'one' }")
    set_up(page)
    page.get_by_role("link", name="立案").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="取号").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="A001")).to_be_visible()
    expect(page.locator("html[data-slips]")).to_be_attached()
    page.reload()
    expect(page.get_by_role("heading", name="A001")).to_be_visible()
    page.wait_for_load_state("load")
    expect(page.locator("html[data-slips]")).not_to_be_attached()


def test_a_number_is_taken_without_scripts(new_page: Callable[..., Page]) -> None:
    page = new_page(scripts=False)
    set_up(page)
    page.get_by_role("link", name="立案").click()
    page.get_by_role("button", name="取号").click()
    expect(page.get_by_role("heading", name="A001")).to_be_visible()
    page.get_by_role("link", name="打印小票").click()
    expect(page.get_by_role("heading", name="小票 A001")).to_be_visible()


def test_the_first_page_comes_back_after_three_minutes_with_a_warning(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.clock.install()
    home = set_up(page)
    page.get_by_role("link", name="立案").click()
    expect(page.get_by_role("button", name="取号")).to_be_visible()
    page.clock.run_for(151_000)
    expect(page.get_by_role("heading", name="您还在用吗？")).to_be_visible()
    page.get_by_role("button", name="我还在用").click()
    page.clock.run_for(100_000)
    expect(page.get_by_role("heading", name="您还在用吗？")).to_be_hidden()
    page.clock.run_for(81_000)
    page.wait_for_url(f"**{home}")


def test_a_broken_line_gives_one_number_once_it_is_back(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.add_init_script("window.print = () => {}")
    set_up(page)
    page.get_by_role("link", name="立案").click()

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/matters/filing/", lose_the_answer)
    page.get_by_role("button", name="取号").click()
    expect(page.get_by_text("网络断开，暂时取不了号")).to_be_visible()
    page.unroute("**/matters/filing/")
    page.get_by_role("button", name="取号").click()
    expect(page.get_by_role("heading", name="A001")).to_be_visible()
    assert Ticket.objects.count() == 1


def test_the_slip_is_eighty_millimetres_wide_and_one_page(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.add_init_script("window.print = () => {}")
    set_up(page)
    page.get_by_role("link", name="立案").click()
    page.get_by_role("button", name="取号").click()
    expect(page.get_by_role("heading", name="A001")).to_be_visible()
    page.wait_for_load_state("load")  # the heading is there before the last style sheet
    paper = page.pdf(prefer_css_page_size=True)
    if folder := os.environ.get("SCREENSHOTS"):
        (Path(folder) / "slip.pdf").write_bytes(paper)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page\r") == 1
    width, height = (float(side) for side in paper.split(b"/MediaBox [0 0 ")[1].split(b"]")[0].split())
    assert round(width / 72 * 25.4) == 80
    assert round(height / 72 * 25.4) == 130
