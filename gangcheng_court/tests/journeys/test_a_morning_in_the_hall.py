"""A morning of sixty visitors on six pages at once, through a power cut and a screen that loses its connection: at its
end every number is accounted for, and the figures are what a recount of the periods finds."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accessibility.queue import reports
from accessibility.queue.enums import AT_WINDOW, DeviceKind, Outcome, Priority, Status
from accessibility.queue.models import Counter, Period, Ticket
from accessibility.queue.models import Window as Hall
from accessibility.queue.tests.builders import PHONE, make_clerk
from accessibility.queue.tests.kiosk_builders import make_device, place
from accessibility.queue.tests.recounting import recount
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.embedded import stores
from gangcheng_court.tests.journeys.hall_pages import load_hall
from gangcheng_court.tests.stack import Stack, Web, running, until

pytestmark = pytest.mark.promise("5")
VISITORS = 60
BEFORE_THE_CUT = 24
PRIORITY_EVERY = 5
SOON = 15_000
"""Until a page that polls has noticed (ms)."""


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running(tmp_path) as stack:
        yield stack


@pytest.fixture
def port() -> int:
    return stores.free_port()


@pytest.fixture
def web(stack: Stack, port: int, transactional_db: None) -> Web:
    load_hall()
    return switch_on(stack, port)


@pytest.fixture
def site(web: Web) -> str:
    """The pages stand on a web server of its own, which can lose its power."""
    return f"http://127.0.0.1:{web.port}"


def switch_on(stack: Stack, port: int) -> Web:
    web = Web(stack.start("web", PORT=str(port)), port)
    until(web.is_up, "the web server starts")
    return web


def send(page: Page, path: str, **fields: str) -> None:
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == settings.CSRF_COOKIE_NAME)
    answer = page.request.post(path, form=fields | {"csrfmiddlewaretoken": token}, max_redirects=0)
    assert answer.status == 302, answer.text()


class Kiosk:
    """Visitors who touch the kiosk one after the other, each for 立案 or for 交退费."""

    def __init__(self, page: Page) -> None:
        self.page, self.home = page, place("kiosk", make_device().key)
        self.visitors = zip(range(1, VISITORS), cycle(("filing", "fees")))
        page.add_init_script("window.print = () => {}")
        page.goto(self.home)
        page.get_by_role("button", name="在这台机器上启用").click()
        expect(page.get_by_role("heading", name="您来办什么事？请按一下")).to_be_visible()

    def serve(self, count: int) -> None:
        for visitor, matter in islice(self.visitors, count):
            self.touch(matter, has_priority=visitor % PRIORITY_EVERY == 0)

    def serve_the_rest(self) -> None:
        """The same forms, sent by the kiosk's browser without drawing the number after each."""
        for visitor, matter in self.visitors:
            reason = {"priority": Priority.AGED} if visitor % PRIORITY_EVERY == 0 else {}
            send(self.page, f"{self.home}matters/{matter}/", once=f"visitor-{visitor}", **reason)

    def touch(self, matter: str, *, has_priority: bool) -> None:
        self.page.goto(f"{self.home}matters/{matter}/")
        if has_priority:
            self.page.get_by_role("link", name="我需要优先").click()
            self.page.get_by_role("button", name="年满 60 周岁").click()
        else:
            self.page.get_by_role("button", name="取号").click()
        expect(self.page.get_by_role("heading", name="您的号码")).to_be_visible()


class Window:
    """A clerk at the counter, by its keys."""

    def __init__(self, page: Page, number: int) -> None:
        self.page, self.hall = page, Hall.objects.get(number=number)
        page.goto(reverse("portal:counter"))
        self.press(str(number), shows="窗口空闲")

    def press(self, *keys: str, shows: str) -> None:
        for key in keys:
            self.page.wait_for_load_state()
            self.page.keyboard.press(key)
        expect(self.page.get_by_role("heading", level=2, name=shows)).to_be_visible()

    def label(self) -> str:
        return self.page.locator(".counter__number").inner_text()

    def call(self) -> str:
        self.press("1", shows="正在叫号")
        return self.label()

    def settle(self) -> None:
        self.press("3", shows="办理中")
        self.press("5", shows="窗口空闲")

    def miss(self) -> str:
        label = self.call()
        for count in (2, 3):
            self.page.keyboard.press("2")
            expect(self.page.get_by_text(f"已叫 {count} 次")).to_be_visible()
        self.press("0", shows="窗口空闲")
        return label

    def transfer(self, matter: str) -> str:
        label = self.call()
        self.press("3", shows="办理中")
        self.page.get_by_text("转到其他事项").first.click()
        form = self.page.locator("form", has=self.page.get_by_role("button", name="转到其他事项"))
        form.get_by_label("事项").select_option(label=matter)
        form.get_by_role("button", name="转到其他事项").click()
        expect(self.page.get_by_role("heading", level=2, name="窗口空闲")).to_be_visible()
        return label

    def serve(self, count: int) -> None:
        for _ in range(count):
            self.call()
            self.settle()

    def serve_the_rest(self) -> None:
        """The same acts, sent by this page without drawing the counter after each."""
        while waiting():
            send(self.page, place("call-next", self.hall.pk))
            there = Ticket.objects.get(window=self.hall, status__in=AT_WINDOW)
            send(self.page, place("start", there.pk))
            send(self.page, place("finish", there.pk), outcome=Outcome.SETTLED)
        self.page.reload()


def waiting() -> int:
    return Ticket.objects.filter(status=Status.WAITING).count()


def test_a_morning_of_sixty_visitors(
    new_page: Callable[..., Page], stack: Stack, web: Web, port: int, site: str
) -> None:
    kiosk = Kiosk(new_page())
    screen = new_page()
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.goto(place("screen", make_device(DeviceKind.SCREEN, "东墙屏幕").key))
    first, second = (Window(new_page(user=make_clerk()), number) for number in (1, 5))
    overview = new_page(user=make_user(Role.SUPERVISOR))
    overview.goto(place("hall"))

    phone = new_page(width=375)
    phone.goto(place("door", make_device(DeviceKind.DOOR, "大门").key))
    phone.get_by_role("link", name="查询咨询").click()
    phone.get_by_label("手机号码").fill(PHONE)
    phone.get_by_role("button", name="取号").click()
    expect(phone.get_by_role("heading", name="我的号码 C001")).to_be_visible()

    kiosk.serve(BEFORE_THE_CUT)
    expect(overview.locator("#live")).to_contain_text(f"{BEFORE_THE_CUT + 1}", timeout=SOON)
    called = first.call()
    expect(screen.locator(".board__call")).to_contain_text(called, timeout=SOON)
    first.settle()
    moved = first.transfer("查询咨询")
    assert second.miss() == "C001"
    expect(phone.get_by_text("过号").first).to_be_visible(timeout=SOON)
    phone.get_by_role("button", name="我回来了").click()
    expect(phone.get_by_text("就是您")).to_be_visible()
    assert Ticket.objects.get(label="C001").returned
    assert second.call() == "C001"
    second.settle()
    assert second.call() == moved
    second.settle()
    first.serve(6)

    screen.context.set_offline(True)
    expect(screen.get_by_text("网络断开了")).to_be_visible(timeout=SOON)
    unseen = first.call()
    screen.context.set_offline(False)
    expect(screen.locator(".board__call")).to_contain_text(unseen, timeout=SOON)

    stack.kill(web.child)
    expect(screen.get_by_text("网络断开了")).to_be_visible(timeout=2 * SOON)
    switch_on(stack, port)
    expect(screen.get_by_text("网络断开了")).to_be_hidden(timeout=2 * SOON)
    first.page.reload()
    assert first.label() == unseen
    first.settle()

    kiosk.serve(4)
    kiosk.serve_the_rest()
    no_show = first.miss()
    first.serve(4)
    first.serve_the_rest()
    expect(screen.locator(".board__next")).to_contain_text("没有人在等", timeout=SOON)
    first.page.get_by_role("button", name="本人取消").click()
    expect(first.page.get_by_text("挂起和过号")).to_be_hidden()

    everybody = Ticket.objects.all()
    assert everybody.count() == VISITORS
    assert {ticket.label for ticket in everybody.filter(status=Status.LEFT)} == {no_show}
    assert everybody.filter(status=Status.DONE, outcome=Outcome.SETTLED).count() == VISITORS - 1
    assert sum(counter.last for counter in Counter.objects.all()) == VISITORS
    assert not Period.objects.filter(ended_at__isnull=True).exists()
    today = court_date(timezone.now())
    found = reports.counted(today, today)
    assert found == recount()
    assert (found["whole", ""].tickets, found["whole", ""].transfers, found["whole", ""].misses) == (VISITORS, 1, 2)

    overview.goto(place("figures"))
    expect(overview.get_by_role("main")).to_contain_text(f"{VISITORS}")
