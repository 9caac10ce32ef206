"""Starting states of tickets: rows as they would be, made without the services under test."""

import itertools
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.promises import SAME_DAY_HANDOFF
from hotline.tickets import deadlines, numbers
from hotline.tickets.enums import Source, Status, TicketType
from hotline.tickets.models import Callback, Handoff, RoutingRule, Ticket
from hotline.tickets.permissions import DESK
from hotline.tickets.services import NewTicket, steps
from hotline.tickets.services.routing import people_about

NOW = court_time("2026-06-17 10:00")  # Wednesday; 2026-06-19–21 are holidays
PHONE = "13900001111"
CODE = "ABCD2345"
_serial = itertools.count(1)


def desk() -> Department:
    return make_department(DESK, "12368 诉讼服务热线")


def make_operator(**fields: Any) -> User:
    return make_user(Role.OPERATOR, **{"department": desk()} | fields)


def make_member(role: Role = Role.CLERK, code: str = "filing", title: str = "立案庭", **fields: Any) -> User:
    """Somebody of a department."""
    return make_user(role, department=make_department(code, title), **fields)


def make_supervisor(**fields: Any) -> User:
    return make_member(Role.SUPERVISOR, "supervision", "督察室", **fields)


def make_ticket(
    *,
    type: TicketType = TicketType.SUGGESTION,
    status: Status = Status.RECEIVED,
    department: Department | None = None,
    at: datetime = NOW,
    **fields: Any,
) -> Ticket:
    """A ticket with its limits; one that has left the desk was handed over at `at`."""
    serial = next(_serial)
    values = {
        "number": numbers.ticket_number(court_date(at), 900000 + serial),
        "receipt_hash": numbers.receipt_hash(f"{CODE}{serial}"),
        "source": Source.WEB,
        "title": "希望增设饮水机",
        "text": "大厅里没有饮水机，希望增设。",
        "name": "张玥喆",
        "phone": PHONE,
        "received_at": at,
    }
    about = people_about(fields.get("complained_of"), fields.get("complained_name", ""))
    values |= {"kept_from": [user.pk for user in about]}
    if status in (Status.ANSWERED, Status.CLOSED):
        values |= {"answer": "已经增设。", "answered_at": at}
    if status == Status.CLOSED:
        values |= {"closed_at": at}
    ticket = Ticket.objects.create(type=type, status=status, department=department or desk(), **values | fields)
    away = status != Status.RECEIVED
    if deadlines.is_handed_over(type):
        make_handoff(ticket, met_at=at if away else None)
    if status not in (Status.ANSWERED, Status.CLOSED):
        steps.open_limits(ticket, at=at)
    ticket.refresh_from_db()
    return ticket


def make_handoff(ticket: Ticket, *, met_at: datetime | None = None) -> Handoff:
    days = calendar.load()
    period = deadlines.handoff(ticket.received_at, days)
    return Handoff.objects.create(
        ticket=ticket,
        promise=SAME_DAY_HANDOFF.code,
        reference=f"{ticket.number}/{ticket.handoffs.count() + 1}",
        started_at=ticket.received_at,
        met_at=met_at,
        department=desk(),
        **obligations.terms(period, rule=SAME_DAY_HANDOFF.article, calendar=days),
    )


def make_callback(ticket: Ticket, *, at: datetime = NOW, **fields: Any) -> Callback:
    return Callback.objects.create(ticket=ticket, planned_at=at, **fields)


def make_rule(department: Department, *, position: int = 10, **fields: Any) -> RoutingRule:
    return RoutingRule.objects.create(position=position, name=f"规则{position}", department=department, **fields)


def new_ticket(type: TicketType = TicketType.SUGGESTION, **fields: Any) -> NewTicket:
    """What somebody brings."""
    values = {
        "source": Source.WEB,
        "title": "希望增设饮水机",
        "text": "大厅里没有饮水机。",
        "name": "张玥喆",
        "phone": PHONE,
    }
    return NewTicket(type=type, **values | fields)
