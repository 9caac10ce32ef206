"""An indicator has passed its threshold: an item with an owner and a limit."""

from datetime import datetime

from django.conf import settings

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused
from gangcheng_court.references import next_serial
from supervision.watch import deadlines, links, numbers, rules
from supervision.watch.data import DEPARTMENTS
from supervision.watch.enums import Status
from supervision.watch.models import Alarm, AlarmLimit, Reading


def open_for(reading: Reading, *, at: datetime) -> Alarm | None:
    """Open the alarm of a reading: number, owner, limit, notices. Called inside the computation's transaction.

    None, and nothing done, while an alarm of the same indicator and period is open, and when nothing got worse since
    the last one. Raises Refused when the court has neither a head of the department nor a supervisor to own it.
    """
    last = Alarm.objects.filter(indicator=reading.indicator, period=reading.period).order_by("-pk").first()
    if last and (last.status != Status.CLOSED or not rules.is_worse(reading.parts, last.reading.parts)):
        return None
    code = reading.indicator_data.department
    department, _ = Department.objects.get_or_create(code=code, defaults={"name": DEPARTMENTS[code]})
    heads = User.objects.filter(role=Role.CHIEF, is_active=True, department=department).order_by("pk")
    supervisors = list(User.objects.filter(role=Role.SUPERVISOR, is_active=True).order_by("pk"))
    owners = [*heads, *supervisors]
    if not owners:
        raise Refused("没有可以核查预警的人：请先设置部门负责人和督察人员。")
    owner = owners[0]
    alarm = Alarm(
        number=numbers.alarm_number(court_date(at), next_serial("alarm_serial")),
        indicator=reading.indicator,
        period=reading.period,
        reading=reading,
        department=department,
        owner=owner,
        opened_at=at,
    )
    trail.save(alarm, by=None, because="监测预警", at=at)
    days = calendar.load()
    period = deadlines.explanation(at, settings.WATCH_ANSWER_WORKDAYS, days)
    limit = AlarmLimit.objects.create(
        alarm=alarm,
        promise=deadlines.ALARM,
        reference=alarm.number,
        started_at=at,
        responsible=owner,
        department=alarm.department,
        **obligations.terms(period, rule=deadlines.BASIS, calendar=days),
    )
    for person in {person.pk: person for person in [owner, *supervisors]}.values():
        tell(person, alarm, "alarm_opened", key="opened", at=at, due_at=limit.due_at, is_owner=person == owner)
    return alarm


def tell(person: User, alarm: Alarm, template: str, *, key: str, at: datetime, **context: object) -> None:
    """One notice about an alarm to one person; the same `key` again tells nothing."""
    outbox.queue(
        f"supervision/watch/{template}",
        to=person,
        about=alarm.number,
        once=f"alarm:{alarm.number}:{key}:{person.pk}",
        at=at,
        context={"alarm": alarm, "indicator": alarm.indicator_data, **context},
        url=links.alarm(alarm),
    )
