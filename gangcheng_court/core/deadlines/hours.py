"""The court's service hours: several sessions a working day, each half-open ([08:30, 12:00))."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.conf import settings

from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date


@lru_cache(maxsize=4)
def _sessions(texts: tuple[str, ...]) -> tuple[tuple[time, time], ...]:
    pairs = (text.split("-") for text in texts)
    return tuple(sorted((time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs))


def sessions() -> tuple[tuple[time, time], ...]:
    """The sessions of a working day, from the setting SERVICE_HOURS (“08:30-12:00”)."""
    return _sessions(tuple(settings.SERVICE_HOURS))


def sessions_on(day: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The moments between which the court is at work on `day`; none on a rest day."""
    if calendar.is_workday(day):
        for start, end in sessions():
            yield datetime.combine(day, start, COURT_ZONE), datetime.combine(day, end, COURT_ZONE)


def in_service_hours(moment: datetime, calendar: Calendar) -> bool:
    return any(start <= moment < end for start, end in sessions_on(court_date(moment), calendar))


def day_length() -> timedelta:
    """How much service one working day holds."""
    midnight = date.min
    return sum(
        (datetime.combine(midnight, end) - datetime.combine(midnight, start) for start, end in sessions()), timedelta()
    )


def service_between(since: datetime, until: datetime, calendar: Calendar) -> timedelta:
    """Service time in [since, until)."""
    total, day = timedelta(), court_date(since)
    while day <= court_date(until):
        for start, end in sessions_on(day, calendar):
            total += max(min(end, until) - max(start, since), timedelta())
        day += timedelta(days=1)
    return total
