"""The one table of a ticket's moves, and the only assigner of its status."""

from gangcheng_court.errors import WrongState
from hotline.tickets.enums import Status
from hotline.tickets.models import Ticket

MOVES: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.HANDED_OVER, Status.ANSWERED}),
    Status.HANDED_OVER: frozenset({Status.IN_HAND, Status.RECEIVED, Status.HANDED_OVER}),
    Status.IN_HAND: frozenset({Status.ANSWERED, Status.HANDED_OVER}),
    Status.ANSWERED: frozenset({Status.CLOSED, Status.HANDED_OVER, Status.RECEIVED}),
    Status.CLOSED: frozenset({Status.HANDED_OVER, Status.RECEIVED}),
}


def move(ticket: Ticket, status: Status) -> None:
    """Set the status of a locked ticket; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Status(ticket.status)]:
        raise WrongState(
            f"{ticket.number} 目前为“{ticket.get_status_display()}”，不能改为“{status.label}”。请刷新页面查看最新状态。"
        )
    ticket.status = status


def require(ticket: Ticket, *statuses: Status) -> None:
    """Raises WrongState unless the locked ticket is in one of `statuses`: what the table allows on opening a ticket
    again is no way back for an act."""
    if ticket.status not in statuses:
        raise WrongState(
            f"{ticket.number} 目前为“{ticket.get_status_display()}”，不能这样办理。请刷新页面查看最新状态。"
        )
