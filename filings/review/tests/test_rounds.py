"""Opening and closing rounds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from filings.intake.tests.builders import make_submitted
from filings.review import rounds
from filings.review.enums import Outcome
from filings.review.models import ReviewLimit
from filings.review.queries import review_limits
from filings.review.tests.builders import RECEIVED, make_clerk, make_second_round, make_waiting
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.errors import WrongState
from gangcheng_court.promises import SEVEN_DAY_DECISION, THREE_DAY_REVIEW

pytestmark = pytest.mark.django_db


@pytest.mark.promise("6")
def test_opening_a_round_writes_both_limits_with_nobody_responsible() -> None:
    filing = make_submitted(at=RECEIVED)  # Wednesday 2026-06-17; Friday to Sunday are holidays

    round_ = rounds.open_round(filing, at=RECEIVED)

    promise, legal = (round_.limits.get(promise=p.code) for p in (THREE_DAY_REVIEW, SEVEN_DAY_DECISION))
    assert promise.due_at == court_time("2026-06-23")
    assert legal.due_at == court_time("2026-06-25")
    for limit in (promise, legal):
        assert limit.reference == f"{filing.number}/1"
        assert (limit.started_at, limit.met_at, limit.responsible) == (RECEIVED, None, None)
        assert limit.department.code == "filing"
    assert "承诺六" in obligations.explain(promise)[0]


@pytest.mark.promise("6")
def test_a_correction_opens_a_new_clock_from_the_day_after_it_came() -> None:
    filing = make_second_round(make_clerk(), at=court_time("2026-09-22 16:00"))  # Tuesday

    legal = ReviewLimit.objects.get(round__filing=filing, round__number=2, promise=SEVEN_DAY_DECISION.code)
    assert legal.due_at == court_time("2026-09-30")
    assert legal.reference == f"{filing.number}/2"


def test_a_second_open_round_is_refused_by_the_database() -> None:
    filing = make_waiting()

    with pytest.raises(IntegrityError), transaction.atomic():
        rounds.open_round(filing, at=RECEIVED)


def test_closing_meets_both_limits_once() -> None:
    filing = make_waiting()
    round_, at = filing.rounds.get(), RECEIVED + timedelta(hours=1)

    rounds.close(round_, Outcome.WITHDRAWN, by=filing.filer, at=at)

    assert set(round_.limits.values_list("met_at", flat=True)) == {at}
    with pytest.raises(WrongState, match="已经结束"):
        rounds.close(round_, Outcome.ACCEPTED, by=None, at=at)


def test_what_passed_stays_passed_unless_its_part_was_opened() -> None:
    filing = make_second_round(make_clerk(), targets=("slot:identity", "task:facts"), at=court_time("2026-06-24 09:00"))

    kept = set(filing.rounds.last().judgements.values_list("item", flat=True))
    assert {"defendant", "plaintiff", "claims", "service"} <= kept
    assert kept.isdisjoint({"identity", "facts", "standing", "jurisdiction"})


@pytest.mark.promise("6")
@pytest.mark.parametrize(
    ("met_at", "late"),
    [("2026-06-22 23:59:59", False), ("2026-06-23 00:00", True), ("2026-06-24 10:00", True), (None, True)],
)
def test_late_reviews_are_those_met_at_or_after_the_limit_or_never(met_at: str | None, late: bool) -> None:
    filing = make_waiting()
    filing.rounds.get().limits.update(met_at=court_time(met_at) if met_at else None)

    found = review_limits().filter(promise=THREE_DAY_REVIEW.code).late(RECEIVED, court_time("2026-07-01"))

    assert [limit.reference for limit in found] == ([f"{filing.number}/1"] if late else [])
    assert review_limits().count() == 2
