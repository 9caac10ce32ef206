"""What an operator writes down of a call: the ticket, its link to the call, and the outcome, in one step."""

from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from hotline.calls import permissions
from hotline.calls.enums import Outcome
from hotline.calls.models import Call
from hotline.calls.services.by_hand import link_ticket, set_outcome
from hotline.tickets import services as tickets
from hotline.tickets.enums import TicketType
from hotline.tickets.services import NewTicket, Receipt


@transaction.atomic
def take_down(
    call_id: int, new: NewTicket, *, by: User, at: datetime, once: str | None, planned_at: datetime | None = None
) -> Receipt:
    """Open the ticket of a call, book its call-back when an hour was chosen, and say so as the call's outcome.

    Sent twice it is one ticket. Refused as the ticket, the hour and the outcome refuse; then nothing is written.
    """
    permissions.require_own(by, Call.objects.get(pk=call_id))
    receipt = tickets.receive(new, by=by, at=at, once=once)
    if planned_at and not receipt.ticket.callbacks.exists():
        tickets.book_callback(receipt.ticket.pk, by=by, at=at, planned_at=planned_at)
    link_ticket(call_id, by=by, at=at, ticket_id=receipt.ticket.pk)
    outcome = (
        Outcome.CALL_BACK
        if planned_at
        else Outcome.COMPLAINT
        if new.type == TicketType.COMPLAINT
        else Outcome.HANDED_OVER
    )
    set_outcome(call_id, by=by, at=at, outcome=outcome)
    return receipt


@transaction.atomic
def answer_at_once(call_id: int, new: NewTicket, *, by: User, at: datetime, once: str | None, words: str) -> Receipt:
    """The question was answered in the call: the ticket is opened and closed with the answer, so that it can be rated.

    Sent twice it is one ticket.
    """
    permissions.require_own(by, Call.objects.get(pk=call_id))
    receipt = tickets.receive(new, by=by, at=at, once=once)
    if receipt.ticket.answered_at is None:
        tickets.answer_at_once(receipt.ticket.pk, by=by, at=at, words=words)
    link_ticket(call_id, by=by, at=at, ticket_id=receipt.ticket.pk)
    set_outcome(call_id, by=by, at=at, outcome=Outcome.ANSWERED_AT_ONCE)
    return receipt
