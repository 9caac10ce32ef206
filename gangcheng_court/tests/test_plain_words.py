"""Plain words on a citizen's main path: no sentence has more than 30 characters, measured on the pages themselves.

Not measured: the title of a law and words quoted from somebody (《…》 and “…” count as one character), an article that
is cited in brackets, what a person has written (`<dd>`, `<td>`, `.plain-text`, fields) and a name (`<bdi>`, one
character).
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.tests.journeys.amenity_pages import AMENITY_PAGES
from gangcheng_court.tests.journeys.appointment_pages import APPOINTMENT_PAGES
from gangcheng_court.tests.journeys.assistance_pages import ASSISTANCE_PAGES
from gangcheng_court.tests.journeys.filing_pages import FILING_PAGES
from gangcheng_court.tests.journeys.hall_pages import KIOSK_PAGES
from gangcheng_court.tests.journeys.pleading_pages import PLEADING_PAGES
from gangcheng_court.tests.journeys.questioning_pages import QUESTIONING_PAGES
from gangcheng_court.tests.journeys.supervision_pages import SUPERVISION_PAGES

LONGEST = 30
INLINE = {"a", "abbr", "b", "bdi", "em", "small", "span", "strong", "time", "wbr"}
RUNS_ON = {"", "nowrap", "number", "optional", "visually-hidden", "whole", "word"}
"""Classes of a `<span>` inside a sentence; any other stands as a block of its own."""
WRITTEN = "plain-text"
UNMEASURED = {WRITTEN, "dd", "td", "script", "style", "textarea", "option", "svg", "title", "bdi"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "source", "col"}
MAIN_PATH = {
    "home": lambda: (None, "/"),
    "promises": lambda: (None, reverse("portal:promises")),
    "promise-history": lambda: (None, reverse("portal:promise-history")),
    "services": lambda: (None, reverse("portal:services")),
    "sign-in": lambda: (None, reverse("account_login")),
    "register": lambda: (None, reverse("account_signup")),
    "accessibility": lambda: (None, reverse("portal:accessibility")),
    "log-digests": lambda: (None, reverse("portal:log-digests")),
    "contact": lambda: (make_user(), reverse("hotline:contact")),
    "bulletins-public": SUPERVISION_PAGES["bulletins-public"],
    **AMENITY_PAGES,
    **APPOINTMENT_PAGES,
    **ASSISTANCE_PAGES,
    **FILING_PAGES,
    **KIOSK_PAGES,
    **PLEADING_PAGES,
    **QUESTIONING_PAGES,
}


class Blocks(HTMLParser):
    """The texts of `<main>`, one for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        look = dict(attrs).get("class") or ""
        stands_alone = tag not in INLINE or (tag == "span" and look not in RUNS_ON)
        if stands_alone:
            self.texts.append("")
        if tag not in VOID:
            self.open.append(WRITTEN if look == WRITTEN else "block" if tag == "span" and stands_alone else tag)
        if tag == "bdi":
            self.texts[-1] += "名"

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open.pop() not in INLINE:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if "main" in self.open and not UNMEASURED & {*self.open}:
            self.texts[-1] += "".join(data.split())


def sentences(page: str) -> Iterator[str]:
    blocks = Blocks()
    blocks.feed(page)
    for text in blocks.texts:
        yield from filter(None, re.split(r"[。！？；]", text))


def length(sentence: str) -> int:
    """Characters without punctuation; a title or a quotation is one, and so is a number or a word of another script."""
    words = re.sub(r"（[^（）]*第[^（）]*条[^（）]*）", "", sentence)
    words = re.sub(r"《[^》]*》|“[^”]*”|[A-Za-z0-9][\w.,:@/-]*", "一", words, flags=re.ASCII)
    return len(re.sub(r"\W", "", words))


@pytest.mark.django_db
@pytest.mark.parametrize("name", MAIN_PATH)
def test_no_sentence_is_too_long(name):
    person, url = MAIN_PATH[name]()
    client = sign_in(Client(), person) if person else Client()
    page = client.get(url, follow=True).text
    found = [*sentences(page)]
    assert found
    assert not {sentence for sentence in found if length(sentence) > LONGEST}
