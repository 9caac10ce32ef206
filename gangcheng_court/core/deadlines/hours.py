"""The court's service hours: several sessions a working day, each half-open ([08:30, 12:00)), in seasons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.conf import settings

from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date

Sessions = tuple[tuple[time, time], ...]
_SEASON = re.compile(r"(\d\d-\d\d)\.\.(\d\d-\d\d)\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True)
class Season:
    """Sessions from one day of the year to another, both included; it may run over the New Year."""

    first: str
    last: str
    sessions: Sessions

    def holds(self, day: date) -> bool:
        today = f"{day:%m-%d}"
        if self.first <= self.last:
            return self.first <= today <= self.last
        return today >= self.first or today <= self.last


@dataclass(frozen=True)
class Schedule:
    """The sessions of each day of the year: of the first season that holds it, else the usual ones."""

    usual: Sessions
    seasons: tuple[Season, ...] = ()

    def sessions(self, day: date) -> Sessions:
        return next((season.sessions for season in self.seasons if season.holds(day)), self.usual)


@lru_cache(maxsize=16)
def schedule(text: str) -> Schedule:
    """Read “05-01..09-30 08:30-12:00,14:00-18:00; 08:30-12:00,13:30-17:30”: seasons, and last the usual sessions.

    Raises ValueError for anything else, and for sessions that overlap or end before they begin.
    """
    *seasons, usual = text.split(";")
    return Schedule(_sessions(usual), tuple(_season(season) for season in seasons))


def _season(text: str) -> Season:
    found = _SEASON.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a season with its sessions: {text!r}")
    for day in found.groups()[:2]:
        date.fromisoformat(f"2024-{day}")
    return Season(found[1], found[2], _sessions(found[3]))


def _sessions(text: str) -> Sessions:
    pairs = (part.strip().split("-") for part in text.split(","))
    read = tuple(sorted((time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs))
    moments = [moment for session in read for moment in session]
    if moments != sorted(set(moments)):
        raise ValueError(f"sessions overlap or end before they begin: {text!r}")
    return read


def of_court() -> Schedule:
    """The court's service hours (setting SERVICE_HOURS)."""
    return schedule(",".join(settings.SERVICE_HOURS))


def of_hotline() -> Schedule:
    """When somebody answers 12368 (setting HOTLINE_HOURS)."""
    return schedule(settings.HOTLINE_HOURS)


def unreadable_settings() -> list[str]:
    """One Chinese sentence for each setting of hours that makes no sense."""
    found = []
    for name, read in (("SERVICE_HOURS", of_court), ("HOTLINE_HOURS", of_hotline)):
        try:
            read()
        except ValueError:
            found.append(f"{name} 写法不对，应当像 08:30-12:00,13:30-17:30；有季节的写在前面，用分号隔开。")
    return found


def sessions_on(day: date, calendar: Calendar, schedule: Schedule | None = None) -> Iterator[tuple[datetime, datetime]]:
    """The moments between which the court (or whoever keeps `schedule`) is at work on `day`; none on a rest day."""
    if calendar.is_workday(day):
        for start, end in (schedule or of_court()).sessions(day):
            yield datetime.combine(day, start, COURT_ZONE), datetime.combine(day, end, COURT_ZONE)


def in_service_hours(moment: datetime, calendar: Calendar, schedule: Schedule | None = None) -> bool:
    return any(start <= moment < end for start, end in sessions_on(court_date(moment), calendar, schedule))


def day_length() -> timedelta:
    """How much service one working day of the court holds, outside its seasons."""
    midnight = date.min
    return sum(
        (datetime.combine(midnight, end) - datetime.combine(midnight, start) for start, end in of_court().usual),
        timedelta(),
    )


def service_between(since: datetime, until: datetime, calendar: Calendar) -> timedelta:
    """Service time in [since, until)."""
    total, day = timedelta(), court_date(since)
    while day <= court_date(until):
        for start, end in sessions_on(day, calendar):
            total += max(min(end, until) - max(start, since), timedelta())
        day += timedelta(days=1)
    return total
