"""The arithmetic of reminders: everything given, nothing read."""

from datetime import datetime, timedelta

from gangcheng_court.core.deadlines import hours
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date


def reach(moment: datetime, length: timedelta, calendar: Calendar) -> datetime:
    """The moment up to which at most `length` of service time is left: a limit at or before it is that near."""
    left, day = length, court_date(moment)
    while True:
        for start, end in hours.sessions_on(day, calendar):
            served = max(end - max(start, moment), timedelta())
            if served > left:
                return max(start, moment) + left
            left -= served
        day += timedelta(days=1)
