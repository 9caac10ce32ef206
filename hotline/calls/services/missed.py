"""A missed call opens its call-back by itself; several of one number share the one that is still open."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from gangcheng_court.core.deadlines.clock import COURT_ZONE
from hotline.calls import queries
from hotline.calls.models import Call, CallTicket
from hotline.tickets.enums import Source
from hotline.tickets.models import Callback, Ticket
from hotline.tickets.services import note, open_missed

WORTH_CALLING_BACK = timedelta(days=3)
"""Older missed calls, learnt of when an old file is read, are counted and no more."""
GRACE = timedelta(minutes=1)
"""So long the rest of what the exchange has to say of an ended call may be under way."""


def open_call_back(call: Call, *, at: datetime) -> None:
    """Open the call-back of a missed call, in the caller's transaction and with the call locked; once for each call.

    None for a withheld number. The clock runs from the moment when the caller gave up, not from when we learnt of it.
    """
    ended_at = call.ended_at
    if not call.caller or ended_at is None or ended_at < at - WORTH_CALLING_BACK or call.tickets.exists():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('missed call'), hashtext(%s))", [call.caller])
    waiting = Callback.objects.filter(ticket__source=Source.MISSED_CALL, ticket__phone=call.caller, ended_at=None)
    open_one = waiting.select_related("ticket").order_by("id").first()
    ticket = (
        open_one.ticket if open_one else open_missed(phone=call.caller, at=ended_at, once=f"missed:{call.exchange_id}")
    )
    CallTicket.objects.create(call=call, ticket=ticket)


def open_call_backs(*, at: datetime) -> int:
    """Open what an event on its own could not: calls of which the exchange said the end, but not that it was missed.

    Safe to run twice or side by side. Returns how many calls were looked at.
    """
    waiting = queries.missed_without_call_back(since=at - WORTH_CALLING_BACK, until=at - GRACE).values_list(
        "pk", flat=True
    )
    for pk in waiting:
        with transaction.atomic():
            open_call_back(Call.objects.locked(pk=pk), at=at)
    return len(waiting)


def note_answered(call: Call, *, at: datetime) -> None:
    """The exchange said late that a call was answered after all: its call-back says so, for whoever rings back."""
    words = f"交换机后来补报：{call.rang_at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M} 的来电已由坐席接听，回拨前请先核对。"
    tickets = Ticket.objects.filter(calls__call=call, source=Source.MISSED_CALL, closed_at__isnull=True)
    for ticket_id in tickets.values_list("pk", flat=True).order_by("pk"):
        note(ticket_id, by=None, at=at, words=words)
