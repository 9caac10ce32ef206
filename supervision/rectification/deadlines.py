"""限期整改: the day that the order names, until 24:00 (commitments 二)."""

from datetime import date, datetime

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.periods import Period

BASIS = "整改通知载明的期限（监督落实）"


def until(day: date, ordered: datetime, calendar: Calendar) -> Period:
    """24:00 of `day`, as the order names it: no roll. Raises ValueError for a day before the order."""
    return periods.due_calendar_days(court_date(ordered), (day - court_date(ordered)).days, calendar)
