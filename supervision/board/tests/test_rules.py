"""Which days a span names, and which days it is compared with."""

from datetime import date

import pytest

from gangcheng_court.core.deadlines.calendar import Calendar
from supervision.board import rules
from supervision.board.enums import Span

TODAY = date(2026, 11, 26)  # Thursday


@pytest.mark.parametrize(
    ("span", "since", "until", "before_since", "before_until"),
    [
        (Span.MONTH, "2026-11-01", "2026-11-26", "2026-10-01", "2026-10-31"),
        (Span.LAST_MONTH, "2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30"),
        (Span.QUARTER, "2026-10-01", "2026-11-26", "2026-07-01", "2026-09-30"),
        (Span.YEAR, "2026-01-01", "2026-11-26", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_span_and_the_days_before_it(span, since, until, before_since, before_until) -> None:
    period = rules.period(span, TODAY)

    assert (period.since, period.until) == (date.fromisoformat(since), date.fromisoformat(until))
    assert (period.before_since, period.before_until) == (
        date.fromisoformat(before_since),
        date.fromisoformat(before_until),
    )


def test_days_of_ones_own_are_compared_with_as_many_days_before() -> None:
    period = rules.period(Span.CUSTOM, TODAY, date(2026, 11, 11), date(2026, 11, 20))

    assert (period.before_since, period.before_until) == (date(2026, 11, 1), date(2026, 11, 10))


def test_the_last_month_of_january_lies_in_the_year_before() -> None:
    assert rules.period(Span.LAST_MONTH, date(2026, 1, 5)).since == date(2025, 12, 1)


def test_working_days_leap_over_the_weekend() -> None:
    calendar = Calendar()

    assert rules.next_workday(date(2026, 11, 27), calendar) == date(2026, 11, 30)  # Friday → Monday
    assert rules.last_workday(date(2026, 11, 30), calendar) == date(2026, 11, 27)
    assert rules.first_workday(date(2026, 11, 15), calendar) == date(2026, 11, 2)  # the 1st is a Sunday
