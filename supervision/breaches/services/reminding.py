"""Reminders ahead of the limits that are watched."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from gangcheng_court.core.deadlines import calendar, clock, hours
from gangcheng_court.core.deadlines.models import Obligation
from gangcheng_court.core.deadlines.remaining import remaining
from gangcheng_court.core.notices import outbox
from gangcheng_court.promises import Promise
from supervision.breaches import links, permissions, rules
from supervision.breaches.enforcement import WATCHES, Watch
from supervision.breaches.models import Reminder, Stage

BATCH = 200


def remind(*, at: datetime, watches: Sequence[Watch] = WATCHES) -> int:
    """Tell the responsible person, then the chief, of each open limit that has come near; return how many reminders.

    In service hours only, once for each limit and stage; how near is the setting REMIND_BEFORE, in service time. Safe
    side by side. A reminder that fails does not stop the others; all failures are raised together afterwards.
    """
    days = calendar.load()
    if not hours.in_service_hours(at, days):
        return 0
    sent, failures = 0, []
    for stage in Stage:
        reach = rules.reach(at, settings.REMIND_BEFORE[stage], days)
        reminded = Reminder.objects.filter(promise=OuterRef("promise"), reference=OuterRef("reference"), stage=stage)
        for watch in filter(attrgetter("reminds"), watches):
            near = watch.obligations().open().filter(due_at__gt=at, due_at__lte=reach).exclude(Exists(reminded))
            for obligation in near.select_related("responsible", "department").order_by("due_at").iterator(BATCH):
                try:
                    sent += _remind(watch.promise, obligation, stage, at=at)
                except Exception as failure:
                    failures.append(failure)
    if failures:
        raise ExceptionGroup("部分到期提醒未能发出", failures)
    return sent


@transaction.atomic
def _remind(promise: Promise, obligation: Obligation, stage: Stage, *, at: datetime) -> bool:
    _, is_new = Reminder.objects.get_or_create(
        promise=promise.code, reference=obligation.reference, stage=stage, defaults={"at": at}
    )
    if not is_new:
        return False
    people = permissions.answerable_for(obligation)
    for person in people if stage == Stage.RESPONSIBLE else permissions.chiefs(obligation):
        outbox.queue(
            "supervision/reminder",
            to=person,
            about=links.number(obligation.reference),
            once=f"remind:{stage}:{promise.code}:{obligation.reference}:{person.pk}",
            at=at,
            context={
                "promise": promise,
                "number": links.number(obligation.reference),
                "responsible": obligation.responsible,
                "due": clock.last_moment(obligation.due_at),
                "remaining": remaining(obligation.due_at, at, calendar.load()).words,
            },
            url=links.matter(promise.code, obligation.reference),
            confidential=links.is_secret(promise.code),
        )
    return True
