"""The arithmetic of periods: everything given, nothing read."""

from dataclasses import dataclass
from datetime import date, timedelta

from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.periods import months_later
from supervision.board.enums import Span

DAY = timedelta(days=1)
LEVEL = 0.0005
"""A twentieth of a point: what is nearer together than this is written alike and counts as level."""


@dataclass(frozen=True)
class Period:
    """Days inclusive, and the days before that they are compared with."""

    since: date
    until: date
    before_since: date
    before_until: date
    before: str


def period(span: str, today: date, since: date | None = None, until: date | None = None) -> Period:
    """The days of a span. A running month, quarter or year ends today and is compared with the whole one before."""
    month = today.replace(day=1)
    if span == Span.CUSTOM and since and until:
        length = until - since + DAY
        return Period(since, until, since - length, since - DAY, "之前同样长的时间")
    if span == Span.LAST_MONTH:
        last = months_later(month, -1)
        return Period(last, month - DAY, months_later(month, -2), last - DAY, "再上个月")
    if span == Span.QUARTER:
        first = month.replace(month=(month.month - 1) // 3 * 3 + 1)
        return Period(first, today, months_later(first, -3), first - DAY, "上季度")
    if span == Span.YEAR:
        return Period(date(today.year, 1, 1), today, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31), "上年")
    return Period(month, today, months_later(month, -1), month - DAY, "上月")


def next_workday(day: date, calendar: Calendar) -> date:
    """The first working day after `day`."""
    day += DAY
    while not calendar.is_workday(day):
        day += DAY
    return day


def last_workday(day: date, calendar: Calendar) -> date:
    """The last working day before `day`."""
    day -= DAY
    while not calendar.is_workday(day):
        day -= DAY
    return day


def first_workday(month: date, calendar: Calendar) -> date:
    """The first working day of the month of `month`."""
    return next_workday(month.replace(day=1) - DAY, calendar)
