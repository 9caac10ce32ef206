"""The limits of a review: pure arithmetic, everything given.

The clock starts the day after the papers came, whether it was the first submission or a correction
(民诉解释 126; 登记立案规定 7; 在线诉讼规则 9), so one rule serves every round.
"""

from datetime import date, datetime, timedelta

from gangcheng_court import promises
from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.periods import Period, Unit
from gangcheng_court.promises import Promise

REVIEW_DAYS = 3
DECISION_LENGTHS = {
    promises.SEVEN_DAY_DECISION: (7, Unit.DAYS),
    promises.PROSECUTION_DECISION: (15, Unit.DAYS),
    promises.OBJECTION_DECISION: (3, Unit.DAYS),
    promises.PRESERVATION_DECISION: (5, Unit.DAYS),
    promises.URGENT_PRESERVATION: (48, Unit.HOURS),
    promises.PAYMENT_ORDER_NOTICE: (5, Unit.DAYS),
    promises.CONFIRMATION_DECISION: (3, Unit.DAYS),
    promises.RETRIAL_DECISION: (5, Unit.DAYS),
    promises.PROTECTION_ORDER: (72, Unit.HOURS),
    promises.URGENT_PROTECTION_ORDER: (24, Unit.HOURS),
}
HOURLY = frozenset(promise.code for promise, (_, unit) in DECISION_LENGTHS.items() if unit == Unit.HOURS)
"""The promises whose limits are counted in hours, by code."""
WARNING_WORKDAYS = (2, 1)
WARNING_HOURS = (12, 3)
CORRECTION_PERIOD = "correction_period"
"""The code under which a filer's time to correct is stored; no promise of the court."""
CORRECTION_BASIS = "登记立案规定第七条"


def decision(promise: Promise, received: datetime, calendar: Calendar) -> Period:
    """The law's limit `promise` for papers received at that moment: days roll off a rest day, hours never do."""
    length, unit = DECISION_LENGTHS[promise]
    return periods.count(length, unit, received, calendar)


def three_day_review(received: datetime, legal: Period, calendar: Calendar) -> Period:
    """承诺六: three days, rolled off a rest day, and never later than the law's own limit.

    A limit in hours is the promise itself: three days from the next day never end before 72 hours from the next hour.
    """
    if legal.unit == Unit.HOURS:
        return legal
    return periods.earlier(periods.due_days(court_date(received), REVIEW_DAYS, calendar), legal)


def correction_period(start: date, days: int, calendar: Calendar) -> Period:
    """The filer's time to correct: `days` from the day after the notice, rolled off a rest day."""
    return periods.due_days(start, days, calendar)


def warning_days(last_day: date, calendar: Calendar) -> tuple[date, date]:
    """The days on which an undecided filing is warned about: two workdays and one workday before `last_day`.

    Counted in workdays so that a warning never falls on a day on which nobody reads it.
    """
    first, second = (_workdays_before(last_day, count, calendar) for count in WARNING_WORKDAYS)
    return first, second


def warning_moments(due_at: datetime) -> tuple[datetime, datetime]:
    """The moments from which an undecided limit in hours is warned about: whatever the hour and the day."""
    first, second = (due_at - timedelta(hours=hours) for hours in WARNING_HOURS)
    return first, second


def _workdays_before(day: date, count: int, calendar: Calendar) -> date:
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_workday(day)
    return day
