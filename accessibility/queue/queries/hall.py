"""The hall as it is now: who is called where, who is next, and how many wait."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from accessibility.queue.enums import AT_WINDOW, PeriodKind, Status, WindowState
from accessibility.queue.models import Matter, Period, Ticket, Window
from gangcheng_court.core.deadlines.clock import court_date

NEXT_UP = 5
LAST_CALLS = 5


@dataclass(frozen=True)
class Called:
    """One number that was called to a window; `calls` counts how often."""

    label: str
    window: int
    calls: int
    at: datetime


@dataclass(frozen=True)
class Place:
    """One window of the board, with the number that is there ("" for none)."""

    number: int
    name: str
    state: str
    pause: str
    is_priority: bool
    has_sign_language: bool
    matters: tuple[str, ...]
    label: str
    is_called: bool


@dataclass(frozen=True)
class Board:
    """What the hall's screen shows: numbers only, never who holds them."""

    places: tuple[Place, ...]
    last_calls: tuple[Called, ...]
    next_up: tuple[str, ...]
    waiting: int


def board(day: date) -> Board:
    """The board of a day. Five statements, however long the lines are."""
    there = Ticket.objects.filter(business_date=day, status__in=AT_WINDOW)
    windows = Window.objects.prefetch_related("matters", Prefetch("tickets", there, to_attr="there"))
    waiting = Ticket.objects.waiting().filter(business_date=day)
    return Board(
        places=tuple(_place(window) for window in windows),
        last_calls=last_calls(day),
        next_up=tuple(waiting.in_line().values_list("label", flat=True)[:NEXT_UP]),
        waiting=waiting.count(),
    )


def _place(window: Window) -> Place:
    ticket = window.there[0] if window.there else None
    return Place(
        number=window.number,
        name=window.name,
        state=window.state,
        pause=window.get_pause_reason_display() if window.state == WindowState.PAUSED else "",
        is_priority=window.is_priority,
        has_sign_language=window.has_sign_language,
        matters=tuple(matter.name for matter in window.matters.all()),
        label=ticket.label if ticket else "",
        is_called=bool(ticket and ticket.status == Status.CALLED),
    )


def last_calls(day: date) -> tuple[Called, ...]:
    """The numbers called last, the newest first; one called again moves to the front and stays one."""
    called = Period.objects.filter(ticket__business_date=day, kind=PeriodKind.CALLED)
    last_of_each = called.order_by("ticket", "-id").distinct("ticket").values("pk")
    calls = called.filter(pk__in=last_of_each).select_related("ticket", "window").order_by("-id")[:LAST_CALLS]
    return tuple(Called(call.ticket.label, call.window.number, call.ticket.calls, call.began_at) for call in calls)


def matters_waiting(day: date) -> QuerySet[Matter]:
    """Every matter with how many wait (`ordinary`, `priority`), since when the first does (`since`), and how many
    open windows serve it (`open_windows`)."""
    now = Q(tickets__business_date=day, tickets__status=Status.WAITING)
    return Matter.objects.annotate(
        ordinary=Count("tickets", filter=now & Q(tickets__priority=""), distinct=True),
        priority=Count("tickets", filter=now & ~Q(tickets__priority=""), distinct=True),
        since=Min("tickets__place_at", filter=now),
        open_windows=Count("windows", filter=Q(windows__state=WindowState.OPEN), distinct=True),
    )


def of_day(day: date) -> QuerySet[Ticket]:
    """The tickets of a day, in the order in which they were taken."""
    return Ticket.objects.filter(business_date=day).select_related("matter", "window", "clerk").order_by("id")


def line_of(window: Window, day: date) -> QuerySet[Ticket]:
    """Who waits for what this window serves, first come first."""
    waiting = Ticket.objects.waiting().filter(business_date=day, matter__in=window.matters.all())
    return waiting.select_related("matter").in_line()


def set_aside(window: Window, day: date) -> QuerySet[Ticket]:
    """Held and passed-over tickets of what this window serves: to be called by hand when the visitor is there."""
    return (
        Ticket.objects.filter(
            business_date=day, status__in=[Status.HELD, Status.MISSED], matter__in=window.matters.all()
        )
        .select_related("matter")
        .in_line()
    )


def at_window(window: Window) -> Ticket | None:
    """The visitor at a window."""
    return window.tickets.filter(status__in=AT_WINDOW).select_related("matter", "person").first()


def window_of(clerk_id: int) -> Window | None:
    """Where a clerk sits."""
    return Window.objects.filter(clerk=clerk_id).prefetch_related("matters").first()


def by_key(key: str) -> Ticket | None:
    """The ticket that a phone's address opens."""
    return Ticket.objects.filter(key=key).select_related("matter", "window", "issued_for").first()


def served_between(since: datetime, until: datetime) -> list[tuple[str, int | None, str, datetime]]:
    """Who was served at a window within [since, until): (day and label, person's id, phone, moment), by day."""
    days = (court_date(since), court_date(until))
    done = Ticket.objects.filter(business_date__range=days, status=Status.DONE, ended_at__gte=since, ended_at__lt=until)
    rows = done.order_by("business_date", "label", "pk").values_list(
        "business_date", "label", "pk", "person", "phone", "person__phone", "ended_at"
    )
    return [
        (f"{day:%Y%m%d}-{label}-{pk}", person, phone or own or "", ended_at)
        for day, label, pk, person, phone, own, ended_at in rows
    ]
