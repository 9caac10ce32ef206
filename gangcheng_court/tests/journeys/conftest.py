"""A real browser against a running server, for every journey. Without Chromium the tests fail, they never skip."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import sign_in
from gangcheng_court.tests.journeys import hands, looks

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        pytest.fail("No Chromium on this machine: install the system package `chromium`; journeys need a real browser.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()
        connections.close_all()  # opened under Playwright's event loop; outside it Django does not know them


@pytest.fixture
def site(live_server: object, transactional_db: None) -> str:
    """Address of a running server on the test database."""
    return str(live_server)


def open_context(browser: Browser, site: str, complaints: list[str], **more: Any) -> BrowserContext:
    """A browser whose relative addresses lead to the site, and whose complaints are noted."""
    context = browser.new_context(base_url=site, locale="zh-CN", timezone_id="Asia/Shanghai", **more)
    context.set_default_timeout(10_000)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    return context


def let_in(context: BrowserContext, user: User, site: str) -> None:
    session = sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens pages in fresh contexts: `new_page(user=…, width=375, scripts=False, care=True)`.

    Relative addresses lead to the site. A script error or a breach of the content security policy fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(*, user: User | None = None, width: int = 1280, scripts: bool = True, care: bool = False) -> Page:
        viewport = {"width": width, "height": 900}
        context = open_context(browser, site, complaints, viewport=viewport, java_script_enabled=scripts)
        contexts.append(context)
        if user is not None:
            let_in(context, user, site)
        page = context.new_page()
        if care:
            hands.choose_care(page, site)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="session")
def lasting_page(browser: Browser, live_server: object) -> tuple[Page, list[str]]:
    """One page for the whole run, which keeps what it has read of style sheets and scripts; and its complaints."""
    complaints: list[str] = []
    return open_context(browser, str(live_server), complaints).new_page(), complaints


@pytest.fixture
def same_page(lasting_page: tuple[Page, list[str]], site: str) -> Iterator[Callable[[User | None], Page]]:
    """`same_page(user)`: like `new_page(user=user)`, but in the page that the tests before this one have left clean."""
    page, complaints = lasting_page

    def for_user(user: User | None) -> Page:
        if user is not None:
            let_in(page.context, user, site)
        return page

    yield for_user
    page.goto(reverse("portal:health-live"))  # asks nothing more of the server, and stays in the process of the pages
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.context.clear_cookies()
    found = complaints.copy()
    complaints.clear()
    assert not found


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
    return looks.are_right
