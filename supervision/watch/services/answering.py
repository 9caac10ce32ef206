"""What is said of an alarm: the owner looks into it, a supervisor judges, and may order a rectification."""

from datetime import date, datetime

from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import Refused
from supervision.rectification.enums import Source
from supervision.rectification.models import Order
from supervision.rectification.services import NewOrder, order
from supervision.watch import permissions, workflow
from supervision.watch.enums import Checked, Status
from supervision.watch.models import Alarm
from supervision.watch.services import alarming


@transaction.atomic
def answer(alarm_id: int, *, by: User, at: datetime, checked: str, words: str) -> Alarm:
    """The owner or the head of the department says whether it is real, and what was found; its limit is met.

    Raises NotYours for anybody else, WrongState for one that was answered before. The supervisors are told.
    """
    alarm = Alarm.objects.locked(pk=alarm_id)
    permissions.require_answerer(by, alarm)
    workflow.move(alarm, Status.ANSWERED)
    alarm.checked, alarm.words, alarm.answered_by, alarm.answered_at = checked, words, by, at
    fields = ["status", "checked", "words", "answered_by", "answered_at"]
    trail.save(alarm, by=by, because=Checked(checked).label, at=at, fields=fields)
    alarm.limit.met_at = at
    alarm.limit.save(update_fields=["met_at"])
    for person in User.objects.filter(role=Role.SUPERVISOR, is_active=True).exclude(pk=by.pk):
        alarming.tell(person, alarm, "alarm_answered", key="answered", at=at)
    return alarm


@transaction.atomic
def close(alarm_id: int, *, by: User, at: datetime, conclusion: str) -> Alarm:
    """A supervisor who neither owns nor explained it judges the explanation; the owner is told."""
    alarm = Alarm.objects.locked(pk=alarm_id)
    permissions.require_judge(by, alarm)
    workflow.move(alarm, Status.CLOSED)
    alarm.conclusion, alarm.closed_by, alarm.closed_at = conclusion, by, at
    fields = ["status", "conclusion", "closed_by", "closed_at"]
    trail.save(alarm, by=by, because="办结", at=at, fields=fields)
    alarming.tell(alarm.owner, alarm, "alarm_closed", key="closed", at=at)
    return alarm


@transaction.atomic
def order_rectification(alarm_id: int, *, by: User, at: datetime, title: str, requirement: str, until: date) -> Order:
    """Order the alarm's owner to put right what it showed; while that order is open, it is returned again.

    Raises NotYours for others than supervisors, Refused for the owner himself and for an alarm not explained yet.
    """
    alarm = Alarm.objects.locked(pk=alarm_id)
    permissions.require_judge(by, alarm)
    if alarm.status == Status.OPEN:
        raise Refused("责任人还没有说明，请等说明以后再下达整改。")
    new = NewOrder(
        source=Source.ALARM,
        reference=alarm.number,
        topic=f"watch:{alarm.indicator}",
        title=title,
        requirement=requirement,
        owner=alarm.owner,
        until=until,
    )
    return order(new, by=by, at=at)
