"""超期说明: within one working day of being asked (commitments 二). Kept inside; no promise of the court."""

from datetime import datetime

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.periods import Period

EXPLANATION = "breach_explanation"
EXPLANATION_BASIS = "超期说明的期限（监督落实）"
EXPLANATION_WORKDAYS = 1


def explanation(asked: datetime, calendar: Calendar) -> Period:
    """24:00 of the first working day after the one on which the breach was put to whoever answers for it."""
    return periods.due_workdays(court_date(asked), EXPLANATION_WORKDAYS, calendar)
