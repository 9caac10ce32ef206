"""What other rooms read of rectification orders."""

from dataclasses import dataclass
from datetime import datetime

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet
from supervision.rectification.models import Order, OrderLimit, OrderStep
from supervision.rectification.permissions import visible_to


@dataclass(frozen=True)
class Event:
    """One step, as a breach's page tells it."""

    at: datetime
    title: str
    by: User | None


def rectification_limits() -> ObligationQuerySet:
    """The limit of every round of every order."""
    return OrderLimit.objects.all()


def rectification_events(limit: Obligation) -> list[Event]:
    """What happened to the order of a limit, oldest first."""
    steps = OrderStep.objects.filter(order=limit.order_id).select_related("by")
    return [Event(step.at, step.get_kind_display(), step.by) for step in steps]


def references_kept_from(user: User) -> list[str]:
    """References of the limits of every order that this person is to find in no list and no count."""
    return list(OrderLimit.objects.filter(order__kept_from__contains=[user.pk]).values_list("reference", flat=True))


def is_kept_from(user: User, number: str) -> bool:
    """Whether this is the number of an order that the person is not to learn of."""
    return Order.objects.filter(number=number, kept_from__contains=[user.pk]).exists()


def is_open_to(user: User, number: str) -> bool:
    """Whether the page of this order opens for the person."""
    return visible_to(user).filter(number=number).exists()
