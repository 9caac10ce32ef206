"""Everybody sees the facilities; the window keeps them, lends and mends; supervision reads."""

from django.db.models import QuerySet

from accessibility.amenities.models import FacilityCheck, Item, Loan, Repair
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role, require_role

KEEPERS = (Role.CLERK, Role.CHIEF)
READERS = (*KEEPERS, Role.SUPERVISOR)


def visible_to(user: User) -> QuerySet[Repair]:
    """The repairs that this person may read."""
    return Repair.objects.all() if has_role(user, *READERS) else Repair.objects.none()


def loans_visible_to(user: User) -> QuerySet[Loan]:
    """The loans that this person may read."""
    return Loan.objects.all() if has_role(user, *READERS) else Loan.objects.none()


def checks_visible_to(user: User) -> QuerySet[FacilityCheck]:
    """The checks that this person may read, with their notes and photos."""
    return FacilityCheck.objects.all() if has_role(user, *READERS) else FacilityCheck.objects.none()


def items_visible_to(user: User) -> QuerySet[Item]:
    """The things to lend that this person may read about, one by one."""
    return Item.objects.all() if has_role(user, *READERS) else Item.objects.none()


def is_keeper(user: User) -> bool:
    return has_role(user, *KEEPERS)


def require_keeper(user: User) -> None:
    """Raises NotYours unless the person keeps the hall's facilities."""
    require_role(user, *KEEPERS)


def require_head(user: User) -> None:
    """Raises NotYours unless the person is a chief: what there is to lend is the chief's to say."""
    require_role(user, Role.CHIEF)
