"""The lists of the desk and of the departments. Each starts from what the person may see; pages are found by key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, TextChoices

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date, midnight_after, moment
from hotline.tickets.enums import Status
from hotline.tickets.models import Ticket
from hotline.tickets.permissions import DESK, visible_to

PAGE = 20
MOST_COUNTED = 999
NO_LIMIT = "none"
OPEN = ~Q(status=Status.CLOSED)


class DeskTab(TextChoices):
    """The operators' own."""

    RECEIVED = "received", "待转办"
    CALL_BACK = "call_back", "等回拨"
    AWAY = "away", "已转办"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"
    ALL = "all", "全部"


class InboxTab(TextChoices):
    """A department's."""

    TO_SIGN = "to_sign", "待签收"
    MINE = "mine", "我的"
    DEPARTMENT = "department", "部门的"
    TODAY = "today", "今日到期"
    LATE = "late", "超期"
    CLOSED = "closed", "已办结"


NEWEST_FIRST = frozenset({DeskTab.CLOSED, DeskTab.ALL, InboxTab.CLOSED})


@dataclass(frozen=True)
class Page:
    """Tickets of one list, and the key after which the next page starts ('' on the last)."""

    rows: list[Ticket]
    next_key: str


def at_desk(tab: DeskTab, user: User) -> QuerySet[Ticket]:
    """One list of the operators' desk."""
    here = Q(department__code=DESK)
    narrowed = {
        DeskTab.RECEIVED: here & Q(status=Status.RECEIVED),
        DeskTab.CALL_BACK: here & Q(callbacks__ended_at__isnull=True, callbacks__isnull=False) & OPEN,
        DeskTab.AWAY: ~here & Q(status__in=[Status.HANDED_OVER, Status.IN_HAND]),
        DeskTab.ANSWERED: Q(status=Status.ANSWERED),
        DeskTab.CLOSED: Q(status=Status.CLOSED),
        DeskTab.ALL: Q(),
    }[tab]
    return visible_to(user).filter(narrowed)


def in_department(tab: InboxTab, user: User, now: datetime) -> QuerySet[Ticket]:
    """One list of what was handed over to the person's department."""
    narrowed = {
        InboxTab.TO_SIGN: Q(status=Status.HANDED_OVER),
        InboxTab.MINE: Q(handler_id=user.pk) & OPEN,
        InboxTab.DEPARTMENT: OPEN,
        InboxTab.TODAY: OPEN & Q(due_at__gt=now, due_at__lte=midnight_after(court_date(now))),
        InboxTab.LATE: OPEN & Q(due_at__lte=now),
        InboxTab.CLOSED: Q(status=Status.CLOSED),
    }[tab]
    return visible_to(user).filter(narrowed, department_id=user.department_id)


def named(tickets: QuerySet[Ticket], words: str) -> QuerySet[Ticket]:
    """Those of `tickets` that `words` name: a number, a telephone, or the beginning of a name."""
    return tickets.filter(Q(number=words.upper()) | Q(phone=words) | Q(name__startswith=words)) if words else tickets


def page(tickets: QuerySet[Ticket], *, newest_first: bool = False, after: str = "") -> Page:
    """One page of `tickets`, by time left or newest first. Raises ValueError for a key that no page has given."""
    tickets = tickets.select_related("department", "handler")
    if newest_first:
        found = tickets.filter(pk__lt=int(after)) if after else tickets
        rows = list(found.order_by("-pk")[: PAGE + 1])
        return _cut(rows, [str(row.pk) for row in rows])
    found = tickets.filter(_behind(after)) if after else tickets
    rows = list(found.order_by("due_at", "pk")[: PAGE + 1])
    return _cut(rows, [f"{row.due_at.isoformat() if row.due_at else NO_LIMIT}_{row.pk}" for row in rows])


def counted(tickets: QuerySet[Ticket]) -> int:
    """How many, counted no further than a tab can say."""
    return tickets.order_by()[: MOST_COUNTED + 1].count()


def _behind(after: str) -> Q:
    due, _, last = after.rpartition("_")
    if due == NO_LIMIT:
        return Q(due_at__isnull=True, pk__gt=int(last))
    at = moment(due)
    return Q(due_at__gt=at) | Q(due_at=at, pk__gt=int(last)) | Q(due_at__isnull=True)


def _cut(rows: list[Ticket], keys: Iterable[str]) -> Page:
    keys = list(keys)
    return Page(rows[:PAGE], keys[PAGE - 1] if len(rows) > PAGE else "")
