"""Who is told of what happens to an order: never one from whom it is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import outbox
from supervision.rectification import links
from supervision.rectification.models import Order


def tell(
    row: Order,
    template: str,
    people: Iterable[User],
    *,
    key: str,
    at: datetime,
    context: Mapping[str, Any] | None = None,
) -> None:
    """Queue one notice for each of `people`; `key` is the event's. What is kept from somebody is confidential."""
    for person in people:
        outbox.queue(
            f"supervision/{template}",
            to=person,
            about=row.number,
            once=f"rectification:{key}:{person.pk}",
            at=at,
            context={"order": row, **(context or {})},
            url=links.order(row),
            confidential=bool(row.kept_from),
        )


def answerable(row: Order) -> list[User]:
    """The owner and the active chiefs of the department, without those from whom it is kept."""
    chiefs = User.objects.filter(role=Role.CHIEF, is_active=True, department=row.department_id)
    people = {user.pk: user for user in (row.owner, *chiefs)}
    return [user for pk, user in people.items() if pk not in row.kept_from]
