"""Reading the State Council's yearly notice on days off, as published, into the days it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from gangcheng_court.core.deadlines.calendar import Override
from gangcheng_court.core.deadlines.clock import WEEKDAYS, weekday
from gangcheng_court.core.deadlines.statutory import statutory_days

_BRACKET = r"(?:（([^）]*)）)?"
_DAY = r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日" + _BRACKET
_END = r"(?:至(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日" + _BRACKET + ")?"
_SPAN = re.compile(_DAY + _END)
_WEEKDAY = re.compile("周[一二三四五六日]")
LONGEST_BLOCK = 15


@dataclass(frozen=True)
class Gazette:
    """The days off and the make-up working days of one year's notice."""

    rest_days: tuple[date, ...]
    workdays: tuple[date, ...]

    def overrides(self, source: str) -> tuple[Override, ...]:
        days = [(day, False) for day in self.rest_days] + [(day, True) for day in self.workdays]
        return tuple(Override(day, is_workday, source) for day, is_workday in sorted(days))


def read(text: str, year: int) -> Gazette:
    """The notice for `year`: sentences ending in “放假” name days off, sentences ending in “上班” working days.

    Raises ValidationError (Chinese, naming the place) for an unreal date, a weekday that does not fit, a day that is
    both, a make-up day that is no weekend, or a missing statutory holiday: pasted from another year or cut short.
    """
    rest: set[date] = set()
    work: set[date] = set()
    for sentence in re.split(r"[。；;\n]", text):
        if "上班" in sentence:
            work.update(_days(sentence, year))
        elif "放假" in sentence or "休息" in sentence:
            rest.update(_days(sentence, year))
    problems = [f"{day}既写了放假又写了上班。" for day in sorted(rest & work)]
    problems += [f"{day}（{weekday(day)}）不是周末，不能调为上班。" for day in sorted(work) if day.weekday() < 5]
    problems += [f"缺少法定节假日：{day}（{name}）。" for day, name in statutory_days(year).items() if day not in rest]
    if problems:
        raise ValidationError(problems)
    return Gazette(tuple(sorted(rest)), tuple(sorted(work)))


def _days(sentence: str, year: int) -> Iterator[date]:
    for span in _SPAN.finditer(sentence):
        first_year, first_month, first_day, remark, last_year, last_month, last_day, last_remark = span.groups()
        first = _day(first_year or year, first_month, first_day, remark)
        last = _day(last_year or first.year, last_month or first.month, last_day, last_remark) if last_day else first
        if not 0 <= (last - first).days < LONGEST_BLOCK or not first.year <= year <= last.year + 1:
            raise ValidationError(f"“{span[0]}”不是一段放假日期。")
        for offset in range((last - first).days + 1):
            yield first + timedelta(days=offset)


def _day(year: int | str, month: int | str, day: str, remark: str | None) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValidationError(f"{year}年{month}月{day}日不是真实的日期。") from error
    said = _WEEKDAY.search(remark or "")
    if said and said[0] != WEEKDAYS[found.weekday()]:
        raise ValidationError(f"{found}是{weekday(found)}，通知写的是{said[0]}；请核对年份。")
    return found
