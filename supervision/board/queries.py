"""What waits for a person of supervision, and what a member of staff owes it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from supervision.breaches import permissions as breaches
from supervision.breaches.models import ExplanationLimit, Round
from supervision.complaints import permissions as complaints
from supervision.complaints.enums import Status as ComplaintStatus
from supervision.complaints.models import Complaint
from supervision.rectification import permissions as rectification
from supervision.rectification.enums import Status as OrderStatus
from supervision.rectification.models import Order
from supervision.watch.enums import Status as AlarmStatus
from supervision.watch.models import Alarm
from supervision.watch.queries import open_alarms


@dataclass(frozen=True)
class Waiting:
    """One heap of work: how many, how many of them late, and where it lies."""

    title: str
    count: int
    late: int
    url: str


def unexplained(user: User) -> QuerySet[ExplanationLimit]:
    """What this person may see of the breaches that wait for an explanation, the most pressing first."""
    return _rounds(user, Round.ASKED).order_by("due_at", "pk")


def _rounds(user: User, status: str) -> QuerySet[ExplanationLimit]:
    return ExplanationLimit.objects.filter(status=status, breach__in=breaches.visible_to(user))


def to_look_into(user: User) -> QuerySet[Alarm]:
    """The alarms of the indicators that wait for an explanation and that this person may see."""
    return open_alarms(user).filter(status=AlarmStatus.OPEN)


def to_put_right(user: User) -> QuerySet[Order]:
    """The rectification orders under way that this person may see, the most pressing first."""
    return rectification.visible_to(user).filter(status=OrderStatus.ORDERED).order_by("due_at", "pk")


def open_complaints(user: User) -> QuerySet[Complaint]:
    """The complaints that this person may read and nobody has answered."""
    return complaints.visible_to(user).filter(status__in=[ComplaintStatus.RECEIVED, ComplaintStatus.IN_HAND])


def waiting(user: User, now: datetime) -> list[Waiting]:
    """What waits for this person, heap by heap: one statement each; what nobody waits for is left out."""
    breaches_, orders = reverse("supervision:breaches"), reverse("supervision:rectifications")
    alarms = reverse("supervision:alarms")
    heaps = [
        Waiting("超期等说明", *_counted(unexplained(user), now), breaches_),
        Waiting("投诉等答复", *_counted(open_complaints(user), now), reverse("supervision:complaints")),
        Waiting("限期整改中", *_counted(to_put_right(user), now), orders),
        Waiting("监测预警等核查说明", *_counted(to_look_into(user), now, "limit__due_at"), alarms),
    ]
    if has_role(user, Role.SUPERVISOR):
        reported = rectification.visible_to(user).filter(status=OrderStatus.REPORTED)
        answered = open_alarms(user).filter(status=AlarmStatus.ANSWERED)
        heaps += [
            Waiting("超期说明等认定", _rounds(user, Round.EXPLAINED).count(), 0, f"{breaches_}?tab=to-judge"),
            Waiting("整改完成等复查", reported.count(), 0, f"{orders}?tab={OrderStatus.REPORTED}"),
            Waiting("预警说明等审查", answered.count(), 0, alarms),
        ]
    return [heap for heap in heaps if heap.count]


def _counted(rows: QuerySet, now: datetime, due_at: str = "due_at") -> tuple[int, int]:
    found = rows.order_by().aggregate(n=Count("pk"), late=Count("pk", filter=Q(**{f"{due_at}__lte": now})))
    return found["n"], found["late"]
