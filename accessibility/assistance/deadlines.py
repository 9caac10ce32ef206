"""When help must stand ready, when to ask afterwards, and when to remind: pure arithmetic, everything given."""

from datetime import datetime, timedelta

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.hours import in_service_hours, sessions_on
from gangcheng_court.core.deadlines.periods import Period

SHORTLY = timedelta(hours=1)
DAY = timedelta(days=1)


def on_time(asked_at: datetime, arrives_at: datetime) -> Period:
    """承诺五（及时迎接）: the minute agreed is the first that is too late."""
    return periods.due_moment(asked_at, arrives_at)


def follow_up(done_at: datetime, workdays: int, calendar: Calendar) -> Period:
    """承诺五（主动跟进）: within so many working days after the help was given."""
    return periods.due_workdays(court_date(done_at), workdays, calendar)


def reminder_from(asked_at: datetime, arrives_at: datetime, calendar: Calendar) -> datetime:
    """From when both sides are reminded: the opening of the last working day before the visit. For what was asked
    later than that: an hour before the visit, unless it was asked within that hour."""
    day = court_date(arrives_at) - DAY
    while not calendar.is_workday(day):
        day -= DAY
    opening = next((start for start, _ in sessions_on(day, calendar)), arrives_at)
    return opening if asked_at < opening else max(arrives_at - SHORTLY, asked_at)


def is_due_for_reminder(asked_at: datetime, arrives_at: datetime, at: datetime, calendar: Calendar) -> bool:
    """Whether to remind at `at`: not before `reminder_from`, not once the visit began, only while the court is open.

    Nobody is reminded of what was asked less than an hour before.
    """
    start = reminder_from(asked_at, arrives_at, calendar)
    return asked_at < start <= at < arrives_at and in_service_hours(at, calendar)
