"""What others read of tickets: their limits, what was handed to a department, a caller's open matters."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet
from hotline.tickets.enums import CONFIDENTIAL, Status, StepKind
from hotline.tickets.models import Handoff, Step, Ticket, TicketLimit
from hotline.tickets.permissions import about, is_about, is_receiver, visible_to


@dataclass(frozen=True)
class Event:
    """One step of a ticket, as a breach's page tells it."""

    at: datetime
    title: str
    by: User | None


def handoffs() -> ObligationQuerySet:
    """Every limit of 当日转办."""
    return Handoff.objects.all()


def left_at_desk() -> ObligationQuerySet:
    """The open limits of 当日转办 of what still lies at the desk, the most pressing first."""
    return Handoff.objects.open().filter(ticket__status=Status.RECEIVED).order_by("due_at", "id")


def ticket_limits() -> ObligationQuerySet:
    """Every further limit of every ticket."""
    return TicketLimit.objects.all()


def limit_events(limit: Obligation) -> list[Event]:
    """What happened to the ticket of a limit, oldest first."""
    steps = Step.objects.filter(ticket=limit.ticket_id).select_related("by")
    return [Event(step.at, StepKind(step.kind).label, step.by) for step in steps]


def references_kept_from(user: User) -> list[str]:
    """References of the limits of every ticket about this person, who is to find them in no list and no count."""
    tickets = about(user).values("pk")
    if not tickets.exists():
        return []
    limits = (Handoff.objects.filter(ticket__in=tickets), TicketLimit.objects.filter(ticket__in=tickets))
    return [reference for rows in limits for reference in rows.values_list("reference", flat=True)]


def references_about_staff() -> list[str]:
    """References of the limits of every ticket that complains of somebody in the house: papers for all leave them
    out."""
    tickets = Ticket.objects.exclude(kept_from=[], complained_of=None, complained_name="").values("pk")
    limits = (Handoff.objects.filter(ticket__in=tickets), TicketLimit.objects.filter(ticket__in=tickets))
    return [reference for rows in limits for reference in rows.values_list("reference", flat=True)]


def is_kept_from(user: User, number: str) -> bool:
    """Whether this is the number of a ticket about the person."""
    return any(is_about(user, ticket) for ticket in Ticket.objects.filter(number=number))


def is_open_to(user: User, number: str) -> bool:
    """Whether the staff's page of this ticket opens for the person."""
    return visible_to(user).filter(number=number).exists()


def by_number(number: str) -> Ticket:
    """The ticket of this number, whoever asks. Raises Ticket.DoesNotExist."""
    return Ticket.objects.select_related("department", "handler", "complained_of").get(number=number)


def is_received_by(user: User, number: str) -> bool:
    """Whether the person may sign for this ticket and work on it, for the department that has it."""
    return any(is_receiver(user, ticket) for ticket in Ticket.objects.filter(number=number))


def waits_for_signature(ticket: Ticket) -> bool:
    return ticket.status == Status.HANDED_OVER


def is_worked_on(ticket: Ticket) -> bool:
    """Handed over, and not answered since."""
    return ticket.status in (Status.HANDED_OVER, Status.IN_HAND)


def is_closed(ticket: Ticket) -> bool:
    return ticket.status == Status.CLOSED


def secret_of(department: Department) -> QuerySet[Ticket]:
    """The complaints and petitions of a department that are not finished."""
    return handed_to(department).filter(type__in=CONFIDENTIAL)


def handed_to(department: Department) -> QuerySet[Ticket]:
    """What a department has and has not finished, the oldest first: supervision pulls its complaints from here."""
    open_ = Ticket.objects.filter(department=department).exclude(status__in=[Status.RECEIVED, Status.CLOSED])
    return open_.order_by("received_at", "pk")


def open_of_phone(user: User, phone: str) -> QuerySet[Ticket]:
    """The open tickets of a telephone number that this member of staff may see, newest first."""
    return visible_to(user).filter(phone=phone).exclude(status=Status.CLOSED).order_by("-pk")
