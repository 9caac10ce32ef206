"""The lists of the desk and of the departments. Each starts from what the person may see; pages are found by key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db import connection
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


_AT_DESK = {
    DeskTab.RECEIVED: Q(status=Status.RECEIVED),
    DeskTab.CALL_BACK: OPEN & Q(department__code=DESK, callbacks__ended_at__isnull=True, callbacks__isnull=False),
    DeskTab.AWAY: Q(status__in=[Status.HANDED_OVER, Status.IN_HAND]),
    DeskTab.ANSWERED: Q(status=Status.ANSWERED),
    DeskTab.CLOSED: Q(status=Status.CLOSED),
    DeskTab.ALL: Q(),
}


@dataclass(frozen=True)
class Page:
    """Tickets of one list, and the key after which the next page starts ('' on the last)."""

    rows: list[Ticket]
    next_key: str


def at_desk(tab: DeskTab, user: User) -> QuerySet[Ticket]:
    """One list of the operators' desk."""
    return visible_to(user).filter(_AT_DESK[tab])


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
    rows = _by_time_left(tickets.order_by("due_at", "pk"), after)
    return _cut(rows, [f"{row.due_at.isoformat() if row.due_at else NO_LIMIT}_{row.pk}" for row in rows])


def counted(tickets: Mapping[TextChoices, QuerySet[Ticket]]) -> dict[TextChoices, int]:
    """How many each list holds, counted in one statement and no further than a tab can say."""
    parts, parameters = [], []
    for listed in tickets.values():
        try:
            sql, given = listed.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) AS listed)")  # noqa: S608
        parameters += given
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return dict(zip(tickets, cursor.fetchone(), strict=True))


def _by_time_left(tickets: QuerySet[Ticket], after: str) -> list[Ticket]:
    """One page and one row more. Behind a key, those with a limit and those without are found one after the other: each
    starts in the index where the page before ended."""
    if not after:
        return list(tickets[: PAGE + 1])
    due, _, last = after.rpartition("_")
    without = tickets.filter(due_at__isnull=True)
    if due == NO_LIMIT:
        return list(without.filter(pk__gt=int(last))[: PAGE + 1])
    at = moment(due)
    rows = list(tickets.filter(Q(due_at__gt=at) | Q(pk__gt=int(last)), due_at__gte=at)[: PAGE + 1])
    return rows + list(without[: PAGE + 1 - len(rows)]) if len(rows) <= PAGE else rows


def _cut(rows: list[Ticket], keys: Iterable[str]) -> Page:
    keys = list(keys)
    return Page(rows[:PAGE], keys[PAGE - 1] if len(rows) > PAGE else "")
