"""What other rooms read of rectification orders."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet
from supervision.rectification.enums import Source
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


def orders_between(since: datetime, until: datetime) -> QuerySet[Order]:
    """Every order given in [since, until), oldest first. Not what a person may see: see `permissions`."""
    return Order.objects.filter(ordered_at__gte=since, ordered_at__lt=until).order_by("ordered_at", "id")


def orders_from(source: Source, reference: str) -> QuerySet[Order]:
    """The orders that one breach, finding, complaint or alarm has led to, oldest first."""
    return Order.objects.filter(source=source, reference=reference).order_by("ordered_at", "id")


def references_kept_from(user: User) -> list[str]:
    """References of the limits of every order that this person is to find in no list and no count."""
    kept = OrderLimit.objects.filter(order__kept_from__contains=[user.pk])
    return list(kept.values_list("reference", flat=True))


def references_about_staff() -> list[str]:
    """References of the limits of every order that is kept from somebody: papers for all leave them out."""
    return list(OrderLimit.objects.exclude(order__kept_from=[]).values_list("reference", flat=True))


def is_kept_from(user: User, number: str) -> bool:
    """Whether this is the number of an order that is kept from the person."""
    return Order.objects.filter(number=number, kept_from__contains=[user.pk]).exists()


def is_open_to(user: User, number: str) -> bool:
    """Whether the page of this order opens for the person."""
    return visible_to(user).filter(number=number).exists()
