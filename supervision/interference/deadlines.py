"""By when somebody writes down what happened, and on which days of a month everybody is asked.

Nothing here refuses a record: a late one is taken, and says how late it is.
"""

from datetime import date, datetime, timedelta

from django.conf import settings

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import start_of
from gangcheng_court.core.deadlines.periods import Period
from supervision.interference.enums import Kind

ASKED_BASIS = "领导干部干预司法、内部人员过问案件的记录规定，由办案人员及时记录"
CONTACT_BASIS = "规范司法人员接触交往行为的若干规定第七条"


def limit(kind: Kind, happened_on: date, calendar: Calendar) -> Period:
    """Three days after a contact (the rule's own), working days of INTERFERENCE_RECORD_WORKDAYS after the rest."""
    if kind == Kind.CONTACT:
        return periods.due_days(happened_on, 3, calendar)
    return periods.due_workdays(happened_on, settings.INTERFERENCE_RECORD_WORKDAYS, calendar)


def explain(kind: Kind, happened_on: date, calendar: Calendar) -> list[str]:
    """The limit in sentences."""
    basis = CONTACT_BASIS if kind == Kind.CONTACT else ASKED_BASIS
    return limit(kind, happened_on, calendar).explain(basis=basis)


def month_of(day: date) -> date:
    """The first day of its month, which names the month."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    return periods.months_later(month, -1)


def month_after(month: date) -> date:
    return periods.months_later(month, 1)


def bounds(month: date) -> tuple[datetime, datetime]:
    """The first moment of the month, and the first after it."""
    return start_of(month), start_of(month_after(month))


def last_workdays(month: date, count: int, calendar: Calendar) -> list[date]:
    """The last `count` working days of the month, the earliest first."""
    days, day = [], month_after(month)
    while len(days) < count and day > month:
        day -= timedelta(days=1)
        if calendar.is_workday(day):
            days.append(day)
    return days[::-1]


def opens_on(month: date, calendar: Calendar) -> date:
    """From which day on the month may be confirmed: the first of its last working days (setting)."""
    return last_workdays(month, settings.INTERFERENCE_CONFIRM_WORKDAYS, calendar)[0]
