"""What is told about a visit. Of a covert one only its owner hears, in words that tell nobody else anything."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import outbox
from supervision.inspections import links
from supervision.inspections.models import Inspection


def owner(row: Inspection, template: str, *, at: datetime) -> bool:
    """Tell the inspector, once; whether this was the first time."""
    told = _tell([row.owner], row, template, at=at)
    return bool(told)


def people(who: Iterable[User], row: Inspection, template: str, *, at: datetime, **context: Any) -> None:
    """Tell these people, each once."""
    _tell(who, row, template, at=at, **context)


def _tell(who: Iterable[User], row: Inspection, template: str, *, at: datetime, **context: Any) -> list[object]:
    queued = [
        outbox.queue(
            f"supervision/{template}",
            to=person,
            about="" if row.is_secret else row.number,
            once=f"{template}:{row.number}:{person.pk}",
            at=at,
            context={"row": row, **context},
            url=links.inspection(row),
            confidential=row.is_secret,
        )
        for person in who
    ]
    return [notice for notice in queued if notice]
