"""Every stretch of a ticket's time, one after the other and without a gap."""

from datetime import datetime

from accessibility.queue.enums import OPEN, PeriodKind, Status
from accessibility.queue.models import Period, Ticket
from gangcheng_court.core.accounts.models import User


def begin(ticket: Ticket, *, at: datetime, by: User | None = None) -> None:
    """Open the stretch that belongs to the status of `ticket`, which has none open."""
    Period.objects.create(
        ticket=ticket,
        kind=PeriodKind(ticket.status),
        matter_id=ticket.matter_id,
        window_id=ticket.window_id,
        clerk=by,
        began_at=at,
    )


def turn(ticket: Ticket, *, at: datetime, by: User | None = None) -> datetime:
    """End the open stretch and, while the ticket is open, begin the one of its new status; return when.

    By a clock that was set back a stretch ends when it began: no time is negative and none is counted twice.
    """
    period = ticket.periods.get(ended_at__isnull=True)
    period.ended_at = max(at, period.began_at)
    period.save(update_fields=["ended_at"])
    if Status(ticket.status) in OPEN:
        begin(ticket, at=period.ended_at, by=by)
    return period.ended_at
