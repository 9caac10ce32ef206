"""How a request ends: help given, taken back, or not possible; and the question afterwards (主动跟进)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from accessibility.assistance import deadlines, permissions, workflow
from accessibility.assistance.enums import Answer, State, StepKind
from accessibility.assistance.models import Assistance
from accessibility.assistance.services import steps, telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.promises import ASSISTANCE_FOLLOW_UP, ASSISTANCE_ON_TIME

MOST_TRIES = 3


@transaction.atomic
def done(assistance_id: int, *, by: User, at: datetime, words: str = "") -> Assistance:
    """The help was given. Somebody asks afterwards how it went; who left no phone and has no account is asked at once,
    by whoever gives the help."""
    row = Assistance.objects.locked(pk=assistance_id)
    permissions.require_giver(by, row)
    _end(row, State.DONE, at)
    steps.add(row, StepKind.DONE, by=by, at=at, words=words)
    if row.phone or row.person_id:
        period = deadlines.follow_up(at, settings.ASSISTANCE_FOLLOW_UP_WORKDAYS, calendar.load())
        steps.open_limit(row, ASSISTANCE_FOLLOW_UP, period, at=at)
    return row


@transaction.atomic
def cancel(assistance_id: int, *, by: User | None, at: datetime, reason: str = "") -> Assistance:
    """No longer wanted, or nobody came. `by` None: the person, known by number and phone; staff say why."""
    row = Assistance.objects.locked(pk=assistance_id)
    by_staff = by is not None and by.pk != row.person_id
    if by_staff:
        permissions.require_desk(by)
        if not reason:
            raise Refused("请写明为什么取消，例如当事人来电取消、当事人没有来。")
    _end(row, State.CANCELLED, at)
    steps.meet(row, ASSISTANCE_ON_TIME, at=at)
    step = steps.add(row, StepKind.CANCELLED, by=by, at=at, words=reason)
    if by is None or row.owner_id != by.pk:
        telling.staff(telling.givers(row), row, "assistance_cancelled", key=str(step.pk), at=at)
    telling.person(row, "assistance_cancelled", key=str(step.pk), at=at)
    return row


@transaction.atomic
def decline(assistance_id: int, *, by: User, at: datetime, reason: str, alternative: str) -> Assistance:
    """The court cannot give this help: never without the reason, and never without saying what can be done instead."""
    row = Assistance.objects.locked(pk=assistance_id)
    permissions.require_giver(by, row)
    if not reason or not alternative:
        raise Refused("不能提供的，要写明原因和替代的办法。")
    _end(row, State.DECLINED, at)
    steps.meet(row, ASSISTANCE_ON_TIME, at=at)
    step = steps.add(row, StepKind.DECLINED, by=by, at=at, words=f"原因：{reason}\n可以这样办：{alternative}")
    telling.person(row, "assistance_declined", key=str(step.pk), at=at, reason=reason, alternative=alternative)
    return row


@transaction.atomic
def follow_up(assistance_id: int, *, by: User, at: datetime, answer: str, words: str = "") -> Assistance:
    """What the person said when asked how it went. Not reached is tried again; the third try ends it, written down.

    Who is not content says what was missing, and every chief hears of it.
    """
    row = Assistance.objects.locked(pk=assistance_id)
    permissions.require_desk(by)
    limits = row.limits.open().filter(promise=ASSISTANCE_FOLLOW_UP.code)
    if not limits.exists():
        raise WrongState(f"{row.number} 没有等着回访，或者已经回访过了。请刷新页面查看。")
    if answer == Answer.UNHAPPY and not words:
        raise Refused("请写明当事人有什么意见。")
    said = f"{Answer(answer).label}。{words}"
    tries = row.steps.filter(kind=StepKind.TRIED).count() + 1
    if answer == Answer.NOT_REACHED and tries < MOST_TRIES:
        steps.add(row, StepKind.TRIED, by=by, at=at, words=f"第 {tries} 次：{said}")
        return row
    steps.meet(row, ASSISTANCE_FOLLOW_UP, at=at)
    step = steps.add(row, StepKind.FOLLOWED_UP, by=by, at=at, words=said)
    if answer == Answer.UNHAPPY:
        chiefs = [user for user in telling.members(permissions.Role.CHIEF) if user != by]
        telling.staff(chiefs, row, "assistance_unhappy", key=str(step.pk), at=at, words=words)
    return row


def _end(row: Assistance, state: State, at: datetime) -> None:
    workflow.move(row, state)
    row.ended_at, row.address = at, ""
    row.save(update_fields=["state", "ended_at", "address"])
