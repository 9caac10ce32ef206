"""The desk's lists. Each tab reads one small index; pages are found by key, never by counting off."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextChoices

from filings.intake.enums import Status
from filings.intake.models import Filing, Party
from filings.review import numbers
from filings.review.models import CorrectionNotice, Proposal, ReviewLimit, ReviewRound
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date, midnight_after
from gangcheng_court.promises import SEVEN_DAY_DECISION, THREE_DAY_REVIEW

PAGE = 30
MOST_COUNTED = 999
SHORTEST_NAME = 2


class Tab(TextChoices):
    UNCLAIMED = "unclaimed", "待认领"
    MINE = "mine", "我的"
    CORRECTION = "correction", "待补正"
    APPROVAL = "approval", "待复核"
    TODAY = "today", "今日到期"
    LATE = "late", "超期"
    ALL = "all", "全部"


@dataclass(frozen=True)
class Row:
    """One line of a list. `due_at` is what the list is sorted by: the promise, or the filer's time to correct."""

    filing: Filing
    reviewer: User | None
    due_at: datetime | None
    legal_due_at: datetime | None
    key: str


@dataclass(frozen=True)
class Page:
    """Rows of one tab, and the key after which the next page starts ('' on the last)."""

    rows: list[Row]
    next_key: str


def page(tab: Tab, *, user: User, now: datetime, words: str = "", after: str = "") -> Page:
    """One page of `tab` in order of time left (`ALL`: newest first), narrowed to what `words` names."""
    found = Filing.objects.filter(number__isnull=False)
    found = found.filter(_named(words)) if words.strip() else None
    if tab == Tab.ALL:
        return _newest(found, after)
    if tab == Tab.CORRECTION:
        rows = _corrections()
        return _by_due(rows.filter(round__filing__in=found) if found is not None else rows, _correction_row, after)
    rows = _TABS[tab](_open_reviews(), user, now)
    return _by_due(rows.filter(round__filing__in=found) if found is not None else rows, _review_row, after)


def counts(*, user: User, now: datetime) -> dict[Tab, int]:
    """How many each tab holds, counted to `MOST_COUNTED` and no further. `ALL` is not counted."""
    lists: dict[Tab, QuerySet[Any]] = {
        Tab.UNCLAIMED: ReviewRound.objects.filter(closed_at__isnull=True, reviewer__isnull=True),
        Tab.MINE: ReviewRound.objects.filter(closed_at__isnull=True, reviewer=user),
        Tab.CORRECTION: _corrections(),
        **{tab: _TABS[tab](_open_reviews(), user, now) for tab in (Tab.APPROVAL, Tab.TODAY, Tab.LATE)},
    }
    return {tab: rows.order_by()[: MOST_COUNTED + 1].count() for tab, rows in lists.items()}


def _open_reviews() -> QuerySet[ReviewLimit]:
    return ReviewLimit.objects.open().filter(promise=THREE_DAY_REVIEW.code)


def _corrections() -> QuerySet[CorrectionNotice]:
    return CorrectionNotice.objects.filter(answered_at__isnull=True, round__filing__status=Status.CORRECTION)


def _before_the_chief(rows: QuerySet[ReviewLimit], user: User, now: datetime) -> QuerySet[ReviewLimit]:
    """What waits for a second person, and what the law wants decided by the end of today."""
    at_the_limit = ReviewLimit.objects.open().filter(
        promise=SEVEN_DAY_DECISION.code, due_at__lte=midnight_after(court_date(now))
    )
    waiting = Proposal.objects.filter(answered_at__isnull=True)
    return rows.filter(Q(round__in=waiting.values("round")) | Q(round__in=at_the_limit.values("round")))


_TABS = {
    Tab.UNCLAIMED: lambda rows, user, now: rows.filter(round__reviewer__isnull=True),
    Tab.MINE: lambda rows, user, now: rows.filter(round__reviewer=user),
    Tab.APPROVAL: _before_the_chief,
    Tab.TODAY: lambda rows, user, now: rows.filter(due_at__gt=now, due_at__lte=midnight_after(court_date(now))),
    Tab.LATE: lambda rows, user, now: rows.filter(due_at__lte=now),
}


def _named(words: str) -> Q:
    """What a clerk types: a case number, a filing number (or how it begins), or how a party's name begins."""
    words = "".join(words.split())
    try:
        return Q(case_number=numbers.normalise(words))
    except ValueError:
        pass
    if words[:2].upper() == "WS":
        return Q(number__startswith=words.upper())
    parties = Party.objects.filter(filing=OuterRef("pk"), name__startswith=words)
    return Q(Exists(parties))


def _by_due(rows: QuerySet[Any], as_row: Any, after: str) -> Page:
    if after:
        due_at, pk = _key(after)
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk))
    rows = rows.select_related("round__filing", "round__reviewer").prefetch_related(
        "round__filing__parties", "round__limits"
    )
    return _cut([as_row(row) for row in rows.order_by("due_at", "pk")[: PAGE + 1]])


def _newest(found: QuerySet[Filing] | None, after: str) -> Page:
    filings = Filing.objects.filter(number__isnull=False) if found is None else found
    if after.isdigit():
        filings = filings.filter(pk__lt=int(after))
    filings = filings.prefetch_related("parties", "rounds__limits", "rounds__reviewer").order_by("-pk")[: PAGE + 1]
    return _cut([_filing_row(filing) for filing in filings])


def _cut(rows: list[Row]) -> Page:
    return Page(list(islice(rows, PAGE)), rows[PAGE - 1].key if len(rows) > PAGE else "")


def _review_row(limit: ReviewLimit) -> Row:
    round_ = limit.round
    return Row(round_.filing, round_.reviewer, limit.due_at, _legal(round_), _key_of(limit))


def _correction_row(notice: CorrectionNotice) -> Row:
    return Row(notice.round.filing, notice.round.reviewer, notice.due_at, None, _key_of(notice))


def _filing_row(filing: Filing) -> Row:
    last = max(filing.rounds.all(), key=lambda round_: round_.number)
    due = {limit.promise: limit.due_at for limit in last.limits.all() if not last.closed_at}
    key = str(filing.pk)
    return Row(filing, last.reviewer, due.get(THREE_DAY_REVIEW.code), due.get(SEVEN_DAY_DECISION.code), key)


def _legal(round_: ReviewRound) -> datetime:
    return next(limit.due_at for limit in round_.limits.all() if limit.promise == SEVEN_DAY_DECISION.code)


def _key_of(row: Model) -> str:
    return f"{row.due_at.isoformat()}_{row.pk}"


def _key(text: str) -> tuple[datetime, int]:
    due_at, _, pk = text.rpartition("_")
    return datetime.fromisoformat(due_at), int(pk)
