"""The period of a defendant: pure arithmetic, everything given."""

from datetime import date

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.periods import Period

DEFENCE_DAYS = 15
DEFENCE_BASIS = "民事诉讼法第一百二十八条"


def defence(served: date, calendar: Calendar) -> Period:
    """The defendant's fifteen days from the day after the copy of the complaint came (128), rolled off a rest day."""
    return periods.due_days(served, DEFENCE_DAYS, calendar)
