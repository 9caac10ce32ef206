"""提醒: before a month ends who has not answered for it is told; after it, the heads and the supervisors are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, periods
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox
from supervision.interference import deadlines, queries
from supervision.interference.enums import Stage


@transaction.atomic
def remind(*, at: datetime) -> None:
    """Tell whoever is due to be told today; run again, or late, each stage of a month is told to each person once."""
    today, days = court_date(at), calendar.load()
    month = deadlines.month_of(today)
    last_days = deadlines.last_workdays(month, settings.INTERFERENCE_CONFIRM_WORKDAYS, days)
    if today >= last_days[0]:
        _ask(month, Stage.LAST if today >= last_days[-1] else Stage.NEAR, at=at)
    before = deadlines.month_before(month)
    if today >= periods.due_workdays(month, 0, days).last_day:
        _report(before, at=at)


def _ask(month: date, stage: Stage, *, at: datetime) -> None:
    for person in queries.missing(month):
        outbox.queue(
            "supervision/interference_month",
            to=person,
            about=f"{month:%Y-%m}",
            once=f"interference:{month:%Y-%m}:{stage}:{person.pk}",
            at=at,
            context={"month": month.month, "is_last": stage == Stage.LAST},
            url=reverse("supervision:interference"),
        )


def _report(month: date, *, at: datetime) -> None:
    """The head of each department hears of its own people, the supervisors of how many there are."""
    people = list(queries.missing(month))
    if not people:
        return
    by_department = defaultdict(list)
    for person in people:
        by_department[person.department_id].append(person)
    heads = User.objects.filter(role=Role.CHIEF, is_active=True, department__in=filter(None, by_department))
    for head in heads:
        _tell(head, by_department[head.department_id], month, reverse("supervision:interference"), at=at)
    list_url = f"{reverse('supervision:interference-months')}?month={month:%Y-%m}"
    for supervisor in User.objects.filter(role=Role.SUPERVISOR, is_active=True):
        _tell(supervisor, people, month, list_url, at=at)


def _tell(to: User, people: Iterable[User], month: date, url: str, *, at: datetime) -> None:
    names = [str(person) for person in people]
    outbox.queue(
        "supervision/interference_missing",
        to=to,
        about=f"{month:%Y-%m}",
        once=f"interference:{month:%Y-%m}:{Stage.MISSING}:{to.pk}",
        at=at,
        context={"month": month.month, "people": names[:30], "count": len(names)},
        url=url,
    )
