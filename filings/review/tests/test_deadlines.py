"""The limits of a review (law: 民诉法 85, 126; 民诉解释 125–126; 登记立案规定 7–8)."""

from datetime import date, timedelta

import pytest

from filings.review import deadlines
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_time

CALENDAR = Calendar()
DAY = date.fromisoformat


@pytest.mark.promise("6")
@pytest.mark.parametrize(
    ("received", "promised", "legal"),
    [
        ("2026-06-15", "2026-06-18", "2026-06-22"),  # Monday: Thursday; Monday after the Dragon Boat days 6/19–21
        ("2026-09-24", "2026-09-28", "2026-10-08"),  # Thursday before 中秋 9/25–27 (example 38)
        ("2026-09-30", "2026-10-08", "2026-10-08"),  # Wednesday before 国庆 10/1–7 (example 39): both the same day
        ("2026-02-13", "2026-02-24", "2026-02-24"),  # Friday before 春节 2/15–23 (examples 12, 15)
        ("2026-09-17", "2026-09-20", "2026-09-24"),  # Thursday: a Sunday that is worked
        ("2024-02-08", "2024-02-18", "2024-02-18"),  # Thursday before 春节: the worked Sunday (example 7)
        ("2026-01-01", "2026-01-04", "2026-01-08"),  # a holiday: the clock still starts the next day; worked Sunday
    ],
)
def test_the_promise_is_three_days_and_never_later_than_the_law(received: str, promised: str, legal: str) -> None:
    review = deadlines.three_day_review(DAY(received), CALENDAR)
    decision = deadlines.seven_day_decision(DAY(received), CALENDAR)

    assert (review.last_day, decision.last_day) == (DAY(promised), DAY(legal))
    assert review.due_at == court_time(promised) + timedelta(days=1)


@pytest.mark.promise("6")
def test_after_a_correction_the_clock_runs_from_the_day_after_receipt() -> None:
    assert deadlines.seven_day_decision(DAY("2026-09-22"), CALENDAR).last_day == DAY("2026-09-29")  # example 37


@pytest.mark.parametrize(
    ("last_day", "warnings"),
    [
        ("2026-06-17", ("2026-06-15", "2026-06-16")),  # Wednesday: Monday and Tuesday
        ("2026-06-22", ("2026-06-17", "2026-06-18")),  # Monday after a holiday: Wednesday and Thursday before it
        ("2026-10-08", ("2026-09-29", "2026-09-30")),  # Thursday after 国庆: before the holiday, not during it
    ],
)
def test_warnings_fall_on_the_two_workdays_before_the_last_day(last_day: str, warnings: tuple[str, str]) -> None:
    assert deadlines.warning_days(DAY(last_day), CALENDAR) == tuple(DAY(day) for day in warnings)


def test_a_correction_period_that_ends_on_a_rest_day_is_rolled() -> None:
    assert deadlines.correction_period(DAY("2026-09-25"), 7, CALENDAR).last_day == DAY("2026-10-08")  # example 17
