"""Following a ticket without an account, and one more word to it."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction

from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import Refused, WrongState
from hotline.tickets import numbers
from hotline.tickets.enums import Status, StepKind
from hotline.tickets.models import Ticket
from hotline.tickets.services import steps, telling

MOST_FAILED = 5
MOST_FAILED_WITHOUT = 500
"""By all together who left no telephone: one in a million million codes is somebody's."""
WITHIN = timedelta(hours=1)
NOT_FOUND = "查询码和电话没有对上，请核对短信或者回执。查询码丢了的，请拨打 12368 核对身份后重新发送。"
TOO_MANY = "一小时内试错的次数太多，请一小时后再试，或者拨打 12368。"


def find_followed(*, code: str, phone: str, at: datetime) -> Ticket:
    """The ticket to which this clean `code` and `phone` belong.

    Raises Refused, in the same words for every failure, and after five within an hour for one phone (hundreds for
    those who left none): never counted by address, the whole hall shares one.
    """
    key = f"follow:{blind_index('phone', phone) or court_date(at)}"
    failed = cache.get(key, 0)
    if failed >= (MOST_FAILED if phone else MOST_FAILED_WITHOUT):
        raise Refused(TOO_MANY)
    ticket = Ticket.objects.filter(receipt_hash=numbers.receipt_hash(code), phone=phone).first()
    if ticket is None:
        cache.add(key, 0, timeout=int(WITHIN.total_seconds()))
        cache.incr(key)
        raise Refused(NOT_FOUND)
    return ticket


@transaction.atomic
def add_word(ticket_id: int, *, at: datetime, words: str) -> Ticket:
    """One more word of the person, told to whoever has the ticket. Refused once it is closed."""
    ticket = Ticket.objects.locked(ticket_id)
    if ticket.status == Status.CLOSED:
        raise WrongState("这件事已经办结。还有别的事，请另外提交。")
    step = steps.add(ticket, StepKind.ADDED, by=None, at=at, words=words)
    people = telling.operators() if ticket.status == Status.RECEIVED else telling.receivers(ticket)
    telling.staff(people, ticket, "added", key=str(step.pk), at=at)
    return ticket
