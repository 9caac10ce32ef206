"""The chain 收–转–办–督–复–评 and the limits, written in the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.periods import Period
from gangcheng_court.promises import SAME_DAY_HANDOFF, Promise
from hotline.tickets import deadlines
from hotline.tickets.enums import StepKind, TicketType
from hotline.tickets.models import Handoff, Step, Ticket, TicketLimit
from hotline.tickets.permissions import DESK, PRESIDENT, SUPERVISION

NAMES = {DESK: "12368 诉讼服务热线", SUPERVISION: "督察室", PRESIDENT: "院长办公室"}


def department(code: str) -> Department:
    """One of the departments that the hotline itself addresses; made with the first ticket that needs it."""
    return Department.objects.get_or_create(code=code, defaults={"name": NAMES[code]})[0]


def add(
    ticket: Ticket,
    kind: StepKind,
    *,
    by: User | None,
    at: datetime,
    words: str = "",
    to: Department | None = None,
    due_at: datetime | None = None,
    automatic: bool = False,
) -> Step:
    """One more step of the chain."""
    return Step.objects.create(
        ticket=ticket, kind=kind, by=by, at=at, words=words, department=to, due_at=due_at, automatic=automatic
    )


def save(ticket: Ticket, *, by: User | None, at: datetime, because: str, fields: Iterable[str]) -> None:
    """Save what changed with its history row, and bring the time of its next limit up to date."""
    trail.save(ticket, by=by, because=because, at=at, fields=list(fields))
    ticket.refresh_from_db(fields=["due_at"])


def open_handoff(ticket: Ticket) -> Handoff:
    """The next round of 当日转办. Every round has the limit of the day on which the ticket was received."""
    period = deadlines.handoff(ticket.received_at, calendar.load())
    return Handoff.objects.create(
        ticket=ticket,
        promise=SAME_DAY_HANDOFF.code,
        reference=f"{ticket.number}/{ticket.handoffs.count() + 1}",
        started_at=ticket.received_at,
        department=ticket.department,
        **_terms(period, SAME_DAY_HANDOFF.article),
    )


def open_limits(ticket: Ticket, *, at: datetime) -> None:
    """The first reply and the closing of this round, running from `at`."""
    periods = deadlines.limits(TicketType(ticket.type), ticket.subject, at, calendar.load(), settings.TICKET_LIMITS)
    for promise, period in periods.items():
        open_limit(ticket, promise, period, at=at)


def open_receipt(ticket: Ticket, *, at: datetime) -> TicketLimit:
    """The clock of the department's signature (setting TICKET_RECEIPT_WORKDAYS)."""
    period = deadlines.receipt(at, settings.TICKET_RECEIPT_WORKDAYS, calendar.load())
    return open_limit(ticket, deadlines.RECEIPT, period, at=at, basis=deadlines.RECEIPT_BASIS)


def open_limit(ticket: Ticket, promise: Promise | str, period: Period, *, at: datetime, basis: str = "") -> TicketLimit:
    """One limit; its reference ends with how many of the kind there were."""
    code, article = (promise, basis) if isinstance(promise, str) else (promise.code, promise.article)
    number = ticket.limits.filter(promise=code).count() + 1
    return TicketLimit.objects.create(
        ticket=ticket,
        promise=code,
        reference=f"{ticket.number}/{number}",
        started_at=at,
        department=ticket.department,
        responsible=ticket.handler,
        **_terms(period, article),
    )


def meet(ticket: Ticket, *promises: Promise | str, at: datetime) -> None:
    """Close the open limits of these kinds; those closed before stay as they are."""
    codes = [promise if isinstance(promise, str) else promise.code for promise in promises]
    for limit in ticket.limits.open().filter(promise__in=codes):
        limit.met_at = at
        limit.save(update_fields=["met_at"])


def hold(ticket: Ticket) -> None:
    """Who has the ticket now answers for its open limits."""
    ticket.limits.open().update(responsible=ticket.handler, department=ticket.department)


def _terms(period: Period, basis: str) -> dict[str, Any]:
    return obligations.terms(period, rule=basis, calendar=calendar.load())
