"""What an operator does with a call."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import NotYours, Refused, WrongState
from hotline.calls import permissions, queries
from hotline.calls.enums import CallResult, EventKind, EventSource, Outcome
from hotline.calls.models import MANUAL, Call, CallTicket
from hotline.calls.rules.reduction import Told, caller_number
from hotline.calls.services import rating
from hotline.calls.services.telling import receive
from hotline.tickets.models import Ticket
from hotline.tickets.permissions import visible_to

OUTCOME_FIRST = "上一个来电还没有登记处理结果，请先登记，再接下一个。"


@transaction.atomic
def start_by_hand(*, by: User, at: datetime, caller: str = "") -> Call:
    """Take down a call that no exchange tells of, as answered now; `caller` as it was said, '' when unknown.

    Refuses while an earlier call of this operator has no outcome, so a second click opens nothing.
    """
    permissions.require_operator(by)
    User.objects.select_for_update().get(pk=by.pk)
    if queries.awaiting_outcome(by).exists():
        raise WrongState(OUTCOME_FIRST)
    exchange_id = f"{MANUAL}{uuid4()}"
    shared = {"exchange_id": exchange_id, "at": at, "source": EventSource.BY_HAND, "caller": caller_number(caller)}
    receive([Told(kind=kind, **shared) for kind in (EventKind.RINGING, EventKind.ANSWERED)], at=at)
    call = Call.objects.get(exchange_id=exchange_id)
    call.operator = by
    call.save(update_fields=["operator"])
    return call


@transaction.atomic
def end(call_id: int, *, by: User, at: datetime) -> Call:
    """The operator has hung up. The exchange's own word wins where it gives one; a second time changes nothing."""
    call = _own(call_id, by)
    if call.answered_at is None:
        raise WrongState("这个来电没有接通，不用结束。")
    if call.ended_at is None:
        receive(
            [Told(exchange_id=call.exchange_id, kind=EventKind.ENDED, at=at, source=EventSource.BY_HAND)],
            at=at,
        )
        call.refresh_from_db()
    return call


@transaction.atomic
def set_outcome(call_id: int, *, by: User, at: datetime, outcome: str, note: str = "") -> Call:
    """Say what became of an answered call, once; the same again changes nothing, another is refused."""
    call = _own(call_id, by)
    if outcome not in Outcome.values:
        raise Refused("请选择处理结果。")
    if call.result != CallResult.ANSWERED:
        raise WrongState("这个来电没有接通，不用登记处理结果。")
    if call.outcome and call.outcome != outcome:
        raise WrongState(f"这个来电已经登记为“{call.get_outcome_display()}”。")
    if not call.outcome:
        call.outcome, call.outcome_at, call.note = outcome, at, note
        call.save(update_fields=["outcome", "outcome_at", "note"])
        rating.pass_on(call, at=at)
    return call


@transaction.atomic
def link_ticket(call_id: int, *, by: User, at: datetime, ticket_id: int) -> None:
    """Remember that this ticket came of the call, or was asked about in it; again changes nothing.

    A ticket that the operator may not see does not exist here either, unless he took it down himself.
    """
    call = _own(call_id, by)
    seen = visible_to(by).filter(pk=ticket_id).exists()
    if not seen and not Ticket.objects.filter(pk=ticket_id, received_by=by).exists():
        raise NotYours
    CallTicket.objects.get_or_create(call=call, ticket_id=ticket_id)
    rating.pass_on(call, at=at)


def _own(call_id: int, by: User) -> Call:
    try:
        call = Call.objects.locked(pk=call_id)
    except Call.DoesNotExist as error:
        raise NotYours from error
    permissions.require_own(by, call)
    return call
