"""Who sees which figures and breaches: a supervisor all, a chief the department's, everybody else their own."""

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.deadlines.models import Obligation
from gangcheng_court.errors import NotYours
from supervision.breaches.models import Breach

REPORT_READERS = (Role.SUPERVISOR, Role.CHIEF)
DESK = (Role.CLERK, Role.CHIEF)


def seen_by(user: User) -> Q:
    """The part of obligations and breaches that this person may see."""
    if has_role(user, Role.SUPERVISOR):
        return Q()
    own = Q(responsible=user.pk) if has_role(user) else Q(pk=None)
    if has_role(user, Role.CHIEF) and user.department_id:
        return own | Q(department=user.department_id)
    return own


def visible_to(user: User) -> QuerySet[Breach]:
    return Breach.objects.filter(seen_by(user))


def at_desk(user: User) -> bool:
    """Whether the desk's own page about the matter opens for this person."""
    return has_role(user, *DESK)


def may_explain(user: User, breach: Breach) -> bool:
    """The responsible person, or the chief of the department."""
    if not has_role(user):
        return False
    is_chief = has_role(user, Role.CHIEF) and user.department_id is not None
    return breach.responsible_id == user.pk or (is_chief and breach.department_id == user.department_id)


def require_may_explain(user: User, breach: Breach) -> None:
    """Raise NotYours unless `may_explain`."""
    if not may_explain(user, breach):
        raise NotYours


def answerable_for(row: Breach | Obligation) -> list[User]:
    """Who is spoken to about it: the responsible person, or the chiefs when nobody has taken it."""
    return [row.responsible] if row.responsible else chiefs(row.department)


def chiefs(department: Department | None) -> list[User]:
    """The chiefs of the department; the supervisors when it has none."""
    heads = list(User.objects.filter(role=Role.CHIEF, is_active=True, department=department)) if department else []
    return heads or supervisors()


def supervisors() -> list[User]:
    return list(User.objects.filter(role=Role.SUPERVISOR, is_active=True))
