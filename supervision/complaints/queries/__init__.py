"""What other rooms read of complaints."""

from dataclasses import dataclass
from datetime import datetime

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet
from supervision.complaints import numbers
from supervision.complaints.models import Complaint, ComplaintLimit, ComplaintStep
from supervision.complaints.permissions import about, is_about, visible_to
from supervision.rectification.queries import Event


def complaint_limits() -> ObligationQuerySet:
    """Every limit of every complaint."""
    return ComplaintLimit.objects.all()


def references_kept_from(user: User) -> list[str]:
    """References of the limits of every complaint about this person, who is to find them in no list and no count."""
    limits = ComplaintLimit.objects.filter(complaint__in=about(user).values("pk"))
    return list(limits.values_list("reference", flat=True))


def references_about_staff() -> list[str]:
    """References of the limits of every complaint about somebody in the house: papers for all leave them out."""
    told = Complaint.objects.exclude(kept_from=[], about_name="", about_department=None)
    return list(ComplaintLimit.objects.filter(complaint__in=told.values("pk")).values_list("reference", flat=True))


def is_kept_from(user: User, number: str) -> bool:
    """Whether this is the number of a complaint about the person."""
    return any(is_about(user, complaint) for complaint in Complaint.objects.filter(number=number))


def is_open_to(user: User, number: str) -> bool:
    """Whether the desk's page of this complaint opens for the person."""
    return visible_to(user).filter(number=number).exists()


def complaint_events(limit: Obligation) -> list[Event]:
    """What happened to the complaint of a limit, oldest first."""
    steps = ComplaintStep.objects.filter(complaint=limit.complaint_id).select_related("by")
    return [Event(step.at, step.get_kind_display(), step.by) for step in steps]


@dataclass(frozen=True)
class Verification:
    """All that the public may learn from a receipt's code."""

    number: str
    received_at: datetime
    content_hash: str


def verification(code: str) -> Verification | None:
    """What the code of a receipt confirms; None for a code that the court never gave."""
    number = numbers.number_of(code)
    found = Complaint.objects.filter(number=number).first() if number else None
    return Verification(found.number, found.received_at, found.content_hash) if found else None
