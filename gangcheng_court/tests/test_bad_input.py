"""What nobody should type, in the forms of fees, window, pleadings, mediation and review, and in addresses.

The forms are those that the pages show: a field that is added is tried here without being named.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from filings.fees.models import Statement
from filings.mediation.tests.builders import make_offered, make_running
from filings.review.tests.builders import make_clerk
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.tests.journeys.pages import PAGES, Look

pytestmark = pytest.mark.django_db
HTML = "<script>alert(1)</script>"
BAD = {
    "negative": "-1",
    "huge": "1e30",
    "many digits": "9" * 40,
    "not a number": "NaN",
    "grouped": "1,000.00",
    "full width": "１２３４",
    "Chinese year": "二〇二六年",
    "no such day": "2026-02-30",
    "NUL": "a\0b",
    "HTML": HTML,
    "too long": "长" * 20_001,
}
STOCK = ("输入整数", "输入一个有效的", "选择一个有效的", "确保该", "这个字段是必填项", "Enter a", "Ensure ")
"""How Django would say it, which names neither field nor fix."""
NO_KEY = ("", "-1", "0", "abc", "1e30", "９９", "9" * 40, "\0", HTML, "1'--", "2026-13-45")


@dataclass
class Form:
    """A form as a browser would send it; `typed` are the fields that a person writes in."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page, with the last offer of every choice."""

    written = frozenset({"text", "date", "datetime-local", "number", "tel", "email", "search"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "form":
            self.found.append(Form(told.get("action", ""), told.get("method", "get").lower()))
        elif not self.found:
            return
        elif tag == "textarea" or (tag == "input" and kind in self.written):
            self.found[-1].typed.append(name)
        elif tag == "select":
            self.select = name
        elif tag == "option" and told.get("value"):
            self.found[-1].values[self.select] = told["value"]
        elif tag in ("input", "button") and name and kind != "file":
            self.found[-1].values[name] = told.get("value", "on")


def mediation() -> Look:
    clerk = make_clerk()
    return clerk, reverse("filings:mediation-desk", args=[make_offered(clerk).filing.number])


def longer_mediation() -> Look:
    clerk = make_clerk()
    return clerk, reverse("filings:mediation-desk", args=[make_running(clerk).filing.number])


SHOWN = (
    *("fees-calculator-answer", "fees-relief", "fees-desk-filing", "fees-line"),
    *("window", "window-person", "window-received", "assistances", "assistance", "inquiry"),
    *("knowledge", "article", "knowledge-desk", "knowledge-write", "knowledge-manage", "knowledge-review"),
    *("complaint-desk-one", "complaint-desk-enter"),
    *("pleading-step", "pleading-step-doubt", "pleading-text", "review-effect"),
    *("breach-judge", "rectification-new", "rectification-recheck", "bulletin-new", "bulletin-edit"),
    *("inspection-new", "inspection-check", "inspection-orders", "checklist-edition"),
)
LOOKS: dict[str, Callable[[], Look]] = {name: PAGES[name] for name in SHOWN}
ONLY = {"review-effect": "/effect/"}
"""Of a page with many, the forms whose address has this in it."""
LOOKS |= {"mediation": mediation, "longer mediation": longer_mediation}


@pytest.mark.parametrize("name", LOOKS)
def test_what_nobody_should_type_is_answered_in_our_words_on_a_page(client: Client, name: str) -> None:
    cache.clear()
    user, url = LOOKS[name]()
    if user:
        sign_in(client, user)
    shown = Forms(client.get(url).content.decode()).found
    forms = [form for form in shown if form.typed and ONLY.get(name, "") in form.action]
    assert forms
    for form in forms:
        for text in BAD.values():
            before = transaction.savepoint()
            send = client.get if form.method == "get" else client.post
            answer = send(form.action or url, form.values | dict.fromkeys(form.typed, text))
            page = answer.content.decode()
            assert answer.status_code in (200, 302, 409, 422, 429), (form.action, text[:40])
            assert HTML not in page
            assert not any(words in page for words in STOCK), (form.action, text[:40])
            if answer.status_code == 422:
                assert 'class="error-summary"' in page, (form.action, text[:40])
            transaction.savepoint_rollback(before)


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 50, HTML.encode(), b"H,GCFEE1,S1\n", "二〇二六年".encode("gbk"), b"9" * 9999]
)
def test_a_file_that_is_no_statement_is_refused_and_nothing_is_written(client: Client, content: bytes) -> None:
    sign_in(client, make_user(Role.CLERK))
    answer = client.post(reverse("filings:fees-statements"), {"file": SimpleUploadedFile("对账单.csv", content)})

    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.content.decode()
    assert not Statement.objects.exists()


LISTS = {
    Role.CHIEF: (
        *("filings:review-queue", "filings:fees-desk", "filings:fees-statements", "filings:transfers"),
        *("filings:mediations", "filings:window-book", "notices:inbox", "notices:failed", "hotline:knowledge-desk"),
    ),
    Role.SUPERVISOR: (
        *("supervision:promise-report", "supervision:breaches", "supervision:alarms", "filings:window-book"),
        *("supervision:rectifications", "supervision:bulletins", "supervision:inspections"),
        *("supervision:board", "supervision:items"),
        *("supervision:complaints", "supervision:complaints-xlsx"),
    ),
    Role.JUDGE: ("filings:inquiries",),
    Role.CITIZEN: (
        *("filings:mine", "filings:courts", "filings:right-court", "filings:fees-calculator", "portal:verify"),
        *("hotline:knowledge", "hotline:knowledge-search", "supervision:complain", "supervision:track"),
    ),
}


@pytest.mark.parametrize("role", LISTS)
def test_addresses_that_nobody_made_lead_to_a_page(client: Client, role: Role) -> None:
    sign_in(client, make_user(role))
    for name in LISTS[role]:
        for key in NO_KEY:
            asked = dict.fromkeys(("after", "before", "page", "tab", "q", "words", "case", "code", "rows"), key)
            answer = client.get(reverse(name), asked)
            assert answer.status_code in (200, 302, 400, 404, 422), (name, key[:40])
            assert answer.streaming or HTML not in answer.content.decode()


@pytest.mark.parametrize("name", ["fees-line", "fees-statement", "window-visit", "assistance", "inquiry"])
def test_a_key_larger_than_any_is_404(client: Client, name: str) -> None:
    role = Role.JUDGE if name == "inquiry" else Role.CLERK
    sign_in(client, make_user(role))
    assert client.get(reverse(f"filings:{name}", args=[10**30])).status_code == 404
