"""收, by pull: what 12368 handed to supervision or the president's office becomes a complaint, petitions with it.

Nothing is pushed, so nothing is lost: what the desk has not got yet is found by the next run. Safe twice and side by
side: the ticket's number is unique, and each complaint is looked at again under its lock.
"""

import logging
from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import Department, User
from hotline.tickets import queries
from supervision.complaints import permissions, workflow
from supervision.complaints.enums import Finding, Mode, Source, Status, StepKind, Subject
from supervision.complaints.models import Complaint
from supervision.complaints.services import steps, ticket_work
from supervision.complaints.services.handling import OPEN
from supervision.complaints.services.receiving import NewComplaint, receive

DEPARTMENTS = (permissions.SUPERVISION, permissions.PRESIDENT)
SUBJECTS = {"filing": Subject.FILING, "conduct": Subject.CONDUCT}

logger = logging.getLogger(__name__)


def pull(*, at: datetime) -> int:
    """Open what is new, and bring what is known to where its ticket stands; return how many were opened.

    One that fails does not stop the others; the failures are raised together.
    """
    departments = Department.objects.filter(code__in=DEPARTMENTS)
    handed = {ticket.number: ticket for department in departments for ticket in queries.secret_of(department)}
    known = set(Complaint.objects.filter(ticket__in=handed).values_list("ticket", flat=True))
    unsettled = Complaint.objects.filter(ticket__isnull=False).exclude(status=Status.CLOSED)
    numbers = [*handed, *unsettled.exclude(ticket__in=handed).values_list("ticket", flat=True)]
    opened, failures = 0, []
    for number in numbers:
        try:
            opened += bring(number, at=at) is not None and number in handed.keys() - known
        except Exception as failure:
            failure.add_note(f"ticket {number}")
            failures.append(failure)
    if failures:
        raise ExceptionGroup("部分 12368 投诉未能转入", failures)
    return opened


@transaction.atomic
def bring(number: str, *, at: datetime) -> Complaint | None:
    """The complaint of a ticket, where the ticket stands; opened when there is none.

    None for a ticket that was answered before anybody opened it, or is elsewhere: that is left alone. It has no limits
    of its own: the ticket's run.
    """
    if known := Complaint.objects.select_for_update(of=("self",)).filter(ticket=number).first():
        return _follow(known, at=at)
    ticket = queries.by_number(number)
    if ticket.department.code not in DEPARTMENTS or not queries.is_worked_on(ticket):
        return None
    is_petition = ticket.type == "petition"
    new = NewComplaint(
        mode=Mode.NAMED if ticket.name or ticket.phone else Mode.ANONYMOUS,
        source=Source.HOTLINE,
        subject=Subject.PETITION if is_petition else SUBJECTS.get(ticket.subject, Subject.OTHER),
        text=ticket.text or ticket.title,
        case_number=ticket.case_number,
        about=ticket.complained_of,
        about_name=ticket.complained_name,
        name=ticket.name,
        phone=ticket.phone,
        ticket=ticket.number,
        due_at=ticket.due_at,
    )
    complaint = receive(new, by=None, at=at, once=f"ticket:{ticket.number}").complaint
    also = sorted({*complaint.kept_from, *ticket.kept_from})
    if complaint.status == Status.RECEIVED and not queries.waits_for_signature(ticket):
        workflow.move(complaint, Status.IN_HAND)
    complaint.kept_from, complaint.reviews = also, ticket.reopened
    complaint.owner = ticket.handler if _fits(ticket.handler, complaint) else None
    steps.save(complaint, by=None, at=at, because="12368 转办", fields=["status", "kept_from", "reviews", "owner"])
    return complaint


def _follow(complaint: Complaint, *, at: datetime) -> Complaint:
    ticket = queries.by_number(complaint.ticket)
    ours, worked_on = ticket.department.code in DEPARTMENTS, queries.is_worked_on(ticket)
    fields = []
    if ours and worked_on and complaint.status not in OPEN:
        fields = _reopen(complaint, ticket.reopened, at=at)
    elif complaint.status in OPEN and not (ours and worked_on):
        fields = _leave(complaint, at=at)
    elif complaint.status == Status.ANSWERED and queries.is_closed(ticket):
        fields = _close(complaint, at=at)
    if fields or complaint.due_at != ticket.due_at:
        ticket_work.follow(complaint)
        steps.save(complaint, by=None, at=at, because="随 12368 工单", fields=fields)
    return complaint


def _reopen(complaint: Complaint, reopened: int, *, at: datetime) -> list[str]:
    """The caller is not satisfied, or it has come back: somebody else begins anew."""
    workflow.move(complaint, Status.IN_HAND)
    complaint.reviews, complaint.owner, complaint.closed_at = reopened, None, None
    steps.add(complaint, StepKind.REVIEW_ASKED, by=None, at=at, words="12368 工单重新办理，由另外的人承办。")
    return ["status", "reviews", "owner", "closed_at"]


def _leave(complaint: Complaint, *, at: datetime) -> list[str]:
    """The ticket went back to 12368 or on to another department, or was answered there."""
    workflow.move(complaint, Status.ANSWERED)
    complaint.finding, complaint.answered_at = Finding.ELSEWHERE, at
    return ["finding", "answered_at", *_close(complaint, at=at)]


def _close(complaint: Complaint, *, at: datetime) -> list[str]:
    workflow.move(complaint, Status.CLOSED)
    complaint.closed_at = at
    steps.add(complaint, StepKind.CLOSED, by=None, at=at, words="随 12368 工单办结。")
    return ["status", "closed_at"]


def _fits(handler: User | None, complaint: Complaint) -> bool:
    return handler is not None and permissions.may_handle(handler, complaint)
