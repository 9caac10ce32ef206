"""What waits for a person of supervision, and what a member of staff owes it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gangcheng_court.core.accounts.models import User
from supervision.breaches import permissions as breaches
from supervision.breaches.models import Breach, Explanation
from supervision.complaints import permissions as complaints
from supervision.complaints.enums import Status as ComplaintStatus
from supervision.complaints.models import Complaint
from supervision.rectification import permissions as rectification
from supervision.rectification.enums import Status as OrderStatus
from supervision.rectification.models import Order


@dataclass(frozen=True)
class Waiting:
    """One heap of work: how many, how many of them late, and the route of the room where it lies."""

    title: str
    count: int
    late: int
    route: str


def unexplained(user: User) -> QuerySet[Breach]:
    """The breaches that this person may see and nobody has explained, oldest first."""
    said = Explanation.objects.filter(breach=OuterRef("pk"))
    return breaches.visible_to(user).exclude(Exists(said)).order_by("recorded_at", "pk")


def to_put_right(user: User) -> QuerySet[Order]:
    """The rectification orders under way that this person may see, the most pressing first."""
    return rectification.visible_to(user).filter(status=OrderStatus.ORDERED).order_by("due_at", "pk")


def open_complaints(user: User) -> QuerySet[Complaint]:
    """The complaints that this person may read and nobody has answered."""
    return complaints.visible_to(user).filter(status__in=[ComplaintStatus.RECEIVED, ComplaintStatus.IN_HAND])


def waiting(user: User, now: datetime) -> list[Waiting]:
    """What waits for this person, heap by heap: one statement each; what nobody waits for is left out."""
    heaps = (_unexplained, _complaints, _orders, _reported)
    return [heap for find in heaps if (heap := find(user, now)).count]


def _unexplained(user: User, now: datetime) -> Waiting:
    return Waiting("超期还没有说明", unexplained(user).order_by().count(), 0, "supervision:breaches")


def _complaints(user: User, now: datetime) -> Waiting:
    return Waiting("投诉还没有答复", *_counted(open_complaints(user), now), "supervision:complaints")


def _orders(user: User, now: datetime) -> Waiting:
    return Waiting("正在限期整改", *_counted(to_put_right(user), now), "supervision:rectifications")


def _reported(user: User, now: datetime) -> Waiting:
    rows = rectification.visible_to(user).filter(status=OrderStatus.REPORTED)
    return Waiting("整改完成，等待复查", rows.count(), 0, "supervision:rectifications")


def _counted(rows: QuerySet, now: datetime) -> tuple[int, int]:
    found = rows.order_by().aggregate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lte=now)))
    return found["n"], found["late"]
