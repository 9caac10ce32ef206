"""The legal calendar: which days are working days, why, and how sure that is.

Published years come from `chinesecalendar` (the State Council's notices); rows of `CalendarOverride` win over it. A
year after the published ones counts as published once its notice is entered (`CalendarNotice`); until then its
days are provisional: weekends and the statutory days.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from operator import attrgetter

import chinese_calendar
from chinese_calendar import Holiday
from django.db import connection

from gangcheng_court.core.deadlines.clock import weekday
from gangcheng_court.core.deadlines.models import CalendarNotice, CalendarOverride
from gangcheng_court.core.deadlines.statutory import statutory_days

FIRST_YEAR = min(chinese_calendar.holidays).year
LAST_YEAR = max(chinese_calendar.holidays).year
LOOK_AHEAD = timedelta(days=60)
"""How far ahead of today a deadline may ordinarily fall; the year of that day must have a calendar."""

_NAMES = {
    Holiday.new_years_day.value: "元旦",
    Holiday.spring_festival.value: "春节",
    Holiday.tomb_sweeping_day.value: "清明节",
    Holiday.labour_day.value: "劳动节",
    Holiday.dragon_boat_festival.value: "端午节",
    Holiday.national_day.value: "国庆节",
    Holiday.mid_autumn_festival.value: "中秋节",
    Holiday.anti_fascist_70th_day.value: "抗战胜利纪念日",
}

_ENTERED = f"""
SELECT NULL AS year, date, is_workday, source FROM {CalendarOverride._meta.db_table}
UNION ALL SELECT year, NULL, NULL, NULL FROM {CalendarNotice._meta.db_table} ORDER BY date
"""  # noqa: S608


@dataclass(frozen=True)
class Override:
    """One day that the court's administrators entered by hand, with the document that says so."""

    date: date
    is_workday: bool
    source: str


@dataclass(frozen=True)
class Calendar:
    """An immutable snapshot of the legal calendar."""

    overrides: tuple[Override, ...] = ()
    noticed_years: frozenset[int] = field(default=frozenset())

    @cached_property
    def version(self) -> str:
        """Names the published data and, by a hash, every override and entered year."""
        base = f"chinesecalendar-{chinese_calendar.__version__}"
        if not self.overrides and not self.noticed_years:
            return base
        entered = repr((self.overrides, sorted(self.noticed_years)))
        return f"{base}+{hashlib.sha256(entered.encode()).hexdigest()[:10]}"

    @cached_property
    def _by_date(self) -> dict[date, Override]:
        return {override.date: override for override in self.overrides}

    def has_year(self, year: int) -> bool:
        """Whether the days off of `year` are published: in the data or entered as a notice."""
        return FIRST_YEAR <= year <= LAST_YEAR or year in self.noticed_years

    def with_year(self, year: int, overrides: tuple[Override, ...]) -> "Calendar":
        """This calendar as it would be with the notice of `year` entered."""
        entered = {override.date for override in overrides}
        kept = tuple(override for override in self.overrides if override.date not in entered)
        return Calendar(tuple(sorted(kept + overrides, key=attrgetter("date"))), self.noticed_years | {year})

    def is_provisional(self, day: date) -> bool:
        return not self.has_year(day.year) and day not in self._by_date

    def is_workday(self, day: date) -> bool:
        if override := self._by_date.get(day):
            return override.is_workday
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return chinese_calendar.is_workday(day)
        return day.weekday() < 5 and day not in _statutory(day.year)

    def reason(self, day: date) -> str:
        """Why `day` is what it is, in Chinese: “周六”, “周四，国庆节放假”, “周日，调休上班”, “周三”."""
        return "，".join(filter(None, (weekday(day), self._remark(day))))

    def _remark(self, day: date) -> str:
        if override := self._by_date.get(day):
            return f"{'上班' if override.is_workday else '放假'}，依据{override.source}"
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            rests, name = chinese_calendar.get_holiday_detail(day)
            if name is None:
                return ""
            return f"{_NAMES[name]}放假" if rests else f"{_NAMES[name]}调休上班"
        return f"{_statutory(day.year)[day]}放假" if day in _statutory(day.year) else ""


@lru_cache(maxsize=200)
def _statutory(year: int) -> dict[date, str]:
    return statutory_days(year)


@lru_cache(maxsize=8)
def _calendar(overrides: tuple[Override, ...], noticed_years: frozenset[int]) -> Calendar:
    return Calendar(overrides, noticed_years)


def load() -> Calendar:
    """The calendar as it stands now in the database, in one statement; the same object while nothing in it changed."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTERED)
        entered = cursor.fetchall()
    overrides = tuple(Override(*row[1:]) for row in entered if row[0] is None)
    return _calendar(overrides, frozenset(row[0] for row in entered if row[0] is not None))


def missing_years(today: date) -> tuple[int, ...]:
    """Years that deadlines counted today may reach and whose days off are not known yet."""
    calendar = load()
    return tuple(sorted(year for year in {today.year, (today + LOOK_AHEAD).year} if not calendar.has_year(year)))
