"""When the made-up things happened."""

from datetime import datetime, timedelta

from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date, midnight_after


def morning_before(at: datetime, days: int, calendar: Calendar) -> datetime:
    """Ten in the morning of a working day at least `days` days earlier."""
    day = court_date(at) - timedelta(days=days)
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return midnight_after(day) - timedelta(hours=14)


def morning_after(at: datetime, calendar: Calendar) -> datetime:
    """Ten in the morning of the next working day."""
    day = court_date(at) + timedelta(days=1)
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return midnight_after(day) - timedelta(hours=14)
