"""Who works at the window, and who reads its book of visits."""

from django.db.models import Q, QuerySet

from filings.intake.models import Assistance
from filings.intake.permissions import HELPERS
from filings.window.models import Visit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.errors import NotYours

CLERKS = (Role.CLERK, Role.CHIEF)
READERS_OF_VISITS = (Role.CLERK, Role.CHIEF, Role.SUPERVISOR)


def visits_visible_to(user: User) -> QuerySet[Visit]:
    """Every visit for the chief and supervision; a clerk's own for the clerk."""
    if user.role in (Role.CHIEF, Role.SUPERVISOR):
        return Visit.objects.all()
    return Visit.objects.filter(clerk_id=user.pk) if user.role in CLERKS else Visit.objects.none()


def visits_of(user: User) -> QuerySet[Visit]:
    """The visits that this person conducts."""
    return Visit.objects.filter(clerk_id=user.pk) if user.role in CLERKS else Visit.objects.none()


def assistances_of(user: User) -> QuerySet[Assistance]:
    """The assistances that this person gives."""
    return Assistance.objects.filter(helper_id=user.pk) if user.role in HELPERS else Assistance.objects.none()


def assistances_known_to(user: User) -> QuerySet[Assistance]:
    """Those that one gives or is given: both sides may end one."""
    return Assistance.objects.filter(Q(helper_id=user.pk) | Q(citizen_id=user.pk))


def require_helper(user: User, assistance: Assistance) -> None:
    """Raises NotYours unless `user` gives this assistance."""
    require_role(user, *HELPERS)
    if assistance.helper_id != user.pk:
        raise NotYours


def require_clerk(user: User, visit: Visit) -> None:
    """Raises NotYours unless `user` conducts this visit."""
    require_role(user, *CLERKS)
    if visit.clerk_id != user.pk:
        raise NotYours
