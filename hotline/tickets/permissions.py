"""Who sees a ticket and who may do what with it.

A complaint or petition that was handed over is no longer the desk's to read; nobody ever sees one about himself, and in
the department that has it only its head and whoever handles it do. Every list, search, count, export and notice starts
from here.
"""

from datetime import timedelta

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.errors import NotYours, Refused
from hotline.tickets.enums import CONFIDENTIAL, Status, StepKind, TicketType
from hotline.tickets.models import Ticket

DESK = "hotline"
"""Code of the department that takes tickets down."""
SUPERVISION, PRESIDENT = "supervision", "president"
RECEIVERS = (Role.CLERK, Role.CHIEF, Role.JUDGE, Role.SUPERVISOR)
HEADS = (Role.CHIEF, Role.SUPERVISOR)
ANSWERED_AT_DESK = frozenset({TicketType.INQUIRY, TicketType.CONSULTATION, TicketType.ASSISTANCE})
FOLLOWED_FOR = timedelta(minutes=30)
"""How long code and phone keep a ticket open in one browser."""


def visible_to(user: User) -> QuerySet[Ticket]:
    """The tickets that this member of staff may read; none for anybody else (see `own`)."""
    if has_role(user, Role.OPERATOR):
        seen = ~Q(type__in=CONFIDENTIAL) | Q(status=Status.RECEIVED)
    elif has_role(user, Role.SUPERVISOR):
        seen = Q(type__in=CONFIDENTIAL) | Q(department=user.department_id)
    elif has_role(user, *RECEIVERS):
        seen = Q(department=user.department_id) & ~Q(status=Status.RECEIVED)
        if user.role not in HEADS:
            seen &= ~Q(type__in=CONFIDENTIAL) | Q(handler=user.pk)
    else:
        return Ticket.objects.none()
    tickets = Ticket.objects.filter(seen).exclude(complained_of=user.pk).exclude(kept_from__contains=[user.pk])
    if user.name:
        # An account made later is kept away from it by the name; a namesake with it.
        tickets = tickets.exclude(complained_name__contains=user.name)
    return tickets


def own(user: User) -> QuerySet[Ticket]:
    """The tickets that this person brought with the own account."""
    return Ticket.objects.filter(person_id=user.pk)


def about(user: User) -> QuerySet[Ticket]:
    """The tickets kept from this person: nothing may tell him that they exist."""
    return Ticket.objects.filter(kept_from__contains=[user.pk])


def is_operator(user: User) -> bool:
    return has_role(user, Role.OPERATOR)


def is_about(user: User, ticket: Ticket) -> bool:
    """Whether the ticket complains of this person, by account or by name."""
    named = bool(user.name and user.name in ticket.complained_name)
    return named or ticket.complained_of_id == user.pk or user.pk in ticket.kept_from


def is_receiver(user: User, ticket: Ticket) -> bool:
    """Whether the person may sign for the ticket and work on it, for the department that has it."""
    if is_about(user, ticket) or user.department_id != ticket.department_id or not has_role(user, *RECEIVERS):
        return False
    return ticket.type not in CONFIDENTIAL or user.role in HEADS or ticket.handler_id == user.pk


def is_head(user: User, ticket: Ticket) -> bool:
    """The chief of the department that has it; supervision has none but its supervisors."""
    return is_receiver(user, ticket) and has_role(user, *HEADS)


def may_handle(user: User, ticket: Ticket) -> bool:
    """Whether the person answers: at the desk an operator; elsewhere the handler, or the head."""
    if is_about(user, ticket):
        return False
    if ticket.department.code == DESK:
        return is_operator(user)
    return ticket.handler_id == user.pk or is_head(user, ticket)


def require_operator(user: User, ticket: Ticket) -> None:
    """Raises NotYours unless the ticket lies at the desk and the person is an operator who may see it."""
    if not is_operator(user) or is_about(user, ticket) or ticket.department.code != DESK:
        raise NotYours


def require_receiver(user: User, ticket: Ticket) -> None:
    """Raises NotYours unless `is_receiver`; Refused, once it was opened again, for whoever answered it before."""
    if not is_receiver(user, ticket):
        raise NotYours
    require_another(user, ticket)


def require_another(user: User, ticket: Ticket) -> None:
    """Raises Refused, once it was opened again, for whoever answered it before."""
    if ticket.reopened and ticket.steps.filter(kind=StepKind.REPLIED, by=user).exists():
        raise Refused("当事人对上次的答复不满意，这次要由另外的人办理，不能再由上次答复的人办。")


def require_handler(user: User, ticket: Ticket) -> None:
    """Raises NotYours unless `may_handle`."""
    if not may_handle(user, ticket):
        raise NotYours


def require_head(user: User, ticket: Ticket) -> None:
    """Raises NotYours unless `is_head`."""
    if not is_head(user, ticket):
        raise NotYours
