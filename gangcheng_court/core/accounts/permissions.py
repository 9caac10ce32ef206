"""What a role may do, asked by services."""

from gangcheng_court.core.accounts.enums import STAFF_ROLES
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import NotYours


def has_role(user: User, *roles: str) -> bool:
    """Whether a signed-in, active person has one of `roles` (none named: any role of the court's staff)."""
    return user.is_authenticated and user.is_active and user.role in (roles or STAFF_ROLES)


def require_role(user: User, *roles: str) -> None:
    """Raise NotYours unless `has_role`."""
    if not has_role(user, *roles):
        raise NotYours
