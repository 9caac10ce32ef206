"""Period arithmetic (law: 民诉法 85, 民诉解释 125, 民法典 201–203). Pure: the calendar is given, nothing is read.

The day or hour on which a period starts is not counted. Only the last day matters: when it is a rest day, the period
ends on the first working day after it; rest days in the middle are counted. A period ends at 24:00 of its last
day. Periods in hours never roll; “工作日” occurs only in the texts that say so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import (
    COURT_ZONE,
    court_date,
    full_day,
    last_day,
    last_moment,
    midnight_after,
)


class Unit(StrEnum):
    """What a period is counted in; the value is how a stored formula writes it (“3d”)."""

    DAYS = "d"
    MONTHS = "m"
    YEARS = "y"
    WORKDAYS = "w"
    CALENDAR_DAYS = "c"
    HOURS = "h"
    MOMENT = "t"
    """No length: the agreed minute itself, written as YYYYMMDDhhmm in the court's time."""


UNIT_WORDS = {
    Unit.DAYS: "日",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
    Unit.WORKDAYS: "个工作日",
    Unit.CALENDAR_DAYS: "日",
    Unit.HOURS: "小时",
}


@dataclass(frozen=True)
class Period:
    """One counted period, with what is needed to explain it.

    `last_day` is the day on which it ends; `due_at` the first moment that is too late. `raw_last_day` is where counting
    alone ended, `skipped` the rest days passed over with their reasons. `provisional`: a day that
    decided the result lies in a year whose days off are not published. `later` holds the period that lost to this one.
    """

    start: date | datetime
    length: int
    unit: Unit
    raw_last_day: date
    last_day: date
    due_at: datetime
    provisional: bool = False
    skipped: tuple[tuple[date, str], ...] = ()
    last_day_reason: str = ""
    later: "Period | None" = None

    @property
    def formula(self) -> str:
        """The arithmetic in short, enough to repeat it from the start: “3d”, “3d&7d” for the earlier of two."""
        own = f"{self.length}{self.unit}"
        return f"{own}&{self.later.formula}" if self.later else own

    @property
    def length_words(self) -> str:
        if self.unit == Unit.MOMENT:
            return "约好的时间"
        return f"{self.length}{UNIT_WORDS[self.unit]}"

    def explain(self, basis: str = "") -> list[str]:
        """The arithmetic in Chinese sentences, each with its article; `basis` is the rule that set the length."""
        lines = [f"期限为{self.length_words}（{basis}）。"] if basis else []
        if self.unit == Unit.HOURS:
            lines += self._explain_hours()
        elif self.unit == Unit.MOMENT:
            lines.append(f"约好的时间是{last_moment(self.due_at)}，到那一刻为止。")
        else:
            lines += [self._explain_start(), self._explain_count(), self._explain_end()]
        lines.append(f"{last_moment(self.due_at)}前完成都不超期（民法典第二百零三条）。")
        if self.provisional:
            lines.append(
                f"{self.last_day.year}年放假安排尚未公布，以上日期为暂定，按周末和法定节假日推算；公布后重新计算。"
            )
        if self.later:
            lines.append(
                f"另有{self.later.length_words}的期限，到{last_moment(self.later.due_at)}为止；两者取较早的一个。"
            )
        return lines

    def _explain_start(self) -> str:
        if self.length == 0 and self.unit == Unit.CALENDAR_DAYS:
            return f"“当日”就是收到的那一天，{full_day(self.start)}。"
        return f"{full_day(self.start)}是起算的当天，不计算在内，从第二天起算（民事诉讼法第八十五条第二款）。"

    def _explain_count(self) -> str:
        raw = full_day(self.raw_last_day)
        if self.length == 0:
            return "期限到当天为止。"
        if self.unit == Unit.CALENDAR_DAYS:
            return f"第{self.length}日是{full_day(self.raw_last_day)}。"
        if self.unit == Unit.DAYS:
            return f"第{self.length}日是{raw}；中间的节假日计算在内。"
        if self.unit == Unit.WORKDAYS:
            passed = f"；其中{self._skipped_words()}不是工作日，不计算在内" if self.skipped else ""
            return f"只数工作日，第{self.length}个工作日是{raw}{passed}。"
        wanted = f"满{self.length_words}是{raw}"
        if self.raw_last_day.day != self.start.day:
            return f"{wanted}；该月没有{self.start.day}日，以月末日为准（民法典第二百零二条）。"
        return f"{wanted}（民法典第二百零二条）。"

    def _explain_end(self) -> str:
        if self.unit == Unit.CALENDAR_DAYS:
            return "最后一日是休息日也不顺延。"
        if self.raw_last_day == self.last_day:
            return f"{self.last_day.month}月{self.last_day.day}日（{self.last_day_reason}）是工作日，不顺延。"
        return (
            f"{self._skipped_words()}不是工作日；顺延到其后第一个工作日"
            f"{self.last_day.year}年{self.last_day.month}月{self.last_day.day}日（{self.last_day_reason}）"
            "（民事诉讼法第八十五条第三款）。"
        )

    def _explain_hours(self) -> list[str]:
        start = self.start.astimezone(COURT_ZONE)
        first = _next_hour(self.start).astimezone(COURT_ZONE)
        return [
            f"{full_day(start.date())}{start:%H:%M}所在的小时不计算在内，从{full_day(first.date())}{first:%H:%M}"
            "起算（民事诉讼法第八十五条第二款、民诉法解释第一百二十五条）。",
            f"连续计{self.length}小时，节假日也计算在内，不顺延。",
        ]

    def _skipped_words(self) -> str:
        return "、".join(f"{day.month}月{day.day}日（{reason}）" for day, reason in self.skipped)


def due_days(start: date, days: int, calendar: Calendar) -> Period:
    """`days` calendar days after `start`, rolled to a working day. Zero means the start day itself."""
    _check(start, days)
    return _rolled(start, days, Unit.DAYS, start + timedelta(days=days), calendar)


def due_months(start: date, months: int, calendar: Calendar) -> Period:
    """The corresponding day `months` later, or that month's last day when it has none, rolled to a working day."""
    _check(start, months)
    return _rolled(start, months, Unit.MONTHS, months_later(start, months), calendar)


def due_years(start: date, years: int, calendar: Calendar) -> Period:
    """The corresponding day `years` later (29 February: the last day of February), rolled to a working day."""
    _check(start, years)
    return _rolled(start, years, Unit.YEARS, months_later(start, 12 * years), calendar)


def due_workdays(start: date, days: int, calendar: Calendar) -> Period:
    """The `days`-th working day after `start`; zero means `start`, rolled."""
    _check(start, days)
    if days == 0:
        return _rolled(start, 0, Unit.WORKDAYS, start, calendar)
    day, passed, provisional = start, 0, False
    skipped: list[tuple[date, str]] = []
    while passed < days:
        day += timedelta(days=1)
        provisional = provisional or calendar.is_provisional(day)
        if calendar.is_workday(day):
            passed += 1
        else:
            skipped.append((day, calendar.reason(day)))
    return Period(
        start=start,
        length=days,
        unit=Unit.WORKDAYS,
        raw_last_day=day,
        last_day=day,
        due_at=midnight_after(day),
        provisional=provisional,
        skipped=tuple(skipped),
        last_day_reason=calendar.reason(day),
    )


def due_calendar_days(start: date, days: int, calendar: Calendar) -> Period:
    """24:00 of the day `days` after `start`, whatever the day: for a promise “by the end of the day” (当日)."""
    _check(start, days)
    day = start + timedelta(days=days)
    return Period(
        start=start,
        length=days,
        unit=Unit.CALENDAR_DAYS,
        raw_last_day=day,
        last_day=day,
        due_at=midnight_after(day),
        last_day_reason=calendar.reason(day),
    )


def due_hours(moment: datetime, hours: int) -> Period:
    """`hours` full hours from the hour after the one in which `moment` falls. Holidays do not matter."""
    court_date(moment)
    if hours < 0:
        raise ValueError("a period is never negative")
    due_at = _next_hour(moment) + timedelta(hours=hours)
    ends_on = last_day(due_at)
    return Period(start=moment, length=hours, unit=Unit.HOURS, raw_last_day=ends_on, last_day=ends_on, due_at=due_at)


def due_moment(start: datetime, agreed: datetime) -> Period:
    """The minute agreed with somebody; seconds do not count."""
    local = agreed.astimezone(COURT_ZONE)
    return _agreed(start, int(f"{local:%Y%m%d%H%M}"))


def earlier(first: Period, second: Period) -> Period:
    """Whichever ends first (`first` when equal), remembering the other so that it can be explained.

    Both must run from the same start; otherwise the stored formula could not be repeated from one moment.
    """
    if first.start != second.start:
        raise ValueError("only periods from the same start can be compared")
    if second.due_at < first.due_at:
        first, second = second, first
    may_win_yet = second.provisional and second.raw_last_day < first.last_day
    return replace(first, later=second, provisional=first.provisional or may_win_yet)


_COUNTED_IN_DAYS: dict[Unit, Callable[[date, int, Calendar], Period]] = {
    Unit.DAYS: due_days,
    Unit.MONTHS: due_months,
    Unit.YEARS: due_years,
    Unit.WORKDAYS: due_workdays,
    Unit.CALENDAR_DAYS: due_calendar_days,
}


def count(length: int, unit: Unit, moment: datetime, calendar: Calendar) -> Period:
    """The period of `length` units from `moment`: from its hour for hours, else from its day in the court."""
    if unit == Unit.HOURS:
        return due_hours(moment, length)
    if unit == Unit.MOMENT:
        return _agreed(moment, length)
    return _COUNTED_IN_DAYS[unit](court_date(moment), length, calendar)


def _agreed(start: datetime, minute: int) -> Period:
    due_at = datetime.strptime(str(minute), "%Y%m%d%H%M").replace(tzinfo=COURT_ZONE)
    day = due_at.date()
    return Period(start=start, length=minute, unit=Unit.MOMENT, raw_last_day=day, last_day=day, due_at=due_at)


def _check(start: date, length: int) -> None:
    if isinstance(start, datetime):
        raise TypeError("a period in days starts on a date; use clock.court_date(moment)")
    if length < 0:
        raise ValueError("a period is never negative")


def months_later(start: date, months: int) -> date:
    """The corresponding day `months` later, or that month's last day when it has none (民法典 202); not rolled."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    next_first = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(start.day, (next_first - first).days))


def _next_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _rolled(start: date, length: int, unit: Unit, raw: date, calendar: Calendar) -> Period:
    day, skipped = raw, []
    while not calendar.is_workday(day):
        skipped.append((day, calendar.reason(day)))
        day += timedelta(days=1)
    return Period(
        start=start,
        length=length,
        unit=unit,
        raw_last_day=raw,
        last_day=day,
        due_at=midnight_after(day),
        provisional=calendar.is_provisional(raw) or calendar.is_provisional(day),
        skipped=tuple(skipped),
        last_day_reason=calendar.reason(day),
    )
