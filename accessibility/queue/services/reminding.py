"""A telephone for a number that was taken without one."""

from datetime import datetime

from django.db import transaction

from accessibility.queue import workflow
from accessibility.queue.enums import Status
from accessibility.queue.models import Ticket
from accessibility.queue.services.taking import require_few
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import WrongState


@transaction.atomic
def remind(ticket_id: int, *, phone: str, at: datetime) -> Ticket:
    """Text `phone` when the ticket is near its turn. Limits as for taking a number with that telephone.

    The same telephone again changes nothing. Raises Refused beyond the limits, WrongState once the ticket waits no more
    or has another telephone.
    """
    ticket = Ticket.objects.locked(pk=ticket_id)
    if ticket.phone == phone:
        return ticket
    workflow.require(ticket, Status.WAITING)
    if ticket.phone:
        raise WrongState(f"{ticket.label} 号已经留了尾号 {ticket.phone[-4:]} 的手机。")
    require_few(phone, court_date(at))
    ticket.phone = phone
    ticket.save(update_fields=["phone"])
    return ticket
