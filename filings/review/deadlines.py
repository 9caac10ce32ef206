"""The limits of a review: pure arithmetic, everything given. `start` is the day whose end the clock waits for.

The clock starts the day after the papers came, whether it was the first submission or a correction
(民诉解释 126; 登记立案规定 7; 在线诉讼规则 9), so one rule serves every round.
"""

from datetime import date, timedelta

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.periods import Period

REVIEW_DAYS = 3
DECISION_DAYS = 7
WARNING_WORKDAYS = (2, 1)
CORRECTION_PERIOD = "correction_period"
"""The code under which a filer's time to correct is stored; no promise of the court."""
CORRECTION_BASIS = "登记立案规定第七条"


def seven_day_decision(start: date, calendar: Calendar) -> Period:
    """民事诉讼法 126; 登记立案规定 8: seven days, rolled off a rest day."""
    return periods.due_days(start, DECISION_DAYS, calendar)


def three_day_review(start: date, calendar: Calendar) -> Period:
    """承诺六: three days, rolled off a rest day, and never later than the law's own limit."""
    return periods.earlier(periods.due_days(start, REVIEW_DAYS, calendar), seven_day_decision(start, calendar))


def correction_period(start: date, days: int, calendar: Calendar) -> Period:
    """The filer's time to correct: `days` from the day after the notice, rolled off a rest day."""
    return periods.due_days(start, days, calendar)


def warning_days(last_day: date, calendar: Calendar) -> tuple[date, date]:
    """The days on which an undecided filing is warned about: two workdays and one workday before `last_day`.

    Counted in workdays so that a warning never falls on a day on which nobody reads it.
    """
    first, second = (_workdays_before(last_day, count, calendar) for count in WARNING_WORKDAYS)
    return first, second


def _workdays_before(day: date, count: int, calendar: Calendar) -> date:
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_workday(day)
    return day
