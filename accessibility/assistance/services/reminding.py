"""Before the visit both sides are reminded, once, in service hours."""

from datetime import datetime, timedelta

from django.db import transaction

from accessibility.assistance import deadlines
from accessibility.assistance.enums import State, StepKind
from accessibility.assistance.models import Assistance
from accessibility.assistance.services import steps, telling
from gangcheng_court.core.deadlines import calendar, hours

AHEAD = timedelta(days=15)
"""Longer than any holiday: the last working day before a visit lies within."""


def remind(*, at: datetime) -> int:
    """Remind the owner (without one: every chief) and the person of each visit that is near; return of how many.

    Safe twice, late or side by side: each request is looked at again under its lock. After an outage whoever has not
    come yet is still reminded. One that fails does not stop the others; failures are raised together.
    """
    days = calendar.load()
    if not hours.in_service_hours(at, days):
        return 0
    near = Assistance.objects.filter(
        ended_at__isnull=True, reminded_at__isnull=True, arrives_at__gt=at, arrives_at__lte=at + AHEAD
    )
    told, failures = 0, []
    for pk in near.values_list("pk", flat=True):
        try:
            told += _remind(pk, days, at=at)
        except Exception as failure:
            failure.add_note(f"assistance {pk}")
            failures.append(failure)
    if failures:
        raise ExceptionGroup("部分协助未能提醒", failures)
    return told


@transaction.atomic
def _remind(pk: int, days: calendar.Calendar, *, at: datetime) -> bool:
    row = Assistance.objects.locked(pk=pk)
    waits = row.state in (State.ASKED, State.ARRANGED) and row.reminded_at is None
    if not waits or not deadlines.is_due_for_reminder(_agreed_at(row), row.arrives_at, at, days):
        return False
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    step = steps.add(row, StepKind.REMINDED, by=None, at=at)
    telling.staff(telling.givers(row), row, "assistance_near", key=str(step.pk), at=at)
    telling.person(row, "assistance_reminder", key=str(step.pk), at=at)
    return True


def _agreed_at(row: Assistance) -> datetime:
    """When the present time was agreed: on asking, or when it was last moved."""
    moved = row.steps.filter(kind=StepKind.MOVED).order_by("-id").values_list("at", flat=True).first()
    return moved or row.asked_at
