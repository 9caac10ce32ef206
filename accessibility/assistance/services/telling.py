"""What is told to whom about a request."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accessibility.assistance import links
from accessibility.assistance.models import Assistance
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import outbox


def person(row: Assistance, template: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell whoever asked: in the inbox of the account, else by a text message to the mobile number left."""
    told: dict[str, Any] = {
        "about": row.number,
        "once": f"assistance:{template}:{row.number}:{key}",
        "at": at,
        "context": {"row": row, **context},
    }
    if row.person:
        outbox.queue(f"accessibility/{template}", to=row.person, url=links.followed(row), **told)
    elif row.phone:
        outbox.queue_text(f"accessibility/{template}", phone=row.phone, **told)


def staff(people: Iterable[User], row: Assistance, template: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell these members of staff."""
    for user in people:
        outbox.queue(
            f"accessibility/{template}",
            to=user,
            about=row.number,
            once=f"assistance:{template}:{row.number}:{key}:{user.pk}",
            at=at,
            context={"row": row, **context},
            url=links.desk(row),
        )


def givers(row: Assistance) -> list[User]:
    """Who hears of a request: its owner, else every chief."""
    if row.owner and row.owner.is_active:
        return [row.owner]
    return members(Role.CHIEF)


def members(*roles: Role) -> list[User]:
    return list(User.objects.filter(role__in=roles, is_active=True).order_by("pk"))
