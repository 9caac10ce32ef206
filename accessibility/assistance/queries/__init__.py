"""What others read of assistance: its limits, who comes on a day, how much stood ready in time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from accessibility.assistance.enums import State, StepKind
from accessibility.assistance.models import Assistance, AssistanceLimit, AssistanceStep, RememberedNeed
from accessibility.assistance.permissions import may_serve
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import midnight_after
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet
from gangcheng_court.promises import ASSISTANCE_ON_TIME


@dataclass(frozen=True)
class Event:
    """One step of a request, as a breach's page tells it."""

    at: datetime
    title: str
    by: User | None


@dataclass(frozen=True)
class OnTime:
    """Of the visits that fell in a span: how many there were, and for how many help stood ready in time.

    What was cancelled or could not be given counts in neither.
    """

    all: int
    on_time: int


def assistance_limits() -> ObligationQuerySet:
    """Every limit of every request."""
    return AssistanceLimit.objects.all()


def limit_events(limit: Obligation) -> list[Event]:
    """What happened to the request of a limit, oldest first."""
    steps = AssistanceStep.objects.filter(assistance=limit.assistance_id).select_related("by")
    return [Event(step.at, StepKind(step.kind).label, step.by) for step in steps]


def arriving(day: date) -> QuerySet[Assistance]:
    """The open requests whose visit falls on `day`, in the order of arrival."""
    since, until = midnight_after(day - timedelta(days=1)), midnight_after(day)
    return Assistance.objects.filter(ended_at__isnull=True, arrives_at__gte=since, arrives_at__lt=until).select_related(
        "owner"
    )


def on_time_counts(since: datetime, until: datetime) -> OnTime:
    """Of the visits agreed for [since, until); one still open counts as not on time once its minute has passed."""
    fell_due = AssistanceLimit.objects.filter(
        promise=ASSISTANCE_ON_TIME.code, due_at__gte=since, due_at__lt=until
    ).exclude(assistance__state__in=[State.CANCELLED, State.DECLINED])
    counted = fell_due.aggregate(all=Count("pk"), on_time=Count("pk", filter=Q(met_at__lt=F("due_at"))))
    return OnTime(**counted)


def open_for(*, about: str = "", phone: str = "") -> QuerySet[Assistance]:
    """The open requests that belong to a filing, ticket or appointment, or to a telephone; none for neither."""
    given = Q(about=about) if about else Q(pk__in=[])
    if phone:
        given |= Q(phone=phone)
    return Assistance.objects.filter(given, ended_at__isnull=True).select_related("owner")


def remembered_for(user: User, person_id: int | None) -> RememberedNeed | None:
    """What this person wants remembered, for whoever serves at the window; None for everybody else."""
    if person_id is None or not may_serve(user):
        return None
    return RememberedNeed.objects.filter(person_id=person_id).first()


def served_between(since: datetime, until: datetime) -> QuerySet:
    """Whom somebody helped within [since, until): tuples (number, person's id, phone, moment), by number."""
    done = Assistance.objects.filter(state=State.DONE, ended_at__gte=since, ended_at__lt=until)
    return done.order_by("number").values_list("number", "person", "phone", "ended_at")
