"""Who sees the hall's tickets and who may serve them."""

from django.db.models import QuerySet

from accessibility.queue.models import Ticket, Window
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role, require_role
from gangcheng_court.errors import NotYours

SERVING = (Role.CLERK, Role.CHIEF)
OVERSEEING = (Role.CHIEF, Role.SUPERVISOR)


def visible_to(user: User) -> QuerySet[Ticket]:
    """The tickets this person may read: staff who serve or oversee the hall all, anybody else the own ones."""
    if has_role(user, *SERVING, *OVERSEEING):
        return Ticket.objects.all()
    return Ticket.objects.filter(person_id=user.pk) if user.is_authenticated else Ticket.objects.none()


def may_serve(user: User) -> bool:
    return has_role(user, *SERVING)


def require_clerk(user: User) -> None:
    """Raises NotYours unless the person serves at windows."""
    require_role(user, *SERVING)


def require_head(user: User) -> None:
    """Raises NotYours unless the person heads the hall."""
    require_role(user, Role.CHIEF)


def require_seat(user: User, window: Window | None) -> None:
    """Raises NotYours unless the person sits at this window now."""
    require_clerk(user)
    if window is None or window.clerk_id != user.pk:
        raise NotYours
