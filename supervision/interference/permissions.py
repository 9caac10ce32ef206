"""Who reads what of the register: the recorder, and the supervisors whom it does not name. Nobody else, ever.

No chief, no administrator, no president's office; nothing of it is searched.
"""

from django.conf import settings
from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.permissions import has_role, require_role
from gangcheng_court.core.accounts.sealed import name_index
from gangcheng_court.errors import NotYours
from supervision.interference.models import Entry

SUPERVISOR = Role.SUPERVISOR


def visible_to(user: User) -> QuerySet[Entry]:
    """The records that this person may read."""
    return Entry.objects.filter(Q(recorder=user.pk) | Q(pk__in=register_of(user).values("pk")))


def register_of(user: User) -> QuerySet[Entry]:
    """The register as a supervisor has it: without what names him. Empty for everybody else."""
    if not has_role(user, SUPERVISOR):
        return Entry.objects.none()
    return Entry.objects.exclude(named__contains=[name_index(user.name)])


def own(user: User) -> QuerySet[Entry]:
    return Entry.objects.filter(recorder=user.pk)


def relatives_of_staff(user: User) -> QuerySet[StaffRelative]:
    """Every relative that staff declared: the supervisors' alone."""
    rows = StaffRelative.objects.select_related("staff__department")
    return rows if has_role(user, SUPERVISOR) else rows.none()


def require_staff(user: User) -> None:
    require_role(user, *STAFF_ROLES)


def require_recorder(user: User, entry: Entry) -> None:
    """Raises NotYours for anybody but who wrote it."""
    if user.pk != entry.recorder_id or not has_role(user):
        raise NotYours


def confirms(user: User) -> bool:
    """Whether this person answers for each month (setting INTERFERENCE_ROLES)."""
    return has_role(user, *settings.INTERFERENCE_ROLES)


def who_confirm() -> QuerySet[User]:
    """Everybody who answers for each month now."""
    return User.objects.filter(role__in=settings.INTERFERENCE_ROLES, is_active=True)
