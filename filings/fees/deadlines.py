"""The periods of fees: pure arithmetic, everything given."""

from datetime import date, timedelta

from filings.fees.rules.standards import MEASURE
from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.periods import Period

PAYMENT_DAYS = 7
PAYMENT_PERIOD = "payment_period"
"""The code under which a payer's time is stored; no promise of the court."""
PAYMENT_BASIS = f"{MEASURE}第二十二条"
REFUND_DAYS = 15
REMINDED_BEFORE = timedelta(days=2)


def payment(notified: date, calendar: Calendar) -> Period:
    """The payer's seven days from the day after the notice was received (22), rolled off a rest day."""
    return periods.due_days(notified, PAYMENT_DAYS, calendar)


def refund(effective: date, calendar: Calendar) -> Period:
    """The court's fifteen days from the day on which the decision took effect (53), rolled off a rest day."""
    return periods.due_days(effective, REFUND_DAYS, calendar)
