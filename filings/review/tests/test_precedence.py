"""军人军属优先: said when handing in, confirmed or not by whoever reviews, kept over a correction."""

import pytest
from django.urls import reverse

from filings.intake.enums import Military
from filings.intake.tests.builders import make_complete_draft
from filings.reception.services import submit_draft
from filings.review import rounds
from filings.review.enums import Outcome
from filings.review.services import confirm_military
from filings.review.tests.builders import NOW, RECEIVED, make_chief, make_clerk, make_taken, make_waiting
from gangcheng_court.core.accounts.tests.builders import sign_in
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import NotYours, Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", [True, False])
def test_what_the_filer_says_puts_it_first_before_anybody_has_looked(said: bool) -> None:
    draft = make_complete_draft()

    filing = submit_draft(draft.draft_code, by=draft.filer, at=RECEIVED, military=said)

    assert filing.military == (Military.CLAIMED if said else "")
    assert filing.rounds.get().military is said


def test_the_form_asks_and_forces_nobody(client) -> None:
    draft = make_complete_draft()
    sign_in(client, draft.filer)
    here = reverse("filings:check", args=[draft.draft_code])
    assert "军属" in client.get(here).content.decode()

    client.post(here, {"truth": "on", "military": "on"})

    draft.refresh_from_db()
    assert draft.military == Military.CLAIMED


@pytest.mark.parametrize(("confirmed", "word"), [(True, Military.CONFIRMED), (False, Military.REFUSED)])
def test_whoever_reviews_confirms_it_or_not_and_the_trail_says_who(confirmed: bool, word: str) -> None:
    clerk = make_clerk()
    filing = make_taken(clerk, military=Military.CLAIMED)

    confirm_military(filing.pk, by=clerk, at=NOW, confirmed=confirmed)

    filing.refresh_from_db()
    assert filing.military == word
    assert filing.rounds.get().military is confirmed
    assert trail.history(filing)[0].history_user == clerk


def test_nobody_else_says_so() -> None:
    filing = make_taken(make_clerk(), military=Military.CLAIMED)
    for user in (make_clerk(), filing.filer):
        with pytest.raises((NotYours, Refused)):
            confirm_military(filing.pk, by=user, at=NOW, confirmed=False)
    with pytest.raises((NotYours, Refused)):
        confirm_military(make_waiting().pk, by=make_chief(), at=NOW, confirmed=True)


@pytest.mark.parametrize(("word", "first"), [(Military.CONFIRMED, True), (Military.REFUSED, False)])
def test_the_next_round_knows_what_was_found(word: str, first: bool) -> None:
    clerk = make_clerk()
    filing = make_taken(clerk, military=word)
    rounds.close(filing.rounds.get(), Outcome.WRONG_COURT, by=clerk, at=NOW)

    assert rounds.open_round(filing, at=NOW).military is first


def test_the_workbench_shows_it_and_takes_the_answer(client) -> None:
    clerk = make_clerk()
    filing = make_taken(clerk, military=Military.CLAIMED)
    sign_in(client, clerk)
    assert "待核对" in client.get(reverse("filings:review", args=[filing.number])).content.decode()

    client.post(reverse("filings:review-military", args=[filing.number]), {"confirmed": "no"})

    filing.refresh_from_db()
    assert filing.military == Military.REFUSED
