"""The figures of the cards, counted in one pass over every desk."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.promises import RECTIFICATION, SEVEN_DAY_DECISION, THREE_DAY_REVIEW
from supervision.board import reports, rules
from supervision.board.enums import Outcome, Span
from supervision.breaches.reports import Scope, history, watch_of
from supervision.breaches.tests.builders import make_limit

pytestmark = pytest.mark.django_db
NOW = court_time("2026-11-26 10:00")  # Thursday
PERIOD = rules.period(Span.MONTH, date(2026, 11, 26))


def card(**fields):
    scope = Scope(PERIOD.since, PERIOD.until, **fields)
    found = {card.promise: card for card in reports.cards(scope, PERIOD, NOW)}
    return found[THREE_DAY_REVIEW]


def kept(day: str, **fields):
    due = court_time(f"{day} 00:00")
    return make_limit(due, met_at=due - timedelta(hours=5), **fields)


def test_a_card_counts_this_period_the_one_before_and_each_month() -> None:
    kept("2026-11-05")
    kept("2026-11-06")
    make_limit(court_time("2026-11-10 00:00"), met_at=court_time("2026-11-11 09:00"))
    kept("2026-10-20")
    make_limit(court_time("2026-12-02 00:00"))  # still running: counts nowhere
    kept("2025-12-03")

    found = card()

    assert (found.figures.n, found.figures.kept, found.figures.broken) == (3, 2, 1)
    assert (found.before.n, found.before.kept) == (1, 1)
    assert found.change == pytest.approx(2 / 3 - 1)
    assert [line.n for line in found.months] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3]
    assert found.months[-1].name == "2026年11月"


def test_nothing_due_is_neither_better_nor_worse() -> None:
    kept("2026-11-05")

    assert card().change is None


def test_a_card_counts_only_what_the_reader_may_see() -> None:
    mine = make_user(Role.CLERK, department=make_department())
    kept("2026-11-05", responsible=mine)
    kept("2026-11-06", department=make_department("execution", "执行局"))

    assert card(seen=Q(responsible=mine.pk)).figures.n == 1
    assert card(department=make_department("execution").pk).figures.n == 1


def test_the_cards_take_two_statements_however_many_months_and_promises() -> None:
    kept("2026-11-05")
    kept("2026-03-05")

    with CaptureQueriesContext(connection) as statements:
        card()

    assert len(statements) == 2


def test_what_is_at_risk_ends_soon_and_the_most_pressing_comes_first() -> None:
    make_limit(court_time("2026-11-28 00:00"))
    first = make_limit(court_time("2026-11-27 00:00"))
    make_limit(court_time("2026-11-26 09:00"))  # passed: late, not at risk
    make_limit(court_time("2026-11-28 00:01"))
    kept("2026-11-27")

    found = reports.at_risk(Scope(PERIOD.since, PERIOD.until), NOW, court_time("2026-11-28 00:00"), 10)

    assert [limit.due_at for limit in found] == [court_time("2026-11-27 00:00"), court_time("2026-11-28 00:00")]
    assert found[0].reference == first.reference
    assert len(reports.overdue(Scope(PERIOD.since, PERIOD.until), NOW, 10)) == 1


@pytest.mark.parametrize(
    ("outcome", "which"), [(Outcome.LATE, {"late", "open late"}), (Outcome.KEPT, {"kept"}), (Outcome.RUNNING, {"open"})]
)
def test_the_list_behind_a_card_is_cut_by_what_became_of_a_limit(outcome, which) -> None:
    limits = {
        "kept": kept("2026-11-05"),
        "late": make_limit(court_time("2026-11-10 00:00"), met_at=court_time("2026-11-11 09:00")),
        "open late": make_limit(court_time("2026-11-20 00:00")),
        "open": make_limit(court_time("2026-12-02 00:00")),
    }

    found = reports.items(Scope(PERIOD.since, PERIOD.until), watch_of(THREE_DAY_REVIEW.code), outcome, NOW)

    assert set(found) == {limits[name] for name in which}


def test_the_public_history_has_a_line_for_each_month_of_each_promise() -> None:
    kept("2026-10-20", started_at=court_time("2026-10-18 00:00"))
    kept("2026-11-05", promise=SEVEN_DAY_DECISION.code)

    found = dict(history(NOW, 3))

    assert [line.name for line in found[THREE_DAY_REVIEW]] == ["2026年9月", "2026年10月", "2026年11月"]
    assert [line.n for line in found[THREE_DAY_REVIEW]] == [0, 1, 0]
    assert found[THREE_DAY_REVIEW][1].median == timedelta(hours=43)
    assert [line.n for line in found[RECTIFICATION]] == [0, 0, 0]
