"""At the window: dealing with a visitor, from the first word to the outcome."""

from datetime import datetime

from django.db import transaction

from accessibility.queue import workflow
from accessibility.queue.enums import AT_WINDOW, Outcome, Status
from accessibility.queue.models import Matter, Ticket
from accessibility.queue.permissions import require_clerk
from accessibility.queue.services import periods
from accessibility.queue.services.board_version import changed
from accessibility.queue.services.calling import at_own_window, end
from accessibility.queue.services.taking import take
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import Refused


@transaction.atomic
def start(ticket_id: int, *, by: User, at: datetime, priority_confirmed: bool | None = None) -> Ticket:
    """The visitor is at the window."""
    ticket = at_own_window(ticket_id, by, Status.CALLED)
    workflow.move(ticket, Status.SERVING)
    if priority_confirmed is not None and ticket.is_priority:
        ticket.priority_confirmed = priority_confirmed
    ticket.save(update_fields=["status", "priority_confirmed"])
    periods.turn(ticket, at=at, by=by)
    changed()
    return ticket


@transaction.atomic
def confirm_priority(ticket_id: int, *, by: User, at: datetime, confirmed: bool) -> Ticket:
    """Write down whether the declared reason was seen to be so. Nobody loses the turn by it."""
    ticket = at_own_window(ticket_id, by, *AT_WINDOW)
    if not ticket.is_priority:
        raise Refused(f"{ticket.label} 号没有申报优先。")
    ticket.priority_confirmed = confirmed
    ticket.save(update_fields=["priority_confirmed"])
    return ticket


@transaction.atomic
def hold(ticket_id: int, *, by: User, at: datetime) -> Ticket:
    """挂起: the visitor fetches or fills in something; any window may call the number again by hand."""
    ticket = at_own_window(ticket_id, by, *AT_WINDOW)
    workflow.move(ticket, Status.HELD)
    return _off_window(ticket, by=by, at=at)


@transaction.atomic
def transfer(ticket_id: int, *, by: User, at: datetime, matter_id: int, note: str = "") -> Ticket:
    """转办: the visitor waits for another matter, with the same number and the same place in line."""
    ticket = at_own_window(ticket_id, by, *AT_WINDOW)
    if ticket.matter_id == matter_id:
        raise Refused(f"{ticket.label} 号办的就是“{ticket.matter}”，请选另一个事项。")
    ticket.matter = Matter.objects.get(pk=matter_id)
    ticket.note = note or ticket.note
    workflow.move(ticket, Status.WAITING)
    return _off_window(ticket, by=by, at=at)


@transaction.atomic
def split(ticket_id: int, *, by: User, at: datetime, matter_id: int) -> Ticket:
    """分号: a second number for a second matter of the same visitor, at the same place in line. Return the new one."""
    ticket = at_own_window(ticket_id, by, *AT_WINDOW)
    return take(
        matter_id,
        channel=ticket.channel,
        at=at,
        priority=ticket.priority,
        phone=ticket.phone,
        person=ticket.person,
        by=by,
        place_at=ticket.place_at,
        split_from=ticket,
        once=f"split:{ticket.pk}:{matter_id}",
    )


@transaction.atomic
def finish(ticket_id: int, *, by: User, at: datetime, outcome: Outcome, note: str = "") -> Ticket:
    """办结, with what came of it. Refused for an outcome that only the clock or a missed call gives."""
    if outcome in (Outcome.NO_SHOW, Outcome.DAY_ENDED):
        raise Refused("请选择这次办理的结果。")
    ticket = at_own_window(ticket_id, by, Status.SERVING)
    if note:
        ticket.note = note
        ticket.save(update_fields=["note"])
    return end(ticket, Status.DONE, outcome, by=by, at=at)


@transaction.atomic
def link_filing(ticket_id: int, *, by: User, at: datetime, number: str) -> Ticket:
    """Note the number of the filing that this visit is about."""
    require_clerk(by)
    ticket = at_own_window(ticket_id, by, *AT_WINDOW)
    ticket.filing_number = number
    ticket.save(update_fields=["filing_number"])
    return ticket


def _off_window(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    ticket.window = ticket.clerk = None
    ticket.save(update_fields=["status", "matter", "note", "window", "clerk"])
    periods.turn(ticket, at=at, by=by)
    changed()
    return ticket
