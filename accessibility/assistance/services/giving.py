"""Arranging help, saying that it stands ready, and agreeing on another time."""

from datetime import datetime

from django.db import transaction

from accessibility.assistance import permissions, workflow
from accessibility.assistance.enums import State, StepKind
from accessibility.assistance.models import OPEN, Assistance
from accessibility.assistance.services import steps, telling
from accessibility.assistance.services.asking import check_time
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import last_moment
from gangcheng_court.errors import Refused
from gangcheng_court.promises import ASSISTANCE_ON_TIME


@transaction.atomic
def arrange(assistance_id: int, *, by: User, at: datetime, owner: User, words: str = "") -> Assistance:
    """Somebody of the hall answers for it from now on; both sides are told. The same owner again is refused."""
    row = Assistance.objects.locked(pk=assistance_id)
    permissions.require_server(by)
    if not permissions.may_serve(owner):
        raise Refused("只能安排立案庭的工作人员负责。")
    if row.owner_id == owner.pk and row.state == State.ARRANGED:
        raise Refused(f"已经由{owner}负责。")
    workflow.move(row, State.ARRANGED)
    row.owner = owner
    row.save(update_fields=["state", "owner"])
    steps.hold(row)
    step = steps.add(row, StepKind.ARRANGED, by=by, at=at, words=f"由{owner}负责。{words}")
    if owner != by:
        telling.staff([owner], row, "assistance_yours", key=str(step.pk), at=at)
    telling.person(row, "assistance_arranged", key=str(step.pk), at=at)
    return row


@transaction.atomic
def ready(assistance_id: int, *, by: User, at: datetime, words: str = "") -> Assistance:
    """The help stands ready (or is on its way to the home): the limit of the time agreed is met."""
    row = Assistance.objects.locked(pk=assistance_id)
    permissions.require_giver(by, row)
    workflow.require(row, State.ARRANGED)
    workflow.move(row, State.READY)
    row.save(update_fields=["state"])
    steps.meet(row, ASSISTANCE_ON_TIME, at=at)
    step = steps.add(row, StepKind.READY, by=by, at=at, words=words)
    telling.person(row, "assistance_ready", key=str(step.pk), at=at)
    return row


@transaction.atomic
def reschedule(
    assistance_id: int, *, by: User | None, at: datetime, arrives_at: datetime, words: str = ""
) -> Assistance:
    """Another time, as the person wants it; `by` None: the person, known by number and phone.

    What stood ready is arranged anew. Refused once the time agreed has passed without help: late stays late.
    """
    row = Assistance.objects.locked(pk=assistance_id)
    if by is not None:
        permissions.require_asker(by, row)
    workflow.require(row, *OPEN)
    if row.state != State.READY and row.arrives_at <= at:
        raise Refused("约好的时间已经过了，不能再改。请拨打 12368，或者重新提出。")
    if arrives_at == row.arrives_at:
        raise Refused("新的时间和原来一样，请另选时间。")
    check_time(arrives_at, at)
    if row.state == State.READY:
        workflow.move(row, State.ARRANGED)
    old, row.arrives_at, row.reminded_at = row.arrives_at, arrives_at, None
    row.save(update_fields=["state", "arrives_at", "reminded_at"])
    steps.agree_anew(row, by=by, at=at)
    said = f"从{last_moment(old)}改到{last_moment(arrives_at)}。{words}"
    step = steps.add(row, StepKind.MOVED, by=by, at=at, words=said)
    telling.staff(telling.givers(row), row, "assistance_moved", key=str(step.pk), at=at)
    telling.person(row, "assistance_moved", key=str(step.pk), at=at)
    return row
