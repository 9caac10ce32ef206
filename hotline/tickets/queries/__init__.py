"""What others read of tickets: their limits, what was handed to a department, a caller's open matters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet
from hotline.tickets.enums import CONFIDENTIAL, Status, StepKind, TicketType
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


def closed_between(since: datetime, until: datetime) -> QuerySet[Ticket]:
    """What was closed in [since, until), without complaints and petitions: nobody learns here that there is one."""
    return Ticket.objects.filter(closed_at__gte=since, closed_at__lt=until).exclude(type__in=CONFIDENTIAL)


def closed_without_reply(since: datetime, until: datetime) -> QuerySet[Ticket]:
    """Those of `closed_between` that nobody answered, or with no word (虚假办结)."""
    return closed_between(since, until).filter(Q(answered_at__isnull=True) | Q(answer=""))


def handed_over_at_the_last_minute(since: datetime, until: datetime, *, after: time) -> QuerySet[Handoff]:
    """What people handed over in [since, until) later in the day than `after`, complaints and petitions left out."""
    met = Handoff.objects.filter(met_at__gte=since, met_at__lt=until, automatic=False, met_at__time__gte=after)
    return met.exclude(ticket__type__in=CONFIDENTIAL)


def most_at_the_last_minute(since: datetime, until: datetime, *, after: time) -> int:
    """The most that one day's last minutes saw (see above)."""
    late = handed_over_at_the_last_minute(since, until, after=after)
    days = late.annotate(day=TruncDate("met_at", tzinfo=COURT_ZONE)).values("day").annotate(n=Count("pk"))
    return max(days.values_list("n", flat=True), default=0)


def open_of_phone(user: User, phone: str) -> QuerySet[Ticket]:
    """The open tickets of a telephone number that this member of staff may see, newest first."""
    return visible_to(user).filter(phone=phone).exclude(status=Status.CLOSED).order_by("-pk")


def served_between(since: datetime, until: datetime) -> QuerySet:
    """Whose tickets came in within [since, until): tuples (number, person's id, phone, moment), by number.

    Complaints and petitions are left out: their numbers are kept from whom they are about.
    """
    kept = [TicketType.COMPLAINT, TicketType.PETITION]
    came = Ticket.objects.filter(received_at__gte=since, received_at__lt=until, kept_from=[]).exclude(type__in=kept)
    return came.order_by("number").values_list("number", "person", "phone", "received_at")


def do_not_call(phones: Iterable[str]) -> set[str]:
    """Those of `phones` from which somebody once said 请勿回拨."""
    return set(Ticket.objects.filter(no_call_back=True, phone__in=phones).values_list("phone", flat=True))
