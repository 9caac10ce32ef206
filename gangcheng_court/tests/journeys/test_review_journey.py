"""A clerk asks for corrections once and then gives the case number: by keyboard only, without scripts."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from filings.intake.enums import Status
from filings.reception.services import answer_correction
from filings.review.tests.builders import make_clerk
from gangcheng_court.tests.journeys.filing_pages import received
from gangcheng_court.tests.journeys.hands import Keyboard, Mouse, decide, judge, sign_in, take

WAYS = {"keyboard": (Keyboard, True), "no scripts": (Mouse, False)}


@pytest.mark.parametrize("way", WAYS)
def test_a_clerk_sends_one_correction_notice_and_later_gives_the_case_number(
    way: str, new_page: Callable[..., Page]
) -> None:
    filing = received()
    hand_of, scripts = WAYS[way]
    page = new_page(scripts=scripts)
    hand = hand_of(page, scripts=scripts)

    sign_in(hand, make_clerk())
    take(hand, filing)
    hand.follow("扫描件.pdf", page.locator(".document__list"))
    expect(page.locator("iframe")).to_be_visible()
    judge(hand, failed=(4, 8))
    decide(hand, "一次性补正")
    expect(page.locator("main")).to_contain_text("补正通知书已经发出")
    filing.refresh_from_db()
    assert set(filing.open_targets) == {"task:facts", "slot:identity"}

    answer_correction(filing.pk, by=filing.filer, at=timezone.now())
    take(hand, filing)
    judge(hand)
    decide(hand, "准予立案")
    expect(page.locator("main")).to_contain_text("已立案，受理通知书已经发出")
    filing.refresh_from_db()
    assert filing.status == Status.ACCEPTED
    assert re.fullmatch(r"（\d{4}）鲁0117民初\d+号", filing.case_number)
    expect(page.locator("main")).to_contain_text(filing.case_number)
