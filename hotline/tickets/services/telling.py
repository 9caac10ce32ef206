"""What is told to whom about a ticket. Nobody is ever told of a ticket about himself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.notices import outbox
from hotline.tickets import links, permissions
from hotline.tickets.enums import CONFIDENTIAL
from hotline.tickets.models import Ticket


def person(ticket: Ticket, template: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell whoever brought it: in the inbox of the account, else by a text message to the mobile number left."""
    told = {"ticket": ticket, **context}
    once = f"ticket:{template}:{ticket.number}:{key}"
    if ticket.person:
        outbox.queue(
            f"hotline/{template}",
            to=ticket.person,
            about=ticket.number,
            once=once,
            at=at,
            context=told,
            url=links.followed(ticket),
            confidential=is_confidential(ticket),
        )
    elif ticket.phone:
        outbox.queue_text(
            f"hotline/{template}",
            phone=ticket.phone,
            about=ticket.number,
            once=once,
            at=at,
            context=told,
            confidential=is_confidential(ticket),
        )


def staff(people: Iterable[User], ticket: Ticket, template: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell these members of staff, but for whom it is about."""
    for user in people:
        if permissions.is_about(user, ticket):
            continue
        outbox.queue(
            f"hotline/{template}",
            to=user,
            about=ticket.number,
            once=f"ticket:{template}:{ticket.number}:{key}:{user.pk}",
            at=at,
            context={"ticket": ticket, **context},
            url=links.ticket(ticket),
            confidential=is_confidential(ticket),
        )


def is_confidential(ticket: Ticket) -> bool:
    return ticket.type in CONFIDENTIAL


def receivers(ticket: Ticket) -> list[User]:
    """Who hears that something came: the handler, else the heads of the department, else all who may sign for it."""
    if ticket.handler:
        return [ticket.handler]
    members = list(_staff(ticket.department))
    return [user for user in members if permissions.is_head(user, ticket)] or [
        user for user in members if permissions.is_receiver(user, ticket)
    ]


def operators() -> list[User]:
    return list(User.objects.filter(role=Role.OPERATOR, is_active=True))


def _staff(department: Department) -> Iterable[User]:
    return User.objects.filter(department=department, is_active=True, role__in=permissions.RECEIVERS)
