"""Who knows of a visit and who may do what with it. Every list, count, search, photo and notice starts from here.

A covert visit exists for nobody but its owner until it is published: not for whoever planned it, not for other
supervisors, not for the administrator.
"""

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role, require_role
from gangcheng_court.errors import NotYours
from supervision.inspections.enums import Kind, Status
from supervision.inspections.models import Finding, Inspection, ItemPhoto

READERS = tuple(sorted(STAFF_ROLES - {Role.ADMINISTRATOR}))
"""Whoever may be sent out as an inspector, and reads what is published."""


def visible_to(user: User) -> QuerySet[Inspection]:
    """Everybody's own and what is published; for a supervisor the open ones too."""
    if not has_role(user, *READERS):
        return Inspection.objects.none()
    seen = Q(owner=user.pk) | Q(status=Status.PUBLISHED)
    if has_role(user, Role.SUPERVISOR):
        seen |= Q(kind=Kind.OPEN)
    return Inspection.objects.filter(seen)


def photos_visible_to(user: User) -> QuerySet[ItemPhoto]:
    """The photos that this person may open: the owner's, and for supervisors and chiefs those of visits they see."""
    seen = Q(inspection__owner=user.pk)
    if has_role(user, Role.SUPERVISOR, Role.CHIEF):
        seen = Q()
    return ItemPhoto.objects.filter(seen, inspection__in=visible_to(user), dropped_at__isnull=True)


def sees_person(user: User, finding: Finding) -> bool:
    """Whether the page says who it was: to supervisors, the inspector, the person, and the head of the department."""
    is_head = has_role(user, Role.CHIEF) and user.department_id == finding.department_id
    concerned = user.pk in (finding.inspection.owner_id, finding.person_id)
    return concerned or is_head or has_role(user, Role.SUPERVISOR)


def is_supervisor(user: User) -> bool:
    return has_role(user, Role.SUPERVISOR)


def require_supervisor(user: User) -> None:
    """Raises NotYours unless the person plans visits and writes checklists."""
    require_role(user, Role.SUPERVISOR)


def require_owner(user: User, row: Inspection) -> None:
    """Raises NotYours unless the visit is this person's."""
    if not has_role(user, *READERS) or row.owner_id != user.pk:
        raise NotYours


def may_settle(user: User, row: Inspection) -> bool:
    """Whether the person cancels or publishes it: its owner, or for an open one any supervisor."""
    is_owner = has_role(user, *READERS) and row.owner_id == user.pk
    return is_owner or (row.kind == Kind.OPEN and has_role(user, Role.SUPERVISOR))


def require_settler(user: User, row: Inspection) -> None:
    """Raises NotYours unless `may_settle`."""
    if not may_settle(user, row):
        raise NotYours


def may_order(user: User, row: Inspection) -> bool:
    """Whether rectifications may be ordered from it now: by a supervisor, once others may know of the visit."""
    is_over = row.status in (Status.DONE, Status.PUBLISHED) and not row.is_secret
    return is_over and has_role(user, Role.SUPERVISOR)
