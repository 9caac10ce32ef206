"""When the calendar changes, running limits move with it; closed ones and those already passed never do."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.models import DueDateChange, Obligation
from gangcheng_court.core.deadlines.obligations import count

logger = logging.getLogger(__name__)
_READ = ["promise", "reference", "started_at", "rule", "due_at", "provisional"]


@dataclass(frozen=True)
class Move:
    """One running limit that a calendar would set differently (or only make certain)."""

    model: type[Obligation]
    id: int
    promise: str
    reference: str
    old_due_at: datetime
    new_due_at: datetime
    provisional: bool


def obligation_models() -> list[type[Obligation]]:
    return [model for model in apps.get_models() if issubclass(model, Obligation)]


def pending(calendar: Calendar, *, at: datetime) -> Iterator[Move]:
    """Every open limit after `at` that `calendar` sets differently. An unreadable rule is logged, not moved."""
    for model in obligation_models():
        running = model._default_manager.open().filter(due_at__gt=at)
        for row in running.only(*_READ).iterator():
            try:
                period = count(row.started_at, row.rule, calendar)
            except ValueError:
                logger.exception("unreadable rule on %s %s", model._meta.label, row.pk)
                continue
            if (period.due_at, period.provisional) != (row.due_at, row.provisional):
                yield Move(model, row.pk, row.promise, row.reference, row.due_at, period.due_at, period.provisional)


def recalculate(*, by: User, at: datetime, because: str) -> int:
    """Move every running limit to what the calendar says now; returns how many dates moved.

    Only an administrator. Row by row: lock, look again, write, with a DueDateChange for each date that moved. A second
    call finds nothing left; an interrupted one is finished by calling again.
    """
    require_role(by, Role.ADMINISTRATOR)
    calendar = legal_calendar.load()
    moves = list(pending(calendar, at=at))
    return sum(_move(move.model, move.id, calendar, by=by, at=at, because=because) for move in moves)


@transaction.atomic
def _move(model: type[Obligation], row_id: int, calendar: Calendar, *, by: User, at: datetime, because: str) -> bool:
    row = model._default_manager.open().filter(due_at__gt=at).select_for_update(of=("self",)).filter(pk=row_id).first()
    if row is None:
        return False
    period = count(row.started_at, row.rule, calendar)
    old_due_at = row.due_at
    row.due_at, row.provisional, row.calendar_version = period.due_at, period.provisional, calendar.version
    row.save(update_fields=["due_at", "provisional", "calendar_version"])
    if row.due_at == old_due_at:
        return False
    DueDateChange.objects.create(
        promise=row.promise,
        reference=row.reference,
        old_due_at=old_due_at,
        new_due_at=row.due_at,
        calendar_version=calendar.version,
        because=because,
        by=by,
        at=at,
    )
    logger.info("limit %s moved from %s to %s: %s, by user %s", row, old_due_at, row.due_at, because, by.pk)
    return True
