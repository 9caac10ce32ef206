"""The desk's lists. Each tab reads one small index; pages are found by key, never by counting off."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, TextChoices
from django.db.models.functions import Coalesce

from filings.intake.enums import Side, Status
from filings.intake.models import Filing, Party
from filings.review import numbers
from filings.review.deadlines import CORRECTION_PERIOD
from filings.review.models import CorrectionNotice, Proposal, ReviewRound
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date, midnight_after, moment

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
    """One line of a list. `due_at` is what the list is sorted by: the promise, or the filer's time to correct.

    `parties` reads “plaintiffs 诉 defendants”; `legal_due_at` is there where the law sets another day than the promise.
    """

    number: str
    case_number: str | None
    status: Status
    cause_name: str
    received_at: datetime
    parties: str
    reviewer: str | None
    urgent: bool
    military: bool
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
    """One page of `tab` in order of time left (`ALL`: newest first), narrowed to what `words` names.

    What runs on hours stands on top of the first page, before anything else; below it what the law takes first
    (军人地位和权益保障法 60).
    """
    named = _named(words) if words.strip() else None
    if tab == Tab.ALL:
        filings = Filing.objects.filter(number__isnull=False).exclude(status=Status.TRANSFERRED)
        found = _newest(filings if named is None else filings.filter(pk__in=named), after)
    elif tab == Tab.CORRECTION:
        notices = _corrections()
        found = _by_due(notices if named is None else notices.filter(round__filing__in=named), "round__filing", after)
    else:
        rounds = _TABS[tab](ReviewRound.objects.filter(due_at__isnull=False), user, now)
        rounds = rounds if named is None else rounds.filter(filing__in=named)
        found = _by_due(rounds.filter(urgent=False, military=False), "filing", after)
        on_top = [] if after else _on_top(rounds)
        return Page(_filled([*on_top, *found[:PAGE]]), found[PAGE - 1].key if len(found) > PAGE else "")
    return Page(_filled(found[:PAGE]), found[PAGE - 1].key if len(found) > PAGE else "")


def counts(*, user: User, now: datetime) -> dict[Tab, int]:
    """How many each tab holds, counted to `MOST_COUNTED` and one more. `ALL` is not counted."""
    given = {
        "user": user.pk,
        "now": now,
        "tonight": midnight_after(court_date(now)),
        "correction": Status.CORRECTION,
        "period": CORRECTION_PERIOD,
    }
    parts = (f"(SELECT count(*) FROM ({rows} LIMIT {MOST_COUNTED + 1}) AS listed)" for rows in _LISTS.values())  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        return dict(zip(_LISTS, cursor.fetchone(), strict=True))


_ROUNDS = "SELECT id FROM filings_reviewround WHERE"
_LISTS = {
    Tab.UNCLAIMED: f"{_ROUNDS} due_at IS NOT NULL AND reviewer_id IS NULL",
    Tab.MINE: f"{_ROUNDS} due_at IS NOT NULL AND reviewer_id = %(user)s",
    Tab.CORRECTION: """SELECT notice.id FROM filings_correctionnotice notice
        JOIN filings_reviewround round ON round.id = notice.round_id JOIN filings_filing filing ON filing.id = filing_id
        WHERE met_at IS NULL AND promise = %(period)s AND status = %(correction)s""",
    Tab.APPROVAL: f"""SELECT round_id FROM filings_proposal WHERE answered_at IS NULL
        UNION {_ROUNDS} legal_due_at <= %(tonight)s""",  # noqa: S608
    Tab.TODAY: f"{_ROUNDS} due_at > %(now)s AND due_at <= %(tonight)s",
    Tab.LATE: f"{_ROUNDS} due_at <= %(now)s",
}
"""The tabs as the counts read them: one statement for the whole bar of tabs."""


def _corrections() -> QuerySet[CorrectionNotice]:
    return CorrectionNotice.objects.open().filter(promise=CORRECTION_PERIOD, round__filing__status=Status.CORRECTION)


def _before_the_chief(rounds: QuerySet[ReviewRound], user: User, now: datetime) -> QuerySet[ReviewRound]:
    """What waits for a second person, and what the law wants decided by the end of today."""
    waiting = Proposal.objects.filter(answered_at__isnull=True)
    at_the_limit = ReviewRound.objects.filter(legal_due_at__lte=midnight_after(court_date(now)))
    return rounds.filter(pk__in=waiting.values("round").union(at_the_limit.values("pk")))


_TABS = {
    Tab.UNCLAIMED: lambda rounds, user, now: rounds.filter(reviewer__isnull=True),
    Tab.MINE: lambda rounds, user, now: rounds.filter(reviewer=user),
    Tab.APPROVAL: _before_the_chief,
    Tab.TODAY: lambda rounds, user, now: rounds.filter(due_at__gt=now, due_at__lte=midnight_after(court_date(now))),
    Tab.LATE: lambda rounds, user, now: rounds.filter(due_at__lte=now),
}


def _named(words: str) -> QuerySet:
    """The filings a clerk means by a case number, a filing number (or how it begins), or how a party's name begins."""
    words = "".join(words.split())
    try:
        return Filing.objects.filter(case_number=numbers.normalise(words)).values("pk")
    except ValueError:
        pass
    if words[:2].upper() == "WS":
        return Filing.objects.filter(number__startswith=words.upper()).values("pk")
    return Party.objects.filter(name__startswith=words).values("filing")


def _by_due(rows: QuerySet[Any], filing: str, after: str = "", most: int = PAGE + 1) -> list[_Found]:
    """`filing` names the way from a row to its filing."""
    if after:
        due_at, pk = _key(after)
        rows = rows.filter(Q(due_at__gt=due_at) | Q(pk__gt=pk), due_at__gte=due_at)
    keys = rows.order_by("due_at", "pk").values_list(filing, "pk", "due_at")
    return [_Found(filing_id, f"{due_at.isoformat()}_{pk}", due_at) for filing_id, pk, due_at in keys[:most]]


def _on_top(rounds: QuerySet[ReviewRound]) -> list[_Found]:
    first = (rounds.filter(urgent=True), rounds.filter(urgent=False, military=True))
    return [line for rows in first for line in _by_due(rows, "filing", most=MOST_COUNTED)]


def _newest(filings: QuerySet[Filing], after: str) -> list[_Found]:
    if after.isdigit():
        filings = filings.filter(pk__lt=int(after))
    return [_Found(pk, str(pk)) for pk in filings.order_by("-pk").values_list("pk", flat=True)[: PAGE + 1]]


def _filled(found: list[_Found]) -> list[Row]:
    """The lines, each kind of thing read once for all of them; no sealed number is opened for a list."""
    ids = [line.filing_id for line in found]
    names = defaultdict(list)
    parties = Party.objects.filter(filing__in=ids).order_by("position", "pk")
    for filing_id, side, name in parties.values_list("filing_id", "side", "name"):
        names[filing_id, side].append(name)
    filings = {row[0]: row[1:] for row in _last_rounds(ids)}
    lines = []
    for line in found:
        *columns, reviewer, urgent, military, due_at, legal_due_at = filings[line.filing_id]
        sides = ("、".join(names[line.filing_id, side]) for side in (Side.PLAINTIFF, Side.DEFENDANT))
        legal_due_at = legal_due_at if legal_due_at != due_at else None
        ends = (line.due_at or due_at, legal_due_at)
        lines.append(Row(*columns, " 诉 ".join(sides), reviewer, urgent, military, *ends))
    return lines


def _last_rounds(ids: list[int]) -> QuerySet:
    """Filings with their rounds, the last one last."""
    columns = ("pk", "number", "case_number", "status", "cause_name")
    received = Coalesce("paper_received_at", "submitted_at")
    last = ("rounds__reviewer__name", "rounds__urgent", "rounds__military", "rounds__due_at", "rounds__legal_due_at")
    return Filing.objects.filter(pk__in=ids).order_by("rounds__number").values_list(*columns, received, *last)


def _key(text: str) -> tuple[datetime, int]:
    """Where a page begins. Raises ValueError for what no page of ours was linked with."""
    due_at, _, pk = text.rpartition("_")
    return moment(due_at), int(pk)
