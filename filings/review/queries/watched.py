"""What the review desk's own events say of banned conduct (law: 四个严禁), for supervision's indicators.

A figure is one statement over a window [since, until) of court moments; a list is a queryset of the rows behind it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import (
    Aggregate,
    Case,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from filings.intake.enums import CLOSED, Status
from filings.intake.models import Filing
from filings.review.enums import LetterKind, Outcome
from filings.review.models import CorrectionItem, CorrectionNotice, Letter, ReviewRound
from gangcheng_court.core.deadlines.clock import COURT_ZONE, midnight_after, start_of

NOT_REGISTERED = (Status.RETURNED, Status.REJECTED)


@dataclass(frozen=True)
class Counted:
    """How many filings were handed in and how many registered in one month, or on one day."""

    day: date
    submitted: int
    filed: int


@dataclass(frozen=True)
class Refusals:
    """Of the filings decided, how many were not registered: of one cause, or of one kind of plaintiff."""

    group: str
    decided: int
    refused: int


@dataclass(frozen=True)
class Times:
    """Decision times: half took no longer than `median`, nine in ten than `ninth`, none longer than `longest`."""

    n: int
    median: timedelta | None
    ninth: timedelta | None
    longest: timedelta | None


@dataclass(frozen=True)
class Ranks:
    """Decision times of two groups, ranked together: their sizes and medians, the sum of the first one's ranks, and
    what ties take away: the sum of t³ − t over every t equal times."""

    first: int
    second: int
    rank_sum: float
    ties: float
    first_median: timedelta | None
    second_median: timedelta | None


def submitted_and_filed(since: datetime, until: datetime, *, by: str = "month") -> list[Counted]:
    """Month by month (or by `day`), what was handed in and what was registered; a month without either is left out."""
    zone = COURT_ZONE.key
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT day, sum(submitted)::int, sum(filed)::int FROM (
              SELECT date_trunc(%(by)s, submitted_at AT TIME ZONE %(zone)s)::date AS day,
                     count(*) AS submitted, 0 AS filed
              FROM filings_filing
              WHERE submitted_at >= %(since)s AND submitted_at < %(until)s AND status <> %(transferred)s GROUP BY 1
              UNION ALL
              SELECT date_trunc(%(by)s, decided_at AT TIME ZONE %(zone)s)::date, 0, count(*)
              FROM filings_filing
              WHERE decided_at >= %(since)s AND decided_at < %(until)s AND status = %(accepted)s GROUP BY 1
            ) AS counted GROUP BY day ORDER BY day
            """,
            {
                "by": by,
                "zone": zone,
                "since": since,
                "until": until,
                "accepted": Status.ACCEPTED,
                "transferred": Status.TRANSFERRED,
            },
        )
        return [Counted(*row) for row in cursor.fetchall()]


def undecided_of(since: datetime, until: datetime) -> QuerySet[Filing]:
    """What was handed in in the window and is still undecided."""
    handed_in = Filing.objects.filter(submitted_at__gte=since, submitted_at__lt=until)
    return handed_in.exclude(status__in=[*CLOSED, Status.TRANSFERRED])


def carried_over(since: datetime, until: datetime) -> tuple[int, int]:
    """How many filings were handed in in the window, and how many of them were not decided by its end."""
    handed_in = Filing.objects.filter(submitted_at__gte=since, submitted_at__lt=until)
    later = Q(decided_at__isnull=True) | Q(decided_at__gte=until)
    row = handed_in.exclude(status=Status.TRANSFERRED).aggregate(n=Count("pk"), later=Count("pk", filter=later))
    return row["n"], row["later"]


def not_registered(since: datetime, until: datetime) -> QuerySet[Filing]:
    """What was returned or rejected in the window."""
    return _decided(since, until).filter(status__in=NOT_REGISTERED)


def refusals(since: datetime, until: datetime) -> list[Refusals]:
    """Returned and rejected among the decided, for each cause and for each kind of plaintiff."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT coalesce(cause, plaintiff), count(*), count(*) FILTER (WHERE status IN ('returned', 'rejected'))
            FROM (
              SELECT filing.id, status, cause_name AS cause,
                     CASE WHEN bool_or(party.kind = 'natural') THEN '原告有自然人' ELSE '原告都是单位' END AS plaintiff
              FROM filings_filing filing
              JOIN filings_party party ON party.filing_id = filing.id AND party.side = 'plaintiff'
              WHERE decided_at >= %s AND decided_at < %s AND status IN ('accepted', 'returned', 'rejected')
              GROUP BY filing.id
            ) AS decided
            GROUP BY GROUPING SETS ((cause), (plaintiff)) ORDER BY 1
            """,
            [since, until],
        )
        return [Refusals(*row) for row in cursor.fetchall()]


def decision_times(since: datetime, until: datetime) -> Times:
    """How long the rounds decided in the window took from their opening; withdrawn ones do not count."""
    took = F("closed_at") - F("opened_at")
    row = _decided_rounds(since, until).aggregate(
        n=Count("pk"), median=Percentile(took, 0.5), ninth=Percentile(took, 0.9), longest=Max(took)
    )
    return Times(**row)


def ranked_decisions(since: datetime, until: datetime) -> dict[str, Ranks]:
    """Decision times of the window compared: `person` (a natural person sues, or none), `lawyer` (a lawyer acts for
    the plaintiff, or none). Equal times share their middle rank."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH took AS (
              SELECT round.closed_at - round.opened_at AS length,
                EXISTS (SELECT FROM filings_party party WHERE party.filing_id = round.filing_id
                        AND party.side = 'plaintiff' AND party.kind = 'natural') AS person,
                EXISTS (SELECT FROM filings_party party JOIN filings_agent agent ON agent.party_id = party.id
                        WHERE party.filing_id = round.filing_id AND party.side = 'plaintiff'
                        AND agent.kind = 'lawyer') AS lawyer
              FROM filings_reviewround round
              WHERE closed_at >= %s AND closed_at < %s AND outcome <> 'withdrawn'
            ), ranked AS (
              SELECT *, rank() OVER (ORDER BY length) + (count(*) OVER same - 1) / 2.0 AS place, count(*) OVER same AS t
              FROM took WINDOW same AS (PARTITION BY length)
            )
            SELECT name, count(*) FILTER (WHERE flag), count(*) FILTER (WHERE NOT flag),
              coalesce(sum(place) FILTER (WHERE flag), 0)::float, coalesce(sum(t * t - 1), 0)::float,
              percentile_cont(0.5) WITHIN GROUP (ORDER BY length) FILTER (WHERE flag),
              percentile_cont(0.5) WITHIN GROUP (ORDER BY length) FILTER (WHERE NOT flag)
            FROM ranked CROSS JOIN LATERAL (VALUES ('person', person), ('lawyer', lawyer)) AS groups (name, flag)
            GROUP BY name
            """,
            [since, until],
        )
        return {name: Ranks(*row) for name, *row in cursor.fetchall()}


def decided_after(since: datetime, until: datetime, *, length: timedelta) -> QuerySet[ReviewRound]:
    """The rounds decided in the window that took longer than `length`."""
    return _decided_rounds(since, until).filter(closed_at__gt=F("opened_at") + length)


def correction_counts(since: datetime, until: datetime) -> tuple[int, int]:
    """How many filings were decided in the window, and how many of them had been corrected twice or oftener."""
    twice = _decided(since, until).annotate(notices=Count("rounds__correction")).filter(notices__gte=2)
    return _decided(since, until).count(), twice.count()


def repeated_notices(since: datetime, until: datetime) -> QuerySet[CorrectionNotice]:
    """The notices of the window that came after an earlier notice about the same filing."""
    earlier = CorrectionNotice.objects.filter(
        round__filing=OuterRef("round__filing"), round__number__lt=OuterRef("round__number")
    )
    return _notices(since, until).filter(Exists(earlier))


def notices_of_the_visible(since: datetime, until: datetime) -> QuerySet[CorrectionNotice]:
    """The notices of the window that name what was there to be seen before."""
    seen = CorrectionItem.objects.filter(notice=OuterRef("pk"), visible_before=True)
    return _notices(since, until).filter(Exists(seen))


def withdrawn_after_contact(since: datetime, until: datetime, *, within: timedelta) -> QuerySet[Filing]:
    """What its filer took back in the window at most `within` after the desk took it or asked for a correction."""
    recent = {"lte": OuterRef("decided_at"), "gt": OuterRef("decided_at") - within}
    taken = Q(**{f"taken_at__{name}": value for name, value in recent.items()})
    corrected = Q(outcome=Outcome.CORRECTION, **{f"closed_at__{name}": value for name, value in recent.items()})
    contact = ReviewRound.objects.filter(taken | corrected, filing=OuterRef("pk"))
    return _decided(since, until).filter(Exists(contact), status=Status.WITHDRAWN)


def decided_count(since: datetime, until: datetime) -> int:
    """How many filings came to an end in the window, withdrawn ones included."""
    return _decided(since, until).count()


def refused_without_letter(since: datetime, until: datetime) -> QuerySet[Filing]:
    """What was returned or rejected in the window without a letter that says so."""
    letter = Letter.objects.filter(filing=OuterRef("pk"), kind__in=[LetterKind.RETURN, LetterKind.REJECTION])
    return not_registered(since, until).exclude(Exists(letter))


def demanding(since: datetime, until: datetime, *, words: Collection[str]) -> QuerySet[CorrectionItem]:
    """The items of the notices of the window in whose text one of `words` stands."""
    named = Q(pk=None)
    for word in words:
        named |= Q(text__contains=word)
    return demands(since, until).filter(named)


def demands(since: datetime, until: datetime) -> QuerySet[CorrectionItem]:
    """Every item of the notices of the window."""
    return CorrectionItem.objects.filter(notice__started_at__gte=since, notice__started_at__lt=until)


def taken_late(dues: Mapping[date, datetime], *, until: datetime) -> QuerySet[ReviewRound]:
    """The rounds opened on the days of `dues` whom nobody had taken when that day's moment came; one that is still
    untaken counts once its moment has passed at `until`."""
    opened = {day: Q(opened_at__gte=start_of(day), opened_at__lt=midnight_after(day)) for day in dues}
    due = Case(*(When(opened[day], then=Value(at)) for day, at in dues.items()), output_field=DateTimeField())
    taken = Coalesce("taken_at", "closed_at", Value(until), output_field=DateTimeField())
    return opened_between(min(dues), max(dues)).annotate(due=due, taken=taken).filter(taken__gte=F("due"))


def opened_between(first: date, last: date) -> QuerySet[ReviewRound]:
    """The rounds opened on the days from `first` to `last`."""
    since = start_of(first)
    return ReviewRound.objects.filter(opened_at__gte=since, opened_at__lt=midnight_after(last))


class Percentile(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: F, share: float) -> None:
        super().__init__(expression, share=share)


def _decided(since: datetime, until: datetime) -> QuerySet[Filing]:
    return Filing.objects.filter(decided_at__gte=since, decided_at__lt=until)


def _decided_rounds(since: datetime, until: datetime) -> QuerySet[ReviewRound]:
    return ReviewRound.objects.filter(closed_at__gte=since, closed_at__lt=until).exclude(outcome=Outcome.WITHDRAWN)


def _notices(since: datetime, until: datetime) -> QuerySet[CorrectionNotice]:
    return CorrectionNotice.objects.filter(started_at__gte=since, started_at__lt=until)
