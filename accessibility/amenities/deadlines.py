"""The limits of the hall's facilities and loans: pure arithmetic, everything given."""

from datetime import datetime, time, timedelta

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date
from gangcheng_court.core.deadlines.hours import sessions_on
from gangcheng_court.core.deadlines.periods import Period

ONE_DAY = timedelta(days=1)


def repair(found: datetime, workdays: int, calendar: Calendar) -> Period:
    """承诺五: working days after the day on which it was found or reported."""
    return periods.due_workdays(court_date(found), workdays, calendar)


def loan(lent: datetime, calendar: Calendar) -> datetime:
    """The close of business of the day; of the next working day for what is lent after it or on a rest day."""
    day = court_date(lent)
    while not (closing := [end for _, end in sessions_on(day, calendar) if end > lent]):
        day += ONE_DAY
    return closing[-1]


def round_is_missed(moment: datetime, remind_at: time, calendar: Calendar) -> bool:
    """Whether the day's round should be done: on a working day from `remind_at` to the close of business."""
    day = court_date(moment)
    closing = [end for _, end in sessions_on(day, calendar)]
    return bool(closing) and datetime.combine(day, remind_at, COURT_ZONE) <= moment < closing[-1]
