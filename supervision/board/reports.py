"""The figures of 督察台: one card a promise; what is nearest to its limit; the list behind a card.

All desks are read in one statement each time, and everything starts from what the reader may see.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import attrgetter

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date, midnight_after, start_of
from gangcheng_court.core.deadlines.models import ObligationQuerySet
from gangcheng_court.promises import BY_CODE, Promise
from supervision.board import queries, rules
from supervision.board.enums import Outcome
from supervision.board.rules import LEVEL, Period
from supervision.breaches import permissions, reports
from supervision.breaches.enforcement import WATCHES, Watch
from supervision.breaches.models import Breach
from supervision.breaches.reports import Figures, Line, PromiseFigures, Scope, months_up_to
from supervision.complaints import permissions as complaints
from supervision.watch.models import Alarm
from supervision.watch.queries import open_alarms

MONTHS = 12
LISTED = 100
"""Lines of one kind on a daily list; what is more is said as such."""


@dataclass(frozen=True)
class Card:
    """How one promise was kept in the period, in the one before, and month by month."""

    figures: PromiseFigures
    before: Figures
    months: list[Line]

    @property
    def promise(self) -> Promise:
        return self.figures.promise

    @property
    def change(self) -> float | None:
        """Points of share gained since the period before, 0 when level; None when either had nothing due."""
        if self.figures.rate is None or self.before.rate is None:
            return None
        change = self.figures.rate - self.before.rate
        return 0.0 if abs(change) < LEVEL else change


@dataclass(frozen=True)
class Limit:
    """An open limit, as a list tells it."""

    promise: Promise
    reference: str
    due_at: datetime
    responsible: str
    department: str


@dataclass(frozen=True)
class Complaints:
    """Numbers alone: received since the last list, not answered yet, of these due today and late."""

    received: int
    open: int
    today: int
    late: int


@dataclass(frozen=True)
class Day:
    """What a daily list says. `new` counts every breach recorded since `since`, `breaches` are the latest of them."""

    day: date
    since: datetime
    overdue: list[Limit]
    due: list[Limit]
    breaches: list[tuple[Breach, Promise]]
    new: int
    complaints: Complaints
    alarms: list[Alarm]


def cards(scope: Scope, period: Period, now: datetime, watches: Sequence[Watch] = WATCHES) -> list[Card]:
    """A card for each watched promise, in order; two statements, however many promises and months."""
    months = months_up_to(period.until, MONTHS)
    ends = [midnight_after(period.until), midnight_after(period.before_until)]
    days = [*months, period.since, period.before_since]
    bounds = sorted({*map(start_of, days), *ends})
    year = Scope(min(days), period.until, scope.seen, scope.department, scope.person)
    pieces = reports.counts(year, bounds, now, watches)

    def between(code: str, first: datetime, last: datetime) -> tuple[int, int]:
        counted = zip(pairwise(bounds), pieces[code], strict=True)
        inside = [count for (begin, end), count in counted if first <= begin and end <= last]
        return sum(n for n, _ in inside), sum(kept for _, kept in inside)

    edges = [*map(start_of, months), ends[0]]
    return [
        Card(
            figures,
            Figures(*between(figures.promise.code, start_of(period.before_since), ends[1])),
            [
                Line(*between(figures.promise.code, begin, end), name=f"{month.year}年{month.month}月")
                for month, (begin, end) in zip(months, pairwise(edges), strict=True)
            ],
        )
        for figures in reports.totals(scope, now, watches)
    ]


def at_risk(scope: Scope, now: datetime, until: datetime, most: int, watches: Sequence[Watch] = WATCHES) -> list[Limit]:
    """The open limits that end in (now, until], the most pressing first, at most `most`; one statement."""
    return _open(lambda limits: limits.filter(due_at__gt=now, due_at__lte=until), scope, most, watches)


def overdue(scope: Scope, now: datetime, most: int, watches: Sequence[Watch] = WATCHES) -> list[Limit]:
    """The open limits that have passed, the longest first, at most `most`; one statement."""
    return _open(lambda limits: limits.filter(due_at__lte=now), scope, most, watches)


def _open(
    chosen: Callable[[ObligationQuerySet], QuerySet], scope: Scope, most: int, watches: Sequence[Watch]
) -> list[Limit]:
    parts, parameters = [], []
    for query, kept in groupby(watches, attrgetter("query")):
        codes = [watch.promise.code for watch in kept]
        rows = chosen(scope.of(query().filter(promise__in=codes)).open()).order_by("due_at", "reference")
        columns = rows.values_list("promise", "reference", "due_at", "responsible__name", "department__name")[:most]
        sql, values = columns.query.sql_with_params()
        parts.append(f"({sql})")
        parameters += values
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY 3, 2 LIMIT {most:d}", parameters)
        return [
            Limit(BY_CODE[code], reference, due_at, person or "无人领取", department or "未定部门")
            for code, reference, due_at, person, department in cursor.fetchall()
        ]


def day_of(user: User, now: datetime, days: Calendar) -> Day:
    """What the daily list of this person says: only what they may see, of complaints only numbers."""
    today = court_date(now)
    since = start_of(rules.last_workday(today, days))
    scope = Scope(today, today, permissions.seen_by(user))
    new = permissions.visible_to(user).filter(recorded_at__gte=since)
    found = queries.open_complaints(user).aggregate(
        n=Count("pk"),
        today=Count("pk", filter=Q(due_at__gt=now, due_at__lte=midnight_after(today))),
        late=Count("pk", filter=Q(due_at__lte=now)),
    )
    return Day(
        today,
        since,
        overdue(scope, now, LISTED + 1),
        at_risk(scope, now, midnight_after(today), LISTED + 1),
        [
            (row, BY_CODE[row.promise])
            for row in new.select_related("responsible", "department").order_by("-pk")[:LISTED]
        ],
        new.count(),
        Complaints(complaints.visible_to(user).filter(received_at__gte=since).count(), *found.values()),
        list(open_alarms(user)[:LISTED]),
    )


def items(scope: Scope, watch: Watch, outcome: str, now: datetime) -> QuerySet:
    """The limits behind a card by what became of them: settled ones newest first, running ones the nearest first."""
    if outcome == Outcome.RUNNING:
        rows = scope.of(watch.obligations()).open().filter(due_at__gt=now)
        return rows.annotate(sorted_at=F("due_at")).order_by("sorted_at", "id")
    rows = reports.settled(scope, watch, now).annotate(sorted_at=F("settled_at"))
    kept = Q(met_at__lt=F("due_at"))
    late = Q(met_at__isnull=True) | Q(met_at__gte=F("due_at"))
    return rows.filter(kept if outcome == Outcome.KEPT else late).order_by("-sorted_at", "-id")
