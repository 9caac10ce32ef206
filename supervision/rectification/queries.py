"""What other rooms read of rectification orders."""

from dataclasses import dataclass
from datetime import datetime

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet
from supervision.rectification.models import OrderLimit, OrderStep


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
