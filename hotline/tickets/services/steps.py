"""The chain 收–转–办–督–复–评 and the limits, written in the caller's transaction."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.calendar import Calendar
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
    to: int | None = None,
    due_at: datetime | None = None,
    automatic: bool = False,
) -> Step:
    """One more step of the chain; `to` is the id of the department to which it was handed."""
    return Step.objects.create(
        ticket=ticket, kind=kind, by=by, at=at, words=words, department_id=to, due_at=due_at, automatic=automatic
    )


def save(ticket: Ticket, *, by: User | None, at: datetime, because: str, fields: Iterable[str]) -> None:
    """Save what changed with its history row, and bring the time of its next limit up to date."""
    trail.save(ticket, by=by, because=because, at=at, fields=list(fields))
    ticket.refresh_from_db(fields=["due_at"])


def open_handoff(ticket: Ticket) -> Handoff:
    """The next round of 当日转办. Every round has the limit of the day on which the ticket was received."""
    round_ = _handoff(ticket, ticket.handoffs.count(), calendar.load())
    round_.save()
    return round_


def open_limits(ticket: Ticket, *, at: datetime) -> None:
    """The first reply and the closing of this round, running from `at`."""
    before = Counter(ticket.limits.values_list("promise", flat=True))
    TicketLimit.objects.bulk_create(_limits(ticket, before, calendar.load(), at=at))


def first_limits(ticket: Ticket, days: Calendar) -> tuple[list[Handoff], list[TicketLimit]]:
    """What runs for a ticket that is about to be written; the caller writes these after it."""
    handoffs = [_handoff(ticket, 0, days)] if deadlines.is_handed_over(TicketType(ticket.type)) else []
    return handoffs, _limits(ticket, Counter(), days, at=ticket.received_at)


def open_receipt(ticket: Ticket, *, at: datetime) -> TicketLimit:
    """The clock of the department's signature (setting TICKET_RECEIPT_WORKDAYS)."""
    days = calendar.load()
    period = deadlines.receipt(at, settings.TICKET_RECEIPT_WORKDAYS, days)
    return open_limit(ticket, deadlines.RECEIPT, period, days, at=at, basis=deadlines.RECEIPT_BASIS)


def open_limit(
    ticket: Ticket, promise: Promise | str, period: Period, days: Calendar, *, at: datetime, basis: str = ""
) -> TicketLimit:
    """One limit; its reference ends with how many of the kind there were."""
    code, article = (promise, basis) if isinstance(promise, str) else (promise.code, promise.article)
    limit = _limit(ticket, code, article, ticket.limits.filter(promise=code).count(), period, days, at=at)
    limit.save()
    return limit


def meet(ticket: Ticket, *promises: Promise | str, at: datetime) -> None:
    """Close the open limits of these kinds; those closed before stay as they are."""
    codes = [promise if isinstance(promise, str) else promise.code for promise in promises]
    ticket.limits.open().filter(promise__in=codes).update(met_at=at)


def hold(ticket: Ticket) -> None:
    """Who has the ticket now answers for its open limits."""
    ticket.limits.open().update(responsible=ticket.handler, department=ticket.department)


def _handoff(ticket: Ticket, before: int, days: Calendar) -> Handoff:
    return Handoff(
        ticket=ticket,
        promise=SAME_DAY_HANDOFF.code,
        reference=f"{ticket.number}/{before + 1}",
        started_at=ticket.received_at,
        department_id=ticket.department_id,
        **obligations.terms(deadlines.handoff(ticket.received_at, days), rule=SAME_DAY_HANDOFF.article, calendar=days),
    )


def _limits(ticket: Ticket, before: Counter[str], days: Calendar, *, at: datetime) -> list[TicketLimit]:
    periods = deadlines.limits(TicketType(ticket.type), ticket.subject, at, days, settings.TICKET_LIMITS)
    return [
        _limit(ticket, promise.code, promise.article, before[promise.code], period, days, at=at)
        for promise, period in periods.items()
    ]


def _limit(
    ticket: Ticket, code: str, basis: str, before: int, period: Period, days: Calendar, *, at: datetime
) -> TicketLimit:
    return TicketLimit(
        ticket=ticket,
        promise=code,
        reference=f"{ticket.number}/{before + 1}",
        started_at=at,
        department_id=ticket.department_id,
        responsible_id=ticket.handler_id,
        **obligations.terms(period, rule=basis, calendar=days),
    )
