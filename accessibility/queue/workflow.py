"""The one table of a queue ticket's moves, and the only assigner of its status."""

from datetime import datetime

from django.db.models import DateTimeField, QuerySet, Value
from django.db.models.functions import Greatest

from accessibility.queue.enums import OPEN, Outcome, Status
from accessibility.queue.models import Ticket
from gangcheng_court.errors import WrongState

MOVES: dict[Status, frozenset[Status]] = {
    Status.WAITING: frozenset({Status.CALLED, Status.LEFT, Status.DONE}),
    Status.CALLED: frozenset({Status.SERVING, Status.MISSED, Status.HELD, Status.WAITING, Status.DONE, Status.LEFT}),
    Status.SERVING: frozenset({Status.DONE, Status.HELD, Status.WAITING}),
    Status.HELD: frozenset({Status.CALLED, Status.DONE, Status.LEFT}),
    Status.MISSED: frozenset({Status.WAITING, Status.CALLED, Status.DONE, Status.LEFT}),
    Status.DONE: frozenset(),
    Status.LEFT: frozenset(),
}


def move(ticket: Ticket, status: Status) -> None:
    """Set the status of a locked ticket; the caller saves it. Raises WrongState when the table has no such move."""
    require(ticket, *(old for old, new in MOVES.items() if status in new))
    ticket.status = status


def require(ticket: Ticket, *statuses: Status) -> None:
    """Raises WrongState unless the locked ticket is in one of `statuses`."""
    if ticket.status not in statuses:
        raise WrongState(
            f"{ticket.label} 号目前为“{ticket.get_status_display()}”，不能这样办理。请刷新页面看最新情况。"
        )


def end_day(tickets: QuerySet[Ticket], *, at: datetime) -> int:
    """End locked tickets whose day is over at `at`; return how many. Every open status may end so."""
    return tickets.filter(status__in=OPEN).update(
        status=Status.DONE,
        outcome=Outcome.DAY_ENDED,
        ended_at=Greatest("taken_at", Value(at, output_field=DateTimeField())),
    )
