"""The desk's lists. Each tab reads one small index; pages are found by key, never by counting off."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices

from filings.intake.enums import Side, Status
from filings.intake.models import Filing, Party
from filings.review import numbers
from filings.review.deadlines import CORRECTION_PERIOD
from filings.review.models import CorrectionNotice, Proposal, ReviewLimit, ReviewRound
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date, midnight_after, moment
from gangcheng_court.promises import SEVEN_DAY_DECISION, THREE_DAY_REVIEW

PAGE = 20
MOST_COUNTED = 999


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

    number: str
    case_number: str | None
    status: Status
    cause_name: str
    submitted_at: datetime
    plaintiffs: list[str]
    defendants: list[str]
    reviewer: str
    due_at: datetime | None
    legal_due_at: datetime | None

    @property
    def status_words(self) -> str:
        return Status(self.status).label


@dataclass(frozen=True)
class Page:
    """Rows of one tab, and the key after which the next page starts ('' on the last)."""

    rows: list[Row]
    next_key: str


@dataclass(frozen=True)
class _Found:
    """A line before it is filled in: the filing, and where it stands in the list."""

    filing_id: int
    key: str
    due_at: datetime | None = None


def page(tab: Tab, *, user: User, now: datetime, words: str = "", after: str = "") -> Page:
    """One page of `tab` in order of time left (`ALL`: newest first), narrowed to what `words` names."""
    filings = Filing.objects.filter(number__isnull=False)
    named = filings.filter(_named(words)) if words.strip() else None
    if tab == Tab.ALL:
        found = _newest(filings if named is None else named, after)
    else:
        rows = _corrections() if tab == Tab.CORRECTION else _TABS[tab](_open_reviews(), user, now)
        found = _by_due(rows if named is None else rows.filter(round__filing__in=named), after)
    return Page(_filled(found[:PAGE]), found[PAGE - 1].key if len(found) > PAGE else "")


def counts(*, user: User, now: datetime) -> dict[Tab, int]:
    """How many each tab holds, counted to `MOST_COUNTED` and one more. `ALL` is not counted."""
    given = {
        "user": user.pk,
        "now": now,
        "tonight": midnight_after(court_date(now)),
        "promise": THREE_DAY_REVIEW.code,
        "legal": SEVEN_DAY_DECISION.code,
        "correction": Status.CORRECTION,
        "period": CORRECTION_PERIOD,
    }
    parts = (f"(SELECT count(*) FROM ({rows} LIMIT {MOST_COUNTED + 1}) AS listed)" for rows in _LISTS.values())  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        return dict(zip(_LISTS, cursor.fetchone(), strict=True))


_OPEN_LIMITS = "SELECT round_id FROM filings_reviewlimit WHERE met_at IS NULL AND promise ="
_OPEN_ROUNDS = "SELECT id FROM filings_reviewround WHERE closed_at IS NULL AND"
_LISTS = {
    Tab.UNCLAIMED: f"{_OPEN_ROUNDS} reviewer_id IS NULL",
    Tab.MINE: f"{_OPEN_ROUNDS} reviewer_id = %(user)s",
    Tab.CORRECTION: """SELECT notice.id FROM filings_correctionnotice notice
        JOIN filings_reviewround round ON round.id = notice.round_id JOIN filings_filing filing ON filing.id = filing_id
        WHERE met_at IS NULL AND promise = %(period)s AND status = %(correction)s""",
    Tab.APPROVAL: f"""SELECT round_id FROM filings_proposal WHERE answered_at IS NULL
        UNION {_OPEN_LIMITS} %(legal)s AND due_at <= %(tonight)s""",  # noqa: S608
    Tab.TODAY: f"{_OPEN_LIMITS} %(promise)s AND due_at > %(now)s AND due_at <= %(tonight)s",
    Tab.LATE: f"{_OPEN_LIMITS} %(promise)s AND due_at <= %(now)s",
}
"""The tabs as the counts read them: one statement for the whole bar of tabs."""


def _open_reviews() -> QuerySet[ReviewLimit]:
    return ReviewLimit.objects.open().filter(promise=THREE_DAY_REVIEW.code)


def _corrections() -> QuerySet[CorrectionNotice]:
    return CorrectionNotice.objects.open().filter(promise=CORRECTION_PERIOD, round__filing__status=Status.CORRECTION)


def _before_the_chief(rows: QuerySet[ReviewLimit], user: User, now: datetime) -> QuerySet[ReviewLimit]:
    """What waits for a second person, and what the law wants decided by the end of today."""
    waiting = Proposal.objects.filter(answered_at__isnull=True)
    at_the_limit = ReviewLimit.objects.open().filter(
        promise=SEVEN_DAY_DECISION.code, due_at__lte=midnight_after(court_date(now))
    )
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


def _by_due(rows: QuerySet[Any], after: str) -> list[_Found]:
    if after:
        due_at, pk = _key(after)
        rows = rows.filter(Q(due_at__gt=due_at) | Q(pk__gt=pk), due_at__gte=due_at)
    keys = rows.order_by("due_at", "pk").values_list("round__filing", "pk", "due_at")
    return [_Found(filing_id, f"{due_at.isoformat()}_{pk}", due_at) for filing_id, pk, due_at in keys[: PAGE + 1]]


def _newest(filings: QuerySet[Filing], after: str) -> list[_Found]:
    if after.isdigit():
        filings = filings.filter(pk__lt=int(after))
    return [_Found(pk, str(pk)) for pk in filings.order_by("-pk").values_list("pk", flat=True)[: PAGE + 1]]


def _filled(found: list[_Found]) -> list[Row]:
    """The lines, each kind of thing read once for all of them; no sealed number is opened for a list."""
    ids = [line.filing_id for line in found]
    columns = ("pk", "number", "case_number", "status", "cause_name", "submitted_at")
    filings = {row[0]: row[1:] for row in Filing.objects.filter(pk__in=ids).values_list(*columns)}
    names = defaultdict(list)
    parties = Party.objects.filter(filing__in=ids).order_by("position", "pk")
    for filing_id, side, name in parties.values_list("filing_id", "side", "name"):
        names[filing_id, side].append(name)
    rounds = ReviewRound.objects.filter(filing__in=ids).order_by("number")
    reviewers = dict(rounds.values_list("filing_id", "reviewer__name"))
    limits = ReviewLimit.objects.open().filter(round__filing__in=ids)
    due = {(row[0], row[1]): row[2] for row in limits.values_list("round__filing_id", "promise", "due_at")}
    return [
        Row(
            *filings[line.filing_id],
            plaintiffs=names[line.filing_id, Side.PLAINTIFF],
            defendants=names[line.filing_id, Side.DEFENDANT],
            reviewer=reviewers.get(line.filing_id) or "",
            due_at=line.due_at or due.get((line.filing_id, THREE_DAY_REVIEW.code)),
            legal_due_at=due.get((line.filing_id, SEVEN_DAY_DECISION.code)),
        )
        for line in found
    ]


def _key(text: str) -> tuple[datetime, int]:
    """Where a page begins. Raises ValueError for what no page of ours was linked with."""
    due_at, _, pk = text.rpartition("_")
    return moment(due_at), int(pk)
