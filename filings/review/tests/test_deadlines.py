"""The limits of a review (law: 民诉法 85, 126; 民诉解释 125–126; 登记立案规定 7–8)."""

from datetime import date, timedelta

import pytest

from filings.review import deadlines
from gangcheng_court import promises
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.promises import SEVEN_DAY_DECISION

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
    at = court_time(f"{received} 17:30")
    decision = deadlines.decision(SEVEN_DAY_DECISION, at, CALENDAR)
    review = deadlines.three_day_review(at, decision, CALENDAR)

    assert (review.last_day, decision.last_day) == (DAY(promised), DAY(legal))
    assert review.due_at == court_time(promised) + timedelta(days=1)


@pytest.mark.promise("6")
def test_after_a_correction_the_clock_runs_from_the_day_after_receipt() -> None:
    decision = deadlines.decision(SEVEN_DAY_DECISION, court_time("2026-09-22 09:00"), CALENDAR)

    assert decision.last_day == DAY("2026-09-29")  # example 37


@pytest.mark.parametrize(
    ("promise", "received", "legal", "promised"),
    [
        (promises.PROSECUTION_DECISION, "2026-06-01 10:00", "2026-06-17", "2026-06-05"),  # Monday + 15: Tuesday 06-16
        (promises.OBJECTION_DECISION, "2026-06-15 10:00", "2026-06-19", "2026-06-19"),  # Monday: Thursday 06-18
        (promises.PRESERVATION_DECISION, "2026-06-08 10:00", "2026-06-16", "2026-06-12"),  # Saturday rolls to Monday
        (promises.URGENT_PRESERVATION, "2026-06-19 10:20", "2026-06-21 11:00", "2026-06-21 11:00"),  # a holiday Friday
        (promises.PROTECTION_ORDER, "2026-06-19 23:59", "2026-06-23 00:00", "2026-06-23 00:00"),
        (promises.URGENT_PROTECTION_ORDER, "2026-06-19 10:00", "2026-06-20 11:00", "2026-06-20 11:00"),
    ],
    ids=lambda given: getattr(given, "code", given),
)
def test_days_roll_off_a_rest_day_and_hours_never_do(promise, received, legal, promised) -> None:
    at = court_time(received)
    decision = deadlines.decision(promise, at, CALENDAR)

    assert decision.due_at == court_time(legal)
    assert deadlines.three_day_review(at, decision, CALENDAR).due_at == court_time(promised)


def test_every_limit_of_the_law_has_a_length() -> None:
    assert set(deadlines.DECISION_LENGTHS) == set(promises.DECISIONS)


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
