"""How each promise was kept, counted from the obligations themselves: a sleeping beat hides nothing.

A limit counts once, at the moment its outcome was known: when it was met, or when it passed. What is still running
counts nowhere. Times are from the start of the clock to the end of the matter, or to `now` when it is still open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import (
    Aggregate,
    CharField,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Least, TruncMonth

from filings.review.queries import second_notices
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, midnight_after, start_of
from gangcheng_court.core.deadlines.models import ObligationQuerySet
from gangcheng_court.core.deadlines.periods import months_later
from gangcheng_court.promises import Promise
from supervision.breaches.enforcement import WATCHES, Watch
from supervision.breaches.models import Breach, Cause, Explanation

UNEXPLAINED = "none"
TREND_MONTHS = 12
PUBLIC_MONTHS = 24


class Median(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Figures:
    """`n` limits of which `kept` were met in time; half took no longer than `median`, none longer than `worst`."""

    n: int = 0
    kept: int = 0
    median: timedelta | None = None
    worst: timedelta | None = None

    @property
    def broken(self) -> int:
        return self.n - self.kept

    @property
    def rate(self) -> float | None:
        """Share kept, 0 to 1; None when nothing was due, which is neither good nor bad."""
        return self.kept / self.n if self.n else None


@dataclass(frozen=True, kw_only=True)
class Line(Figures):
    """The figures of one group, such as one department, one person or one month."""

    name: str


@dataclass(frozen=True, kw_only=True)
class MonthLine(Line):
    month: date
    """Its first day."""


@dataclass(frozen=True, kw_only=True)
class PromiseFigures(Figures):
    promise: Promise


@dataclass(frozen=True)
class Scope:
    """Which limits a report is about: days inclusive, and the part that the reader may see."""

    since: date
    until: date
    seen: Q = field(default_factory=Q)
    department: int | None = None
    person: int | None = None

    def of(self, limits: ObligationQuerySet) -> ObligationQuerySet:
        chosen = {"department": self.department, "responsible": self.person}
        return limits.filter(self.seen, **{name: pk for name, pk in chosen.items() if pk})


def month_of(now: datetime) -> tuple[date, date]:
    """The first day of the month of `now`, and today."""
    today = court_date(now)
    return today.replace(day=1), today


def public_figures(now: datetime) -> list[PromiseFigures]:
    """Each promise with this month's figures, for everybody to read."""
    return totals(Scope(*month_of(now)), now)


def totals(scope: Scope, now: datetime, watches: Sequence[Watch] = WATCHES) -> list[PromiseFigures]:
    """The figures of each watched promise, in order, in one statement."""
    rows, parameters = _settled_rows(scope, watches, now)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT promise, {_MEASURED} FROM ({rows}) {_ROW} GROUP BY promise",  # noqa: S608
            [now, now, *parameters],
        )
        measured = {code: figures for code, *figures in cursor.fetchall()}
    return [PromiseFigures(*measured.get(watch.promise.code, ()), promise=watch.promise) for watch in watches]


def counts(
    scope: Scope, bounds: Sequence[datetime], now: datetime, watches: Sequence[Watch] = WATCHES
) -> dict[str, list[tuple[int, int]]]:
    """How many limits of each promise were settled and kept between one bound and the next, in one statement.

    The scope's days reach from the first bound to the last. What falls in several periods is counted in pieces, and
    the pieces add up.
    """
    rows, parameters = _settled_rows(scope, watches, now)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT promise, width_bucket(settled_at, %s::timestamptz[]) - 1 AS piece, {_COUNTED} "  # noqa: S608
            f"FROM ({rows}) {_ROW} GROUP BY 1, 2",
            [list(bounds), *parameters],
        )
        found = cursor.fetchall()
    pieces: dict[str, list[tuple[int, int]]] = {watch.promise.code: [(0, 0)] * (len(bounds) - 1) for watch in watches}
    for code, piece, n, kept in found:
        pieces[code][piece] = (n, kept)
    return pieces


def public_history(now: datetime) -> list[tuple[Promise, list[MonthLine]]]:
    """Each promise with its last PUBLIC_MONTHS months, for everybody to read."""
    return history(now, PUBLIC_MONTHS)


def history(now: datetime, months: int, watches: Sequence[Watch] = WATCHES) -> list[tuple[Promise, list[MonthLine]]]:
    """Each promise with its last months up to that of `now`, oldest first; one statement."""
    until = court_date(now)
    starts = months_up_to(until, months)
    rows, parameters = _settled_rows(Scope(starts[0], until), watches, now)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT promise, width_bucket(settled_at, %s::timestamptz[]) - 1, {_MEASURED} "  # noqa: S608
            f"FROM ({rows}) {_ROW} GROUP BY 1, 2",
            [[start_of(day) for day in starts], now, now, *parameters],
        )
        found = {(code, month): figures for code, month, *figures in cursor.fetchall()}
    return [
        (
            watch.promise,
            [
                MonthLine(
                    *found.get((watch.promise.code, place), ()), name=f"{month.year}年{month.month}月", month=month
                )
                for place, month in enumerate(starts)
            ],
        )
        for watch in watches
    ]


_COUNTED = "count(*), count(*) FILTER (WHERE met_at < due_at)"
_TOOK = "coalesce(met_at, %s) - started_at"
_MEASURED = f"{_COUNTED}, percentile_cont(0.5) WITHIN GROUP (ORDER BY {_TOOK}), max({_TOOK})"
_ROW = "AS settled (promise, settled_at, started_at, due_at, met_at)"


def _settled_rows(scope: Scope, watches: Sequence[Watch], now: datetime) -> tuple[str, list[Any]]:
    """One SELECT of what was settled in the scope at every desk, in the columns of `_ROW`, and its parameters."""
    parts, parameters = [], []
    for query, kept in groupby(watches, attrgetter("query")):
        codes = [watch.promise.code for watch in kept]
        rows = _settled_of(query().filter(promise__in=codes), scope, now).order_by()
        columns = rows.values_list("promise", "settled_at", "started_at", "due_at", "met_at")
        sql, values = columns.query.sql_with_params()
        parts.append(sql)
        parameters += values
    return " UNION ALL ".join(parts), parameters


def total(scope: Scope, watch: Watch, now: datetime) -> PromiseFigures:
    return PromiseFigures(promise=watch.promise, **settled(scope, watch, now).aggregate(**_measures(now)))


def by_department(scope: Scope, watch: Watch, now: datetime) -> list[Line]:
    return _lines(scope, watch, now, "department__name", "未定部门")


def by_person(scope: Scope, watch: Watch, now: datetime) -> list[Line]:
    """One line a person, in the order of names: a look-up, not a ranking."""
    return _lines(scope, watch, now, "responsible__name", "无人领取", key="responsible")


def trend(scope: Scope, watch: Watch, now: datetime) -> list[Line]:
    """The twelve months up to the end of the period, oldest first; a month in which nothing was due has n = 0."""
    months = months_up_to(scope.until, TREND_MONTHS)
    year = Scope(months[0], scope.until, scope.seen, scope.department, scope.person)
    rows = (
        settled(year, watch, now)
        .annotate(month=TruncMonth("settled_at", tzinfo=COURT_ZONE))
        .values("month")
        .annotate(**_measures(now))
    )
    found = {row.pop("month").astimezone(COURT_ZONE).date(): row for row in rows}
    return [Line(name=f"{month.year}年{month.month}月", **found.get(month, {})) for month in months]


def by_cause(scope: Scope, watch: Watch, now: datetime) -> list[tuple[str, int]]:
    """How many of the broken limits have which cause, in the latest word of who answers for them."""
    counts = dict(late(scope, watch, now).order_by().values_list("cause").annotate(n=Count("pk")))
    named = [(Cause(value).label, counts[value]) for value in Cause.values if value in counts]
    return named + ([("尚未说明", counts[UNEXPLAINED])] if UNEXPLAINED in counts else [])


def late(scope: Scope, watch: Watch, now: datetime, *, cause: str = "") -> QuerySet:
    """The broken limits of the period, latest limit first, recorded or not, with `breach_id`, `cause`, `words`."""
    same = {"promise": OuterRef("promise"), "reference": OuterRef("reference")}
    said = Explanation.objects.filter(**{f"breach__{name}": value for name, value in same.items()}).order_by("-id")
    rows = (
        scope.of(watch.obligations())
        .late(start_of(scope.since), min(midnight_after(scope.until), now))
        .filter(due_at__lt=midnight_after(scope.until))
        .select_related("responsible", "department")
        .annotate(
            breach_id=Subquery(Breach.objects.filter(**same).values("pk")[:1]),
            cause=Coalesce(Subquery(said.values("cause")[:1]), Value(UNEXPLAINED), output_field=CharField()),
            words=Coalesce(Subquery(said.values("words")[:1]), Value(""), output_field=CharField()),
            over=_until_met(now) - F("due_at"),
        )
        .order_by("-due_at", "-id")
    )
    return rows.filter(cause=cause) if cause else rows


def parts(scope: Scope, watch: Watch, now: datetime, cause: str = "") -> Iterator[tuple[str, Any]]:
    """The parts of a whole report on one promise, each counted when it is asked for."""
    yield "total", total(scope, watch, now)
    yield "departments", by_department(scope, watch, now)
    yield "people", by_person(scope, watch, now)
    yield "causes", by_cause(scope, watch, now)
    yield "months", trend(scope, watch, now)
    yield "late", late(scope, watch, now, cause=cause)
    yield "second_corrections", second_corrections(scope)


def second_corrections(scope: Scope) -> int:
    """How often the desk asked a second time for what it could have seen the first time, court-wide."""
    return second_notices(start_of(scope.since), midnight_after(scope.until))


def cause_label(value: str) -> str:
    return "尚未说明" if value == UNEXPLAINED else Cause(value).label


def settled(scope: Scope, watch: Watch, now: datetime) -> QuerySet:
    """What was settled in the scope, met or passed, with `settled_at`."""
    return _settled_of(watch.obligations(), scope, now)


def _settled_of(limits: ObligationQuerySet, scope: Scope, now: datetime) -> QuerySet:
    rows = scope.of(limits).annotate(settled_at=Least("met_at", "due_at"))
    return rows.filter(
        settled_at__gte=start_of(scope.since), settled_at__lt=midnight_after(scope.until), settled_at__lte=now
    )


def _measures(now: datetime) -> dict[str, Any]:
    took = ExpressionWrapper(_until_met(now) - F("started_at"), output_field=DurationField())
    return {
        "n": Count("pk"),
        "kept": Count("pk", filter=Q(met_at__lt=F("due_at"))),
        "median": Median(took),
        "worst": Max(took),
    }


def _lines(scope: Scope, watch: Watch, now: datetime, name: str, nobody: str, key: str = "") -> list[Line]:
    fields = [name, key] if key else [name]
    rows = settled(scope, watch, now).values(*fields).annotate(**_measures(now)).order_by(name)
    measured = ("n", "kept", "median", "worst")
    return [Line(name=row[name] or nobody, **{field: row[field] for field in measured}) for row in rows]


def _until_met(now: datetime) -> Coalesce:
    return Coalesce("met_at", Value(now), output_field=DateTimeField())


def months_up_to(until: date, count: int) -> list[date]:
    """The first days of the `count` months that end with the month of `until`, oldest first."""
    return [months_later(until.replace(day=1), -back) for back in reversed(range(count))]


def watch_of(code: str, watches: Sequence[Watch] = WATCHES) -> Watch:
    """The watch over the promise with this code; the first when it has none."""
    return next((watch for watch in watches if watch.promise.code == code), watches[0])
