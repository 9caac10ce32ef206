"""转: from the desk to the department the same day, signed for, or back the same day (承诺三)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date, midnight_after
from gangcheng_court.core.deadlines.models import ObligationQuerySet
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.promises import MISSED_CALL_BACK
from hotline.tickets import deadlines, links, permissions, queries, workflow
from hotline.tickets.enums import Status, StepKind
from hotline.tickets.models import Ticket
from hotline.tickets.permissions import DESK
from hotline.tickets.services import routing, steps, telling


@transaction.atomic
def hand_over(
    ticket_id: int, *, by: User, at: datetime, department: Department, handler: User | None = None, words: str = ""
) -> Ticket:
    """An operator hands a ticket to a department, or to one of its people.

    Refused for a department that the person complained of belongs to, and for the desk itself.
    """
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_operator(by, ticket)
    _require_open_to(ticket, department, handler)
    return _hand_over(ticket, department, handler, by=by, at=at, words=words)


@transaction.atomic
def hand_over_by_rule(ticket_id: int, *, by: User | None, at: datetime) -> Ticket:
    """The rules say where to; `by` is the operator who asked them, None when nobody did (out of hours, at the close).

    Raises WrongState when it was handed over already.
    """
    ticket = Ticket.objects.locked(ticket_id)
    workflow.require(ticket, Status.RECEIVED)
    if by is not None:
        permissions.require_operator(by, ticket)
    found = routing.of_ticket(ticket)
    return _hand_over(ticket, found.department, found.handler, by=by, at=at, words=found.reasons[-1])


def hand_over_rest(*, at: datetime) -> int:
    """Hand over by rule what still waits: everything once the desk has closed, and at any hour what is overdue.

    Found without locks; each is looked at again under its own. One that fails does not keep the others waiting; the
    failures are raised together. Returns how many were handed over.
    """
    waiting = queries.left_at_desk()
    if deadlines.desk_is_open(at, calendar.load()):
        waiting = waiting.filter(due_at__lte=at)
    done, failures = 0, []
    for ticket_id in list(waiting.values_list("ticket_id", flat=True)):
        try:
            hand_over_by_rule(ticket_id, by=None, at=at)
            done += 1
        except WrongState:
            continue
        except Exception as failure:
            failure.add_note(f"ticket {ticket_id}")
            failures.append(failure)
    if failures:
        raise ExceptionGroup("部分工单未能自动转办", failures)
    return done


def warn_desk(*, at: datetime) -> int:
    """From 16:30 (setting HANDOFF_WARN_AT) tell every operator once a day what still waits: what is to be handed over,
    and who called in vain and is to be called back. Returns how many wait.
    """
    if not deadlines.desk_warning_is_due(at, settings.HANDOFF_WARN_AT, calendar.load()):
        return 0
    midnight = midnight_after(court_date(at))
    missed = queries.ticket_limits().open().filter(promise=MISSED_CALL_BACK.code).order_by("due_at", "id")
    to_hand_over, to_call = (_waiting(rows, midnight) for rows in (queries.left_at_desk(), missed))
    for user in telling.operators():
        numbers, calls = (
            [ticket.number for ticket in tickets if not permissions.is_about(user, ticket)]
            for tickets in (to_hand_over, to_call)
        )
        if numbers or calls:
            outbox.queue(
                "hotline/desk_warning",
                to=user,
                about="当日转办",
                once=f"desk-warning:{court_date(at)}:{user.pk}",
                at=at,
                context={"count": len(numbers), "numbers": numbers[:10], "calls": calls[:10], "missed": len(calls)},
                url=links.desk(),
            )
    return len(to_hand_over) + len(to_call)


def _waiting(rows: ObligationQuerySet, midnight: datetime) -> list[Ticket]:
    return [row.ticket for row in rows.filter(due_at__lte=midnight).select_related("ticket")[:100]]


@transaction.atomic
def sign(ticket_id: int, *, by: User, at: datetime) -> Ticket:
    """签收: the receiver takes it in hand; whoever signs handles it, unless somebody was named."""
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_receiver(by, ticket)
    workflow.move(ticket, Status.IN_HAND)
    ticket.handler = ticket.handler or by
    steps.meet(ticket, deadlines.RECEIPT, at=at)
    steps.hold(ticket)
    steps.save(ticket, by=by, at=at, because="签收", fields=["status", "handler"])
    steps.add(ticket, StepKind.SIGNED, by=by, at=at, due_at=ticket.due_at)
    return ticket


@transaction.atomic
def send_back(ticket_id: int, *, by: User, at: datetime, reason: str) -> Ticket:
    """Back to the desk, with the reason, on the day on which it was received: the desk hands it over once more inside
    the same limit. Refused later: then it is passed on directly (`pass_on`).
    """
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_receiver(by, ticket)
    workflow.require(ticket, Status.HANDED_OVER)
    if court_date(ticket.received_at) != court_date(at):
        raise Refused("过了收到的当天，不能再退回 12368。不是本部门的，请直接改转有关部门。")
    workflow.move(ticket, Status.RECEIVED)
    steps.meet(ticket, deadlines.RECEIPT, at=at)
    sender = ticket.department
    ticket.department, ticket.handler = steps.department(DESK), None
    steps.open_handoff(ticket)
    steps.hold(ticket)
    steps.save(ticket, by=by, at=at, because="退回", fields=["status", "department", "handler"])
    steps.add(ticket, StepKind.RETURNED, by=by, at=at, words=f"{sender}退回：{reason}", due_at=ticket.due_at)
    telling.staff(
        telling.operators(), ticket, "returned", key=str(ticket.handoffs.count()), at=at, reason=reason, sender=sender
    )
    return ticket


@transaction.atomic
def pass_on(ticket_id: int, *, by: User, at: datetime, department: Department, reason: str) -> Ticket:
    """The receiver hands it on to the right department itself; the limits run on."""
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_receiver(by, ticket)
    workflow.require(ticket, Status.HANDED_OVER, Status.IN_HAND)
    _require_open_to(ticket, department, None)
    if department.pk == ticket.department_id:
        raise Refused("这张工单就在这个部门，请选择要改转的部门。")
    steps.meet(ticket, deadlines.RECEIPT, at=at)
    return _hand_over(ticket, department, None, by=by, at=at, words=reason)


def _hand_over(
    ticket: Ticket, department: Department, handler: User | None, *, by: User | None, at: datetime, words: str
) -> Ticket:
    workflow.move(ticket, Status.HANDED_OVER)
    ticket.department, ticket.handler = department, handler
    ticket.handoffs.open().update(met_at=at, automatic=by is None)
    steps.hold(ticket)
    receipt = steps.open_receipt(ticket, at=at)
    steps.save(ticket, by=by, at=at, because="转办", fields=["status", "department", "handler"])
    step = steps.add(
        ticket,
        StepKind.HANDED_OVER,
        by=by,
        at=at,
        words=words,
        to=department.pk,
        due_at=receipt.due_at,
        automatic=by is None,
    )
    telling.staff(telling.receivers(ticket), ticket, "handed_over", key=str(step.pk), at=at, due=receipt.due_at)
    return ticket


def _require_open_to(ticket: Ticket, department: Department, handler: User | None) -> None:
    if department.code == DESK:
        raise Refused("不能转给 12368 自己，请选择办理的部门。")
    about = routing.people_of(ticket)
    if department.pk in {user.department_id for user in about} or handler in about:
        raise Refused("被投诉的人在这个部门，不能转去。请转给督察室。")
    if handler and (handler.department_id != department.pk or not has_role(handler, *permissions.RECEIVERS)):
        raise Refused("指定的承办人不在这个部门。")
    if handler is None and not routing.can_sign(ticket.type, department, but=about):
        raise Refused("这个部门现在没有人能签收，请指定承办人，或者转给别的部门。")
