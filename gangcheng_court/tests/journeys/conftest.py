"""A real browser against a running server, for every journey. Without Chromium the tests fail, they never skip."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import sign_in

# Playwright's synchronous interface runs an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        pytest.fail("No Chromium on this machine: install the system package `chromium`; journeys need a real browser.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def site(live_server: object, transactional_db: None) -> str:
    """Address of a running server on the test database."""
    return str(live_server)


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens pages in fresh contexts: `new_page(user=…, width=375, scripts=False, care=True)`.

    Relative addresses lead to the site. A script error or a breach of the content security policy fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(*, user: User | None = None, width: int = 1280, scripts: bool = True, care: bool = False) -> Page:
        context = browser.new_context(
            base_url=site,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if user is not None:
            session = sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        if care:
            context.add_cookies([{"name": "care_mode", "value": "on", "url": site}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None,
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A fresh page of somebody who is not signed in."""
    return new_page()


@pytest.fixture
def plain_page(new_page: Callable[..., Page]) -> Page:
    """The same in a browser without JavaScript."""
    return new_page(scripts=False)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)` asserts: no accessibility violation, no sideways scroll, one h1, every target large enough."""
    return looks_right


def looks_right(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    violations = [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]
    assert not violations, f"{page.url}\n" + "\n".join(violations)
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways <= 0, f"{page.url} scrolls {sideways} px sideways at {page.viewport_size}"
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} h1"
    assert not (small := small_targets(page)), f"{page.url} at {page.viewport_size}\n" + "\n".join(small)


def small_targets(page: Page) -> list[str]:
    """Links, buttons and fields lower than 44 px (60 px in 关怀 mode); links inside a sentence may be as high as
    their line, and links and buttons in tables of a wide screen 28 px."""
    return page.evaluate(
        """() => {
            const care = document.documentElement.dataset.mode === "care";
            return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
                .filter((element) => {
                    const box = (element.closest("label") || element).getBoundingClientRect();
                    if (!element.checkVisibility() || box.bottom <= 0 || element.type === "hidden") return false;
                    if (element.tagName === "A" && getComputedStyle(element).display === "inline") return false;
                    const inTable = !care && innerWidth > 760 && element.closest("td, th");
                    return box.height < (inTable ? 27.5 : care ? 59.5 : 43.5);
                })
                .map((element) => `${element.getBoundingClientRect().height} ${element.outerHTML.slice(0, 120)}`);
        }"""
    )
