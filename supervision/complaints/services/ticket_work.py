"""What is done to a complaint that came from 12368 is done to its ticket in the same transaction.

The complaint is locked first, the ticket after it. Each function does nothing for a complaint that did not come so.
"""

from datetime import datetime

from gangcheng_court.core.accounts.models import User
from hotline.tickets import queries
from hotline.tickets import services as tickets
from supervision.complaints.models import Complaint


def take(complaint: Complaint, *, by: User, at: datetime) -> None:
    """Sign for the ticket, unless that was done."""
    if complaint.ticket and queries.waits_for_signature(ticket := queries.by_number(complaint.ticket)):
        tickets.sign(ticket.pk, by=by, at=at)
        follow(complaint)


def assign(complaint: Complaint, *, by: User, at: datetime) -> None:
    """Give the ticket to the complaint's owner."""
    if complaint.ticket:
        tickets.assign(_id(complaint), by=by, at=at, handler=complaint.owner)
        if complaint.owner == by:
            take(complaint, by=by, at=at)
        follow(complaint)


def write(complaint: Complaint, *, by: User, at: datetime, words: str) -> None:
    """A word to whoever brought it; the first meets the limit of the first reply."""
    if complaint.ticket:
        take(complaint, by=by, at=at)
        tickets.acknowledge(_id(complaint), by=by, at=at, words=words)
        follow(complaint)


def reply(complaint: Complaint, *, by: User, at: datetime) -> None:
    """The complaint's answer is the ticket's."""
    if complaint.ticket:
        take(complaint, by=by, at=at)
        tickets.reply(_id(complaint), by=by, at=at, words=complaint.answer)
        follow(complaint)


def close(complaint: Complaint, *, by: User, at: datetime) -> None:
    """Close the ticket with the complaint, unless it is closed already."""
    if complaint.ticket and not queries.is_closed(ticket := queries.by_number(complaint.ticket)):
        tickets.close(ticket.pk, by=by, at=at)
        follow(complaint)


def extend(complaint: Complaint, *, by: User, at: datetime, reason: str) -> None:
    """Thirty days more for a petition; the ticket's own rule says no a second time."""
    if complaint.ticket:
        tickets.extend(_id(complaint), by=by, at=at, reason=reason)
        follow(complaint)


def follow(complaint: Complaint) -> None:
    """The complaint's nearest limit is the ticket's; the caller saves it."""
    complaint.due_at = queries.by_number(complaint.ticket).due_at


def _id(complaint: Complaint) -> int:
    return queries.by_number(complaint.ticket).pk
