"""What every decision about a complaint writes in the caller's transaction: its step, its limits, the nearest limit."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.promises import Promise
from supervision.complaints import deadlines, permissions
from supervision.complaints.enums import StepKind
from supervision.complaints.models import Complaint, ComplaintLimit, ComplaintStep


def add(complaint: Complaint, kind: StepKind, *, by: User | None, at: datetime, words: str = "") -> ComplaintStep:
    """One more step; `by` None is the complainant, or the system."""
    return ComplaintStep.objects.create(complaint=complaint, kind=kind, by=by, at=at, words=words)


def limits_of(complaint: Complaint, promises: Iterable[Promise] | None = None, *, at: datetime) -> list[ComplaintLimit]:
    """The limits of the round that begins at `at` (of these promises only, when named), not yet written.

    None for what came from 12368: that ticket's own run.
    """
    if complaint.ticket:
        return []
    days = calendar.load()
    terms = deadlines.limits(complaint.subject, at, days, settings.COMPLAINT_TERMS)
    return [
        ComplaintLimit(
            complaint=complaint,
            promise=promise.code,
            reference=f"{complaint.number}/{complaint.round}",
            started_at=at,
            responsible=complaint.owner,
            department=complaint.owner.department if complaint.owner else _supervision(),
            **obligations.terms(period, rule=basis, calendar=days),
        )
        for promise, (period, basis) in terms.items()
        if promises is None or promise in promises
    ]


def save(complaint: Complaint, *, by: User | None, at: datetime, because: str, fields: Iterable[str]) -> None:
    """Save what changed with its history row, and the time of the nearest open limit with it."""
    if not complaint.ticket:
        complaint.due_at = complaint.limits.open().order_by("due_at").values_list("due_at", flat=True).first()
    trail.save(complaint, by=by, because=because, at=at, fields=[*fields, "due_at"])


def _supervision() -> Department:
    return Department.objects.get_or_create(code=permissions.SUPERVISION, defaults={"name": "督察室"})[0]
