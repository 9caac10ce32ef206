"""The question why a promise was broken, to be answered within one working day; and urging who does not answer."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, clock, hours, obligations
from gangcheng_court.core.notices import outbox
from gangcheng_court.promises import Promise
from supervision.breaches import deadlines, links, numbers, permissions, rules
from supervision.breaches.enforcement import WATCHES, Watch
from supervision.breaches.models import Breach, ExplanationLimit, Reminder, Round, Stage, Sweep

BATCH = 200


def ask_for_causes(*, at: datetime, watches: Sequence[Watch] = WATCHES) -> int:
    """Ask the person answerable for each newly recorded breach for its cause, tell the supervisors; return how many.

    Each is to be explained within one working day; the limits of a batch are written in one statement. Goes on where
    the last run stopped (`Sweep.asked`), batch by batch; each breach is asked about once.
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
    until = open_rounds(breaches, number=1, at=at)
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
                    "until": clock.last_moment(until),
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


def open_rounds(breaches: Sequence[Breach], *, number: int, at: datetime) -> datetime:
    """Open a round of explaining for all of `breaches` in one statement; returns its limit. Open rounds stay."""
    days = calendar.load()
    period = deadlines.explanation(at, days)
    terms = obligations.terms(period, rule=deadlines.EXPLANATION_BASIS, calendar=days)
    ExplanationLimit.objects.bulk_create(
        [
            ExplanationLimit(
                breach=breach,
                round=number,
                promise=deadlines.EXPLANATION,
                reference=numbers.explanation_reference(breach.pk, number),
                started_at=at,
                responsible_id=breach.responsible_id,
                department_id=breach.department_id,
                **terms,
            )
            for breach in breaches
        ],
        ignore_conflicts=True,
    )
    return period.due_at


def round_of(breach: Breach, *, at: datetime) -> ExplanationLimit:
    """The running round of a locked breach; opened when nobody has been asked yet."""
    if not breach.rounds.exists():
        open_rounds([breach], number=1, at=at)
    return breach.rounds.order_by("-round")[0]


def urge_explanations(*, at: datetime) -> int:
    """Remind whoever owes an explanation once ahead of its limit; tell chief and supervisors once when it has passed.

    In service hours only; one notice a person and batch, however many breaches. Returns how many limits were urged.
    """
    days = calendar.load()
    if not hours.in_service_hours(at, days):
        return 0
    near = rules.reach(at, settings.REMIND_BEFORE[Stage.RESPONSIBLE], days)
    urged = 0
    for stage, due in ((Stage.RESPONSIBLE, Q(due_at__gt=at, due_at__lte=near)), (Stage.CHIEF, Q(due_at__lte=at))):
        while batch := _urge(stage, due, at=at):
            urged += batch
    return urged


@transaction.atomic
def _urge(stage: Stage, due: Q, *, at: datetime) -> int:
    with connection.cursor() as cursor:  # runs side by side wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [deadlines.EXPLANATION])
    urged = Reminder.objects.filter(promise=OuterRef("promise"), reference=OuterRef("reference"), stage=stage)
    waiting = ExplanationLimit.objects.filter(due, status=Round.ASKED).exclude(Exists(urged)).order_by("due_at", "id")
    limits = list(waiting.select_related("breach__responsible", "breach__department")[:BATCH])
    Reminder.objects.bulk_create(
        Reminder(promise=limit.promise, reference=limit.reference, stage=stage, at=at) for limit in limits
    )
    people: dict[User, list[ExplanationLimit]] = {}
    for limit in limits:
        for person in _urged(stage, limit.breach):
            people.setdefault(person, []).append(limit)
    for person, theirs in people.items():
        breaches = [limit.breach for limit in theirs]
        outbox.queue(
            "supervision/explanation_due" if stage == Stage.RESPONSIBLE else "supervision/explanation_late",
            to=person,
            about="超期说明",
            once=f"explain:{stage}:{theirs[0].pk}:{person.pk}",
            at=at,
            context={
                "count": len(breaches),
                "numbers": [links.number(breach.reference) for breach in breaches[:5]],
                "until": clock.last_moment(theirs[0].due_at),
            },
            url=links.breach(breaches[0]) if len(breaches) == 1 else reverse("supervision:breaches"),
            confidential=any(links.is_secret(breach.promise) for breach in breaches),
        )
    return len(limits)


def _urged(stage: Stage, breach: Breach) -> list[User]:
    if stage == Stage.RESPONSIBLE:
        return permissions.answerable_for(breach)
    heads = [*permissions.chiefs(breach), *permissions.told_of(breach, permissions.supervisors())]
    return list({user.pk: user for user in heads}.values())
