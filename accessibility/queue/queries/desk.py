"""What a clerk at a window and the head of the hall see beside the line itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from accessibility.assistance.enums import Help, State
from accessibility.assistance.models import Assistance, RememberedNeed
from accessibility.queue.enums import AT_WINDOW, Outcome, PeriodKind, Status
from accessibility.queue.models import Period, ShiftNote, Ticket, Window, WindowPause
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date

NOTES = 3


@dataclass(frozen=True)
class Day:
    """One clerk's day: visits ended with how often each outcome, and how long they took on average (None: no visit)."""

    visits: int
    outcomes: list[tuple[str, int]]
    serving: timedelta | None
    waiting: timedelta | None
    served_in_all: timedelta


@dataclass(frozen=True)
class Waits:
    """Who waits for one window: how many without and with priority, since when the first, and the newest ticket."""

    ordinary: int
    priority: int
    since: datetime | None
    newest: int | None

    @property
    def all(self) -> int:
        return self.ordinary + self.priority


def called_so(label: str, day: date) -> Ticket | None:
    """The ticket of a day with this number on it."""
    return Ticket.objects.filter(business_date=day, label=label).first()


def help_for(ticket: Ticket) -> list[Assistance]:
    """Open requests for help of the visitor for today: by the ticket's or the filing's number, by person, by phone."""
    known = Q(about__in=[number for number in (ticket.label, ticket.filing_number) if number])
    if ticket.person_id:
        known |= Q(person_id=ticket.person_id)
    if ticket.phone:
        known |= Q(phone=ticket.phone)
    open_ = Assistance.objects.filter(known, state__in=[State.ASKED, State.ARRANGED, State.READY])
    return [row for row in open_.select_related("owner") if court_date(row.arrives_at) == ticket.business_date]


def remembered_help(ticket: Ticket) -> list[str]:
    """What the visitor wanted remembered, in words."""
    kinds = RememberedNeed.objects.filter(person_id=ticket.person_id).values_list("kinds", flat=True).first()
    return [Help(kind).label for kind in kinds or ()]


def day_of(clerk: User, day: date) -> Day:
    """What this clerk did on a day. Two statements."""
    ended = Ticket.objects.filter(business_date=day, clerk=clerk, status=Status.DONE).exclude(outcome=Outcome.DAY_ENDED)
    counts = dict(ended.order_by().values_list("outcome").annotate(count=Count("pk")))
    length = F("ended_at") - F("began_at")
    served, waited = Q(kind=PeriodKind.SERVING), Q(kind=PeriodKind.WAITING)
    times = Period.objects.filter(ticket__in=ended, ended_at__isnull=False).aggregate(
        visits=Count("ticket", filter=served, distinct=True),
        served_in_all=Sum(length, filter=served),
        waited_in_all=Sum(length, filter=waited),
    )
    served_in_all, visits = times["served_in_all"] or timedelta(), times["visits"]
    return Day(
        visits=sum(counts.values()),
        outcomes=[(outcome.label, counts[outcome]) for outcome in Outcome if counts.get(outcome)],
        serving=served_in_all / visits if visits else None,
        waiting=(times["waited_in_all"] or timedelta()) / sum(counts.values()) if counts else None,
        served_in_all=served_in_all,
    )


def waits_at(window: Window, day: date) -> Waits:
    """Who waits for what this window serves. One statement."""
    waiting = Ticket.objects.waiting().filter(business_date=day, matter__in=window.matters.all())
    return Waits(
        **waiting.aggregate(
            ordinary=Count("pk", filter=Q(priority="")),
            priority=Count("pk", filter=~Q(priority="")),
            since=Min("taken_at"),
            newest=Max("pk"),
        )
    )


def notes_for(window: Window) -> QuerySet[ShiftNote]:
    """The last notes left at a window, the newest first."""
    return window.notes.select_related("by")[:NOTES]


def windows(day: date) -> QuerySet[Window]:
    """Every window with its matters, who sits there, the visitor there (`there`), since when it is paused
    (`paused_since`), how many visits ended there (`ended`) and the last note left (`note`, `note_at`)."""
    there = Ticket.objects.filter(status__in=AT_WINDOW).select_related("matter")
    pauses = WindowPause.objects.filter(window=OuterRef("pk"), ended_at__isnull=True)
    notes = ShiftNote.objects.filter(window=OuterRef("pk")).order_by("-pk")
    return (
        Window.objects.select_related("clerk")
        .prefetch_related("matters", Prefetch("tickets", there, to_attr="there"))
        .annotate(
            paused_since=Subquery(pauses.values("began_at")[:1]),
            note=Subquery(notes.values("words")[:1]),
            note_at=Subquery(notes.values("at")[:1]),
            ended=Count("tickets", filter=Q(tickets__business_date=day, tickets__status=Status.DONE)),
        )
    )


def longest_wait(day: date, at: datetime) -> timedelta | None:
    """How long whoever waits longest has waited; None when nobody waits."""
    since = Ticket.objects.waiting().filter(business_date=day).aggregate(since=Min("taken_at"))["since"]
    return max(at - since, timedelta()) if since else None


def figures_of(day: date) -> dict[str, int]:
    """How many numbers were given out on a day, how many visits have ended, and how many nobody came for."""
    return Ticket.objects.filter(business_date=day).aggregate(
        taken=Count("pk"),
        ended=Count("pk", filter=Q(status=Status.DONE) & ~Q(outcome__in=[Outcome.NO_SHOW, Outcome.DAY_ENDED])),
        no_shows=Count("pk", filter=Q(outcome=Outcome.NO_SHOW)),
    )
