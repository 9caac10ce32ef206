"""The arithmetic of the indicators: everything given, nothing read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from math import erfc, sqrt
from typing import Any

from gangcheng_court.core.deadlines.clock import court_date, last_day, midnight_after, start_of
from gangcheng_court.core.deadlines.periods import months_later
from gangcheng_court.core.web.figures import percent
from supervision.watch.enums import Span, State

NEAR = 0.8
"""From this share of the way to its threshold a figure is near it."""
FIRST_MONTHS = range(1, 11)
"""The months whose mean November and December are measured by."""
NOVEMBER, DECEMBER, NEXT_JANUARY = 11, 12, 13


class Side(StrEnum):
    """On which side of its threshold a figure alarms."""

    BELOW = "below"
    ABOVE = "above"
    FROM = "from"


class Unit(StrEnum):
    RATIO = "ratio"
    SHARE = "share"
    COUNT = "count"
    GROUPS = "groups"
    DAYS = "days"
    CHANCE = "chance"


UNIT_WORDS = {Unit.COUNT: "件", Unit.GROUPS: "个", Unit.DAYS: "天"}
COUNTED = (Unit.COUNT, Unit.GROUPS)
SIDE_WORDS = {Side.BELOW: "低于", Side.ABOVE: "超过", Side.FROM: "达到"}


@dataclass(frozen=True)
class Part:
    """One figure of an indicator beside its threshold. `n` is what it was counted over; with fewer than `least` it
    never alarms. `excused`: why it does not count this time. Without a threshold it is there to be read."""

    code: str
    title: str
    value: float | None
    n: int
    unit: Unit = Unit.COUNT
    threshold: float | None = 0
    side: Side = Side.ABOVE
    least: int = 0
    excused: str = ""
    note: str = ""

    @property
    def state(self) -> State:
        if self.value is None or self.threshold is None or self.n < self.least or self.excused:
            return State.WITHIN
        if self.passes(self.threshold):
            return State.ALARM
        towards = self.threshold / NEAR if self.side == Side.BELOW else self.threshold * NEAR
        return State.NEAR if self.threshold and self.passes(towards) else State.WITHIN

    def passes(self, limit: float) -> bool:
        """Whether the value lies on the alarming side of `limit`."""
        if self.side == Side.BELOW:
            return self.value < limit
        return self.value >= limit if self.side == Side.FROM else self.value > limit

    @property
    def value_words(self) -> str:
        return number_words(self.value, self.unit)

    @property
    def threshold_words(self) -> str:
        if self.threshold is None:
            return "供参考"
        if self.threshold == 0:
            return f"有 1 {UNIT_WORDS[self.unit]}即预警"
        space = "" if self.unit in UNIT_WORDS else " "
        return f"{SIDE_WORDS[self.side]} {number_words(self.threshold, self.unit)}{space}即预警"

    @property
    def why_silent(self) -> str:
        """Why a figure beyond its threshold does not alarm; '' for one that may."""
        if self.value is not None and self.n < self.least:
            return f"统计基数 {self.n}，不足 {self.least}，不预警"
        return self.excused


def number_words(value: float | None, unit: Unit) -> str:
    """`0.58`, `5%`, `3 件`, `2.1 天`; a dash for none."""
    if value is None:
        return "—"
    if unit == Unit.SHARE:
        return percent(value)
    if unit == Unit.CHANCE:
        return f"{value:.3f}" if value >= 0.001 else "小于 0.001"
    text = f"{value:.2f}" if unit == Unit.RATIO else f"{value:.1f}".removesuffix(".0")
    return f"{text} {UNIT_WORDS[unit]}" if unit in UNIT_WORDS else text


def worst(parts: Iterable[Part]) -> State:
    """The state of an indicator: that of its worst figure."""
    part = worst_part(parts)
    return part.state if part else State.WITHIN


def worst_part(parts: Iterable[Part]) -> Part | None:
    """The figure that stands worst, of several the first."""
    order = list(State)
    return max(parts, key=lambda part: order.index(part.state), default=None)


def is_worse(now: Iterable[Part], before: Iterable[Part]) -> bool:
    """Whether something alarms now that did not before, or more matters do. A ratio that wavers is nothing new."""
    known = {part.code: part.value for part in before if part.state == State.ALARM}
    alarming = [part for part in now if part.state == State.ALARM]
    return any(part.code not in known or (part.unit in COUNTED and part.value > known[part.code]) for part in alarming)


def stored(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The parts as a reading keeps them."""
    return [asdict(part) for part in parts]


def read(rows: Iterable[Mapping[str, Any]]) -> list[Part]:
    """The parts of a reading again."""
    return [Part(**row | {"unit": Unit(row["unit"]), "side": Side(row["side"])}) for row in rows]


@dataclass(frozen=True)
class Window:
    """The court moments [since, until) that a reading is about; `period` is a month (`2026-11`) or a year (`2026`)."""

    period: str
    since: datetime
    until: datetime


def window(span: Span, upto: datetime) -> Window:
    """The window of an indicator at `upto`, the first moment that is not counted any more."""
    today = last_day(upto)
    first = today.replace(day=1)
    if span == Span.YEAR_END:
        year = today.year if today.month >= NOVEMBER else today.year - 1
        end = start_of(date(year + 1, 2, 1))
        return Window(str(year), start_of(date(year, 1, 1)), min(upto, end))
    if span == Span.WHOLE_MONTH:
        following = start_of(months_later(first, 1))
        if upto < following:
            first, following = months_later(first, -1), start_of(first)
        return Window(f"{first:%Y-%m}", start_of(first), following)
    since = months_later(first, -2) if span == Span.QUARTER else first
    return Window(f"{first:%Y-%m}", start_of(since), upto)


def month_ends(upto: datetime, count: int) -> list[datetime]:
    """The ends of the `count` months before the one of `upto`, oldest first: where older readings belong."""
    first = last_day(upto).replace(day=1)
    return [start_of(months_later(first, -back)) for back in reversed(range(count))]


def year_end(
    submitted: Mapping[int, int],
    filed: Mapping[int, int],
    *,
    limits: Mapping[str, float],
    elapsed: Mapping[int, float],
) -> list[Part]:
    """年底不立案: November, December and the January after (month 13), by month numbers.

    `elapsed` names the months to judge, with the share of each that is over: a month that still runs is measured by
    as much of the mean.
    """
    least = int(limits["least"])
    mean_submitted = sum(submitted.get(month, 0) for month in FIRST_MONTHS) / len(FIRST_MONTHS)
    mean_filed = sum(filed.get(month, 0) for month in FIRST_MONTHS) / len(FIRST_MONTHS)
    parts = []
    for month in (NOVEMBER, DECEMBER):
        if month not in elapsed:
            continue
        expected = mean_filed * elapsed[month]
        came = _ratio(submitted.get(month, 0), mean_submitted * elapsed[month])
        excused = "" if came is None or came >= limits["year_end_submitted"] else "收到的也少"
        parts.append(
            Part(
                code=f"filed-{month}",
                title=f"{month} 月立案比",
                value=_ratio(filed.get(month, 0), expected),
                n=round(expected),
                unit=Unit.RATIO,
                threshold=limits["year_end_filed"],
                side=Side.BELOW,
                least=least,
                excused=excused,
                note=f"收件比 {number_words(came, Unit.RATIO)}，下限 {limits['year_end_submitted']}",
            )
        )
    if NEXT_JANUARY in elapsed:
        expected = (filed.get(NOVEMBER, 0) + filed.get(DECEMBER, 0)) / 2 * elapsed[NEXT_JANUARY]
        parts.append(
            Part(
                code="january",
                title="次年 1 月激增",
                value=_ratio(filed.get(NEXT_JANUARY, 0), expected),
                n=filed.get(NEXT_JANUARY, 0),
                unit=Unit.RATIO,
                threshold=limits["january_surge"],
                least=least,
            )
        )
    return parts


def month_end(last: tuple[int, int], before: tuple[int, int], *, limits: Mapping[str, float]) -> Part:
    """月末停止立案: registered in the last working days against what was handed in then. Pairs of submitted, filed."""
    share = _ratio(before[1], before[0])
    expected = last[0] * share if share else 0
    return Part(
        code="ratio",
        title="最后五个工作日立案比",
        value=_ratio(last[1], expected),
        n=round(expected),
        unit=Unit.RATIO,
        threshold=limits["month_end"],
        side=Side.BELOW,
        least=int(limits["least"]),
        note=f"收件 {last[0]} 件，立案 {last[1]} 件",
    )


def capped(daily: Iterable[int], *, limits: Mapping[str, float]) -> Part:
    """限号: on how many days the same greatest number was registered; a small greatest number says nothing."""
    counts = Counter(daily)
    most = max(counts, default=0)
    return Part(
        code="days",
        title="停在同一最大值的天数",
        value=counts[most],
        n=counts.total(),
        unit=Unit.DAYS,
        threshold=limits["cap_days"],
        side=Side.FROM,
        excused="" if most >= limits["cap_least"] else "每天立案都很少",
        note=f"日最大立案 {most} 件",
    )


def outliers(
    groups: Iterable[tuple[str, int, int]], total: tuple[int, int], *, limits: Mapping[str, float]
) -> list[str]:
    """The groups (name, decided, refused) whose share refused lies too many standard deviations above that of all."""
    decided, refused = total
    share = refused / decided if decided else 0
    found = []
    for name, n, no in groups:
        deviation = sqrt(share * (1 - share) / n)
        if n >= limits["least"] and deviation and (no / n - share) / deviation >= limits["cause_sigma"]:
            found.append(name)
    return found


def rank_test(first: int, second: int, rank_sum: float, ties: float) -> float | None:
    """曼–惠特尼: how likely two groups of these sizes differ so much or more by chance, two-sided.

    Normal approximation with continuity and tie correction; `rank_sum` of the first group's ranks, `ties` the sum of
    t³ − t. None where there is nothing to compare: an empty group, or all values the same.
    """
    n = first + second
    if not first or not second or n < 2:
        return None
    above = rank_sum - first * (first + 1) / 2
    mean = first * second / 2
    variance = first * second / 12 * (n + 1 - ties / (n * (n - 1)))
    if variance <= 0:
        return None
    z = max(abs(above - mean) - 0.5, 0) / sqrt(variance)
    return erfc(z / sqrt(2))


def overdue_days(due_at: datetime, at: datetime) -> int:
    """How many days a limit has passed at `at`: on the day after its last day it is one."""
    return max((court_date(at) - last_day(due_at)).days, 0)


def elapsed_share(workdays: Iterable[date], upto: datetime) -> float:
    """The share of a month's working days that are over at `upto`."""
    days = list(workdays)
    return sum(midnight_after(day) <= upto for day in days) / len(days) if days else 0


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
