"""The lists of the desk. Each starts from what the person may see; pages are found by key."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, TextChoices

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import moment
from gangcheng_court.promises import COMPLAINT_ACKNOWLEDGEMENT, COMPLAINT_ANSWER
from supervision.complaints.enums import Source, Status
from supervision.complaints.models import Complaint, ComplaintLimit
from supervision.complaints.permissions import visible_to

PAGE = 20
MOST_COUNTED = 999
MOST_RELATED = 10
OPEN = Q(status__in=[Status.RECEIVED, Status.IN_HAND])
NO_LIMIT = "none"


class Tab(TextChoices):
    RECEIVED = "received", "待受理"
    MINE = "mine", "我的"
    IN_HAND = "in_hand", "办理中"
    ANSWERED = "answered", "已答复"
    ALL = "all", "全部"
    HOTLINE = "hotline", "12368 转办"


NEWEST_FIRST = frozenset({Tab.ANSWERED, Tab.ALL, Tab.HOTLINE})
COUNTED = (Tab.RECEIVED, Tab.MINE, Tab.IN_HAND)


@dataclass(frozen=True)
class Page:
    """Complaints of one list, and the key after which the next page starts ('' on the last)."""

    rows: list[Complaint]
    next_key: str


def at_desk(tab: Tab, user: User) -> QuerySet[Complaint]:
    """One list of what this person may see."""
    narrowed = {
        Tab.RECEIVED: Q(status=Status.RECEIVED),
        Tab.MINE: OPEN & Q(owner=user.pk),
        Tab.IN_HAND: Q(status=Status.IN_HAND),
        Tab.ANSWERED: Q(status__in=[Status.ANSWERED, Status.CLOSED]),
        Tab.ALL: Q(),
        Tab.HOTLINE: Q(source=Source.HOTLINE),
    }[tab]
    return visible_to(user).filter(narrowed)


def named(rows: QuerySet[Complaint], words: str) -> QuerySet[Complaint]:
    """Those that `words` name: a number, the number of a 12368 ticket, a case number or a part of it."""
    if not words:
        return rows
    number, case = words.upper(), words.replace("(", "（").replace(")", "）")
    return rows.filter(Q(number=number) | Q(ticket=number) | Q(case_number__contains=case))


def counted(tab: Tab, user: User) -> int:
    """How many, counted no further than a tab can say."""
    return at_desk(tab, user).order_by()[: MOST_COUNTED + 1].count()


def page(rows: QuerySet[Complaint], *, newest_first: bool, after: str = "") -> Page:
    """One page, by time left or newest first. Raises ValueError for a key that no page has given."""
    rows = rows.select_related("owner", "about", "about_department")
    if newest_first:
        found, key = _newest_first(rows, after), "received_at"
    else:
        found, key = _by_time_left(rows, after), "due_at"
    last = found[PAGE - 1] if len(found) > PAGE else None
    at = getattr(last, key, None)
    return Page(with_limits(found[:PAGE]), f"{at.isoformat() if at else NO_LIMIT}_{last.pk}" if last else "")


def with_limits(rows: list[Complaint]) -> list[Complaint]:
    """Each with the limit of the acknowledgement and of the answer that ran last (`to_acknowledge`, `to_answer`)."""
    limits = ComplaintLimit.objects.filter(complaint__in=rows).order_by("due_at")
    found = {(limit.complaint_id, limit.promise): limit for limit in limits}
    for row in rows:
        row.to_acknowledge = found.get((row.pk, COMPLAINT_ACKNOWLEDGEMENT.code))
        row.to_answer = found.get((row.pk, COMPLAINT_ANSWER.code))
    return rows


def related(user: User, complaint: Complaint) -> list[Complaint]:
    """What else this person may see: the same member of staff, the same subject in one department, the same case."""
    same = Q(pk=None)
    if complaint.about_id:
        same |= Q(about=complaint.about_id)
    if complaint.about_department_id:
        same |= Q(about_department=complaint.about_department_id, subject=complaint.subject)
    if complaint.case_number:
        same |= Q(case_number=complaint.case_number)
    rows = visible_to(user).filter(same).exclude(pk=complaint.pk).select_related("owner")
    return list(rows.order_by("-received_at", "-pk")[:MOST_RELATED])


def _newest_first(rows: QuerySet[Complaint], after: str) -> list[Complaint]:
    if after:
        at, last = _key(after)
        rows = rows.filter(Q(received_at__lt=at) | Q(pk__lt=last), received_at__lte=at)
    return list(rows.order_by("-received_at", "-pk")[: PAGE + 1])


def _by_time_left(rows: QuerySet[Complaint], after: str) -> list[Complaint]:
    """Those without a limit (of a ticket that waits to be signed for) come last."""
    if after:
        at, last = _key(after)
        later = Q(due_at__isnull=True, pk__gt=last) if at is None else _later(at, last)
        rows = rows.filter(later)
    return list(rows.order_by("due_at", "pk")[: PAGE + 1])


def _later(at: datetime, last: int) -> Q:
    return Q(due_at__gt=at) | Q(due_at=at, pk__gt=last) | Q(due_at__isnull=True)


def _key(after: str) -> tuple[datetime | None, int]:
    at, _, last = after.rpartition("_")
    if not last.isdecimal() or len(last) > 18:
        raise ValueError(after)
    return None if at == NO_LIMIT else moment(at), int(last)
