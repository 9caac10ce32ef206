"""Stands in until the room of tickets has its services: the one that calls need."""

from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import Department
from hotline.tickets.enums import Source, TicketType
from hotline.tickets.models import Callback, Ticket


@transaction.atomic
def open_missed(*, phone: str, at: datetime, once: str) -> Ticket:
    ticket, is_new = Ticket.objects.get_or_create(
        once=once,
        defaults={
            "number": once[-20:],
            "type": TicketType.CONSULTATION,
            "source": Source.MISSED_CALL,
            "title": "未接来电",
            "phone": phone,
            "department": Department.objects.get(code="hotline"),
            "received_at": at,
        },
    )
    if is_new:
        Callback.objects.create(ticket=ticket, planned_at=at)
    return ticket
