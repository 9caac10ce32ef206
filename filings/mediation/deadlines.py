"""诉前调解的期限: thirty days from the mediator's acceptance, longer only as every party agreed (特邀调解规定 27)."""

from datetime import datetime, timedelta

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.periods import Period

MEDIATION_DAYS = 30
HANDED_ON_AHEAD = timedelta(minutes=30)
"""What nobody extended goes back to registration this long before the period ends: earlier, never later."""


def mediation_period(accepted_at: datetime, calendar: Calendar) -> Period:
    """Thirty days from the day after the mediator accepted, rolled off a rest day."""
    return periods.due_days(court_date(accepted_at), MEDIATION_DAYS, calendar)


def extension(agreed_at: datetime, days: int, calendar: Calendar) -> Period:
    """The further days that every party agreed to, from the day after the last of them did."""
    return periods.due_days(court_date(agreed_at), days, calendar)
