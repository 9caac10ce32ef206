"""Who reads a complaint and who may do what with it. Every list, count, search, export and notice starts from here.

The desk are the supervisors, and the president's office when a complaint is about supervision itself. Whoever a
complaint is about – by account, by name, by department – finds no trace of it anywhere.
"""

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.errors import NotYours, Refused
from hotline.tickets import queries as tickets
from supervision.complaints.enums import Mode
from supervision.complaints.models import Complaint, Custodian

SUPERVISION, PRESIDENT = "supervision", "president"
"""Codes of the department that answers for a complaint until somebody owns it, and of the one that reads complaints
beside the supervisors and answers those about them."""


def is_desk(user: User) -> bool:
    """A supervisor, or the head of the president's office."""
    return has_role(user, Role.SUPERVISOR) or is_of_president(user)


def is_of_president(user: User) -> bool:
    return has_role(user, Role.CHIEF) and user.department is not None and user.department.code == PRESIDENT


def visible_to(user: User) -> QuerySet[Complaint]:
    """The complaints that this person may read; none but for the desk, and none about the reader."""
    if not is_desk(user):
        return Complaint.objects.none()
    return Complaint.objects.exclude(_is_of(user))


def about(user: User) -> QuerySet[Complaint]:
    """The complaints kept from this person: nothing may tell him that they exist."""
    return Complaint.objects.filter(_is_of(user))


def _is_of(user: User) -> Q:
    kept = Q(kept_from__contains=[user.pk]) | Q(about=user.pk)
    if user.department_id:
        kept |= Q(about_department=user.department_id)
    if user.name:
        # An account made later is kept away from it by the name; a namesake with it.
        kept |= Q(about_name__contains=user.name)
    return kept


def is_about(user: User, complaint: Complaint) -> bool:
    """Whether the complaint is about this person, by account, department or name."""
    named = bool(user.name and user.name in complaint.about_name)
    of_department = user.department_id is not None and user.department_id == complaint.about_department_id
    return named or of_department or user.pk == complaint.about_id or user.pk in complaint.kept_from


def may_read(user: User, complaint: Complaint) -> bool:
    return is_desk(user) and not is_about(user, complaint)


def may_handle(user: User, complaint: Complaint) -> bool:
    """Whether the person may work on it: the department that has the ticket on what came from 12368; the president's
    office on what is about a supervisor; else the whole desk."""
    if not may_read(user, complaint):
        return False
    if complaint.ticket:
        return tickets.is_received_by(user, complaint.ticket)
    return is_of_president(user) or not _goes_to_president(complaint)


def _goes_to_president(complaint: Complaint) -> bool:
    """It is about a supervisor, and the president's office has somebody to look into it."""
    kept = User.objects.filter(pk__in=complaint.kept_from)
    heads = User.objects.filter(role=Role.CHIEF, is_active=True, department__code=PRESIDENT)
    about_supervision = kept.filter(role=Role.SUPERVISOR).exists()
    return about_supervision and heads.exclude(pk__in=complaint.kept_from).exists()


def require_handler(user: User, complaint: Complaint) -> None:
    """Raises NotYours unless the person is of the desk and the complaint is not about them."""
    if not may_handle(user, complaint):
        raise NotYours


def require_fit_owner(owner: User, complaint: Complaint) -> None:
    """Raises Refused for an owner outside the desk, one it is about, one under the person complained of, and, in a
    second review, whoever answered it before."""
    under = (
        complaint.about and complaint.about.role == Role.CHIEF and owner.department_id == complaint.about.department_id
    )
    if not may_handle(owner, complaint) or under:
        raise Refused("承办人要是督察部门的人，不能是被投诉的人，也不能是他的下属。请另选一位。")
    if complaint.reviews and owner.pk == complaint.answered_by_id:
        raise Refused("这是复查，不能由上次答复的人办理。请另选一位。")


def is_fit_owner(owner: User, complaint: Complaint) -> bool:
    """Whether `require_fit_owner` lets it pass."""
    try:
        require_fit_owner(owner, complaint)
    except Refused:
        return False
    return True


def reads_identity(user: User, complaint: Complaint) -> bool:
    """Whether the desk's page shows who complains: only to the desk, and only when the person gave the name openly."""
    return complaint.mode == Mode.NAMED and may_handle(user, complaint)


def is_custodian(user: User, complaint: Complaint) -> bool:
    """Whether the administrator has named this member of the desk to keep identities, and it is not about them."""
    named = Custodian.objects.filter(user=user.pk).exists()
    return named and may_read(user, complaint)


def require_custodian(user: User, complaint: Complaint) -> None:
    """Raises NotYours unless `is_custodian`."""
    if not is_custodian(user, complaint):
        raise NotYours
