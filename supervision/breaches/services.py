"""What is said about limits: reminders ahead of them, the question why one was broken, and the answer."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, clock, hours
from gangcheng_court.core.deadlines.models import Obligation
from gangcheng_court.core.deadlines.remaining import remaining
from gangcheng_court.core.notices import outbox
from gangcheng_court.promises import Promise
from supervision.breaches import links, permissions, rules
from supervision.breaches.enforcement import WATCHES, Watch
from supervision.breaches.models import Breach, Explanation, Reminder, Stage, Sweep

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


def ask_for_causes(*, at: datetime, watches: Sequence[Watch] = WATCHES) -> int:
    """Ask the person answerable for each newly recorded breach for its cause, tell the supervisors; return how many.

    Goes on where the last run stopped (`Sweep.asked`), batch by batch; each breach is asked about once.
    """
    asked = 0
    for watch in watches:
        while batch := _ask(watch.promise, at=at):
            asked += batch
    return asked


@transaction.atomic
def _ask(promise: Promise, *, at: datetime) -> int:
    sweep = Sweep.objects.select_for_update().filter(promise=promise.code).first()
    if not sweep:
        return 0
    new = Breach.objects.filter(promise=promise.code, id__gt=sweep.asked).order_by("id")
    breaches = list(new.select_related("responsible", "department")[:BATCH])
    if not breaches:
        return 0
    for breach in breaches:
        for person in permissions.answerable_for(breach):
            outbox.queue(
                "supervision/explain",
                to=person,
                about=links.number(breach.reference),
                once=f"explain:{breach.pk}:{person.pk}",
                at=at,
                context={
                    "promise": promise,
                    "number": links.number(breach.reference),
                    "responsible": breach.responsible,
                    "due": clock.last_moment(breach.due_at),
                },
                url=links.breach(breach),
                confidential=links.is_secret(promise.code),
            )
    for person in permissions.supervisors():
        theirs = [breach for breach in breaches if permissions.told_of(breach, [person])]
        if not theirs:
            continue
        numbers = [links.number(breach.reference) for breach in theirs[:5]]
        outbox.queue(
            "supervision/recorded",
            to=person,
            about=promise.title,
            once=f"recorded:{promise.code}:{breaches[0].pk}:{person.pk}",
            at=at,
            context={"promise": promise, "count": len(theirs), "numbers": numbers},
            url=f"{reverse('supervision:promise-report')}?promise={promise.code}",
            confidential=links.is_secret(promise.code),
        )
    sweep.asked = breaches[-1].pk
    sweep.save(update_fields=["asked"])
    return len(breaches)


@transaction.atomic
def explain(breach_id: int, *, by: User, at: datetime, cause: str, words: str) -> Explanation:
    """Add what the responsible person or the chief says of a breach; what was said before stays.

    Raises NotYours for anybody else. The same words sent again by the same person are kept once.
    """
    breach = Breach.objects.select_for_update(of=("self",)).get(pk=breach_id)
    permissions.require_may_explain(by, breach)
    last = breach.explanations.last()
    if last and (last.by_id, last.cause, last.words) == (by.pk, cause, words):
        return last
    return Explanation.objects.create(breach=breach, cause=cause, words=words, by=by, at=at)
