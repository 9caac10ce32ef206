"""Stands in until the room of tickets has its services: the three that calls need."""

from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.errors import WrongState
from hotline.tickets.enums import Source, Status, StepKind, TicketType
from hotline.tickets.models import Callback, Rating, Step, Ticket


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


def note(ticket_id: int, *, by: User | None, at: datetime, words: str) -> None:
    Step.objects.create(ticket_id=ticket_id, kind=StepKind.NOTED, by=by, at=at, words=words, automatic=by is None)


def rate(ticket_id: int, *, at: datetime, score: str, complete: bool, words: str, by_keypad: bool = False) -> None:
    if not Ticket.objects.filter(pk=ticket_id, status__in=[Status.ANSWERED, Status.CLOSED]).exists():
        raise WrongState("还没有答复，不能评价。")
    Rating.objects.create(ticket_id=ticket_id, at=at, score=score, complete=complete, words=words, by_keypad=by_keypad)
