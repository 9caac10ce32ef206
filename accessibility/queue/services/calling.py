"""叫号: the next visitor of a window. Two windows never call the same number, and none is lost."""

from datetime import datetime

from django.db import transaction

from accessibility.queue import priority, workflow
from accessibility.queue.enums import AT_WINDOW, Outcome, Reason, Status, WindowState
from accessibility.queue.models import Ticket, TicketQuerySet, Window
from accessibility.queue.permissions import require_seat
from accessibility.queue.services import periods
from accessibility.queue.services.board_version import changed
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import Refused, WrongState

MISSED_AFTER_CALLS = 3


@transaction.atomic
def call_next(window_id: int, *, by: User, at: datetime) -> Ticket | None:
    """Call the ticket whose turn it is at this window (`priority.choose`); None when nobody waits.

    A ticket that another window is calling at this moment is passed over. Refused while the window is not open or still
    has a visitor, and for whoever does not sit at it.
    """
    window = _free_window(window_id, by)
    lines = _lines(window, at)
    heads = {name: line.values_list("place_at", flat=True).first() for name, line in lines.items()}
    choice = priority.choose(
        priority.rule(),
        **heads,
        in_a_row=window.ordinary_in_a_row,
        at=at,
        priority_window=window.is_priority,
    )
    if choice is None:
        return None
    ticket, reason = _first(lines["priority" if choice.priority else "ordinary"]), choice.reason
    if ticket is None:
        ticket, reason = _first(lines["ordinary" if choice.priority else "priority"]), Reason.ONLY_LINE
    if ticket is None:
        return None
    in_a_row = 0 if ticket.is_priority or heads["priority"] is None else window.ordinary_in_a_row + 1
    if in_a_row != window.ordinary_in_a_row:
        window.ordinary_in_a_row = in_a_row
        window.save(update_fields=["ordinary_in_a_row"])
    return _call(ticket, window, reason, by=by, at=at)


@transaction.atomic
def call_this(window_id: int, ticket_id: int, *, by: User, at: datetime) -> Ticket:
    """Call a ticket out of turn, by hand: one that was held or passed over, or a waiting one with reason seen.

    Refused like `call_next`; WrongState for a ticket that is at a window or has ended.
    """
    window = _free_window(window_id, by)
    ticket = _locked_today(ticket_id, at)
    workflow.require(ticket, Status.WAITING, Status.HELD, Status.MISSED)
    return _call(ticket, window, Reason.BY_HAND, by=by, at=at)


@transaction.atomic
def recall(ticket_id: int, *, by: User, at: datetime) -> Ticket:
    """Call once more whoever has not come to the window yet."""
    ticket = at_own_window(ticket_id, by, Status.CALLED)
    ticket.calls += 1
    ticket.save(update_fields=["calls"])
    periods.turn(ticket, at=at, by=by)
    changed()
    return ticket


@transaction.atomic
def miss(ticket_id: int, *, by: User, at: datetime) -> Ticket:
    """过号: called three times and not come. The visitor may come back once; the second time the number ends."""
    ticket = at_own_window(ticket_id, by, Status.CALLED)
    if ticket.calls < MISSED_AFTER_CALLS:
        raise Refused(f"{ticket.label} 号才叫了 {ticket.calls} 次。叫满 {MISSED_AFTER_CALLS} 次没有来，才能过号。")
    if ticket.returned:
        return end(ticket, Status.DONE, Outcome.NO_SHOW, by=by, at=at)
    workflow.move(ticket, Status.MISSED)
    ticket.window = ticket.clerk = None
    ticket.calls = 0
    ticket.save(update_fields=["status", "window", "clerk", "calls"])
    periods.turn(ticket, at=at, by=by)
    changed()
    return ticket


@transaction.atomic
def come_back(ticket_id: int, *, at: datetime, by: User | None = None) -> Ticket:
    """A visitor who was passed over is here: back in line at the place the number always had, once."""
    ticket = _locked_today(ticket_id, at)
    workflow.require(ticket, Status.MISSED)
    workflow.move(ticket, Status.WAITING)
    ticket.returned = True
    ticket.save(update_fields=["status", "returned"])
    periods.turn(ticket, at=at, by=by)
    changed()
    return ticket


@transaction.atomic
def leave(ticket_id: int, *, at: datetime, by: User | None = None) -> Ticket:
    """The visitor gives the number back. WrongState once the matter is being dealt with or has ended."""
    ticket = Ticket.objects.locked(pk=ticket_id)
    return end(ticket, Status.LEFT, "", by=by, at=at)


def _free_window(window_id: int, by: User) -> Window:
    """The locked window, open and without a visitor, at which this person sits."""
    window = Window.objects.locked(window_id)
    require_seat(by, window)
    if window.state != WindowState.OPEN:
        raise WrongState(f"{window} 目前为“{window.get_state_display()}”，不能叫号。请先开始或者恢复办理。")
    if there := window.tickets.filter(status__in=AT_WINDOW).first():
        raise WrongState(f"{there.label} 号还在 {window}。请先办结、挂起、转办或者过号，再叫下一位。")
    return window


def _lines(window: Window, at: datetime) -> dict[str, TicketQuerySet]:
    """Who waits today for what this window serves: the two lines, each in its order."""
    waiting = Ticket.objects.waiting().filter(business_date=court_date(at), matter__in=window.matters.all()).in_line()
    return {"ordinary": waiting.filter(priority=""), "priority": waiting.exclude(priority="")}


def _first(line: TicketQuerySet) -> Ticket | None:
    """The first of a line whom no other window is calling, locked."""
    return line.select_for_update(skip_locked=True, of=("self",)).first()


def _locked_today(ticket_id: int, at: datetime) -> Ticket:
    ticket = Ticket.objects.locked(pk=ticket_id)
    if ticket.business_date != court_date(at):
        raise WrongState(f"{ticket.label} 是 {ticket.business_date:%m月%d日} 的号，今天请重新取号。")
    return ticket


def at_own_window(ticket_id: int, by: User, *statuses: Status) -> Ticket:
    """The locked ticket, which is at the window of this person in one of `statuses`."""
    ticket = Ticket.objects.locked(pk=ticket_id)
    workflow.require(ticket, *statuses)
    require_seat(by, ticket.window)
    return ticket


def _call(ticket: Ticket, window: Window, reason: Reason, *, by: User, at: datetime) -> Ticket:
    workflow.move(ticket, Status.CALLED)
    ticket.window, ticket.clerk, ticket.reason, ticket.calls = window, by, reason, 1
    ticket.save(update_fields=["status", "window", "clerk", "reason", "calls"])
    periods.turn(ticket, at=at, by=by)
    changed()
    return ticket


def end(ticket: Ticket, status: Status, outcome: Outcome | str, *, by: User | None, at: datetime) -> Ticket:
    """End a locked ticket."""
    workflow.move(ticket, status)
    ticket.outcome = outcome
    ticket.ended_at = periods.turn(ticket, at=at, by=by)
    ticket.save(update_fields=["status", "outcome", "ended_at"])
    changed()
    return ticket
