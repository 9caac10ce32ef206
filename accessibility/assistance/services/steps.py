"""The steps of a request and its limits, written in the caller's transaction."""

from datetime import datetime

from accessibility.assistance import deadlines
from accessibility.assistance.enums import StepKind
from accessibility.assistance.models import Assistance, AssistanceLimit, AssistanceStep
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.models import DueDateChange
from gangcheng_court.core.deadlines.periods import Period
from gangcheng_court.promises import ASSISTANCE_ON_TIME, Promise


def add(row: Assistance, kind: StepKind, *, by: User | None, at: datetime, words: str = "") -> AssistanceStep:
    """One more step; `by` None: the person without an account, or the system."""
    return AssistanceStep.objects.create(assistance=row, kind=kind, by=by, at=at, words=words)


def open_limit(row: Assistance, promise: Promise, period: Period, *, at: datetime) -> AssistanceLimit:
    """One limit, for which the owner answers; its reference ends with how many of the kind there were."""
    count = row.limits.filter(promise=promise.code).count()
    return AssistanceLimit.objects.create(
        assistance=row,
        promise=promise.code,
        reference=f"{row.number}/{count + 1}",
        started_at=at,
        responsible_id=row.owner_id,
        department_id=row.owner.department_id if row.owner else None,
        **obligations.terms(period, rule=promise.article, calendar=calendar.load()),
    )


def meet(row: Assistance, *promises: Promise, at: datetime) -> None:
    """Close the open limits of these kinds; those closed before stay as they are."""
    row.limits.open().filter(promise__in=[promise.code for promise in promises]).update(met_at=at)


def hold(row: Assistance) -> None:
    """Who has the request now answers for its open limits."""
    row.limits.open().update(responsible=row.owner, department=row.owner.department)


def agree_anew(row: Assistance, *, by: User | None, at: datetime) -> None:
    """Another time was agreed: the running limit moves with it, and says why; without a running one another begins."""
    limit = row.limits.open().filter(promise=ASSISTANCE_ON_TIME.code).first()
    if limit is None:
        open_limit(row, ASSISTANCE_ON_TIME, deadlines.on_time(at, row.arrives_at), at=at)
        return
    period = deadlines.on_time(limit.started_at, row.arrives_at)
    old_due_at, terms = (
        limit.due_at,
        obligations.terms(period, rule=ASSISTANCE_ON_TIME.article, calendar=calendar.load()),
    )
    for field, value in terms.items():
        setattr(limit, field, value)
    limit.save(update_fields=list(terms))
    DueDateChange.objects.create(
        promise=limit.promise,
        reference=limit.reference,
        old_due_at=old_due_at,
        new_due_at=limit.due_at,
        calendar_version=limit.calendar_version,
        because="当事人同意改时间",
        by=by,
        at=at,
    )
