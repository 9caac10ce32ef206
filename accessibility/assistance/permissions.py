"""Who sees a request for help and who may do what with it. Every list, count, search and notice starts from here."""

from datetime import timedelta

from django.db.models import QuerySet

from accessibility.assistance.enums import State
from accessibility.assistance.models import Assistance
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role, require_role
from gangcheng_court.errors import NotYours

SERVES = (Role.CLERK, Role.CHIEF)
DESK = (*SERVES, Role.OPERATOR)
FOLLOWED_FOR = timedelta(minutes=30)
"""How long number and phone keep a request open in one browser."""


def visible_to(user: User) -> QuerySet[Assistance]:
    """The requests that this member of staff may read: the hall's and the hotline's people see all, others none (see
    `own`)."""
    return Assistance.objects.all() if is_desk(user) else Assistance.objects.none()


def own(user: User) -> QuerySet[Assistance]:
    """What this person asked for with the own account."""
    return Assistance.objects.filter(person_id=user.pk)


def is_desk(user: User) -> bool:
    return has_role(user, *DESK)


def may_serve(user: User) -> bool:
    """Whether the person can be the owner of a request, and knows what somebody wants remembered."""
    return has_role(user, *SERVES)


def may_give(user: User, row: Assistance) -> bool:
    """Whether the person says what becomes of it: the owner, or the chief."""
    return has_role(user, Role.CHIEF) or (may_serve(user) and row.owner_id == user.pk)


def sees_address(user: User, row: Assistance) -> bool:
    """Only whoever goes there, and the chief who sends them."""
    return may_give(user, row) and row.state in (State.ASKED, State.ARRANGED, State.READY)


def require_desk(user: User) -> None:
    """Raises NotYours unless the person works in the hall or at the hotline."""
    require_role(user, *DESK)


def require_server(user: User) -> None:
    """Raises NotYours unless `may_serve`."""
    require_role(user, *SERVES)


def require_giver(user: User, row: Assistance) -> None:
    """Raises NotYours unless `may_give`."""
    if not may_give(user, row):
        raise NotYours


def require_asker(user: User, row: Assistance) -> None:
    """Raises NotYours unless the person asked for it with the own account, or works in the hall or at the hotline."""
    if row.person_id != user.pk and not is_desk(user):
        raise NotYours
