"""How long the owner of an alarm has to look into it and explain. A limit of the court's own, no public promise."""

from datetime import datetime

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.periods import Period

ALARM = "watch_alarm"
"""The code under which the limit is stored."""
BASIS = "监测预警核查期限（本院规定）"


def explanation(opened_at: datetime, workdays: int, calendar: Calendar) -> Period:
    """24:00 of the last of so many working days after the alarm (setting WATCH_ANSWER_WORKDAYS)."""
    return periods.due_workdays(court_date(opened_at), workdays, calendar)
