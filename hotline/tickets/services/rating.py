"""评: what the person thinks of the answer; dissatisfied, or not all answered, and somebody else begins anew."""

from datetime import datetime, timedelta

from django.db import transaction

from gangcheng_court.errors import WrongState
from hotline.tickets import workflow
from hotline.tickets.enums import Score, Status, StepKind
from hotline.tickets.models import Rating, Ticket
from hotline.tickets.permissions import DESK
from hotline.tickets.services import steps, telling
from hotline.tickets.services.handling import end

RATED_WITHIN = timedelta(days=30)


def may_be_rated(ticket: Ticket, at: datetime) -> bool:
    """Answered not longer than thirty days ago, and not rated since."""
    if ticket.status not in (Status.ANSWERED, Status.CLOSED) or ticket.answered_at is None:
        return False
    fresh = at - ticket.answered_at <= RATED_WITHIN
    return fresh and not ticket.ratings.filter(at__gte=ticket.answered_at).exists()


@transaction.atomic
def rate(
    ticket_id: int, *, at: datetime, score: Score, complete: bool = True, words: str = "", by_keypad: bool = False
) -> Ticket:
    """Write down the opinion. 不满意 or 没答全 opens the ticket again, for another handler, and counts.

    The limits of the new round run from this moment. Raises WrongState for what cannot be rated (again).
    """
    ticket = Ticket.objects.locked(ticket_id)
    if not may_be_rated(ticket, at):
        raise WrongState("这次答复已经评价过，或者还不能评价。")
    Rating.objects.create(ticket=ticket, score=score, complete=complete, words=words, at=at, by_keypad=by_keypad)
    said = Score(score).label + ("" if complete else "，没答全")
    steps.add(ticket, StepKind.RATED, by=None, at=at, words=f"{said}。{words}" if words else f"{said}。")
    if score == Score.DISSATISFIED or not complete:
        return _reopen(ticket, said, at=at)
    return end(ticket, by=None, at=at) if ticket.status == Status.ANSWERED else ticket


def _reopen(ticket: Ticket, said: str, *, at: datetime) -> Ticket:
    workflow.move(ticket, Status.RECEIVED if ticket.department.code == DESK else Status.HANDED_OVER)
    before = ticket.handler
    ticket.reopened += 1
    ticket.handler = ticket.closed_at = None
    steps.save(
        ticket, by=None, at=at, because="当事人不满意，重新办理", fields=["status", "reopened", "handler", "closed_at"]
    )
    steps.open_limits(ticket, at=at)
    if ticket.status == Status.HANDED_OVER:
        steps.open_receipt(ticket, at=at)
    ticket.refresh_from_db(fields=["due_at"])
    step = steps.add(ticket, StepKind.REOPENED, by=None, at=at, words=f"{said}，由另外的人办理", due_at=ticket.due_at)
    people = telling.operators() if ticket.department.code == DESK else telling.receivers(ticket)
    telling.staff([user for user in people if user != before], ticket, "reopened", key=str(step.pk), at=at)
    return ticket
