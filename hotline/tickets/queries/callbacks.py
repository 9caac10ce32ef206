"""Calls back that wait: a heat map of day × hour, and the list behind it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, QuerySet

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date
from hotline.tickets import deadlines
from hotline.tickets.deadlines import HOUR
from hotline.tickets.models import Callback
from hotline.tickets.permissions import visible_to

SHOWN = 100
HALF = 0.5


@dataclass(frozen=True)
class Cell:
    """One hour of one day: how many are promised, whether it is open at all."""

    day: date
    at: datetime
    count: int
    open: bool
    capacity: int

    @property
    def full(self) -> bool:
        return self.count >= self.capacity

    @property
    def level(self) -> str:
        share = self.count / self.capacity
        return "full" if share >= 1 else "busy" if share >= HALF else "some" if share else "none"


@dataclass(frozen=True)
class HeatMap:
    """`hours`: for each hour its words and a cell for each of `days`."""

    days: list[date]
    hours: list[tuple[str, list[Cell]]]
    capacity: int


def heat_map(user: User, now: datetime) -> HeatMap:
    """The hours of today and the next working days in which calls back may be booked."""
    legal, capacity = calendar.load(), settings.CALLBACKS_PER_HOUR
    days = [
        day
        for ahead in range(settings.CALLBACK_DAYS + 1)
        if legal.is_workday(day := court_date(now) + timedelta(days=ahead))
    ]
    open_hours = {hour for day in days for hour in deadlines.callback_hours(day, legal)}
    booked = _open(user).filter(planned_at__in=open_hours).values("planned_at").annotate(count=Count("pk")).order_by()
    counts = dict(booked.values_list("planned_at", "count"))
    times = sorted({hour.astimezone(COURT_ZONE).time() for hour in open_hours})
    rows = []
    for time in times:
        moments = [datetime.combine(day, time, COURT_ZONE) for day in days]
        cells = [
            Cell(day, at, counts.get(at, 0), at in open_hours, capacity) for day, at in zip(days, moments, strict=True)
        ]
        rows.append((f"{time:%H:%M}", cells))
    return HeatMap(days, rows, capacity)


def waiting(user: User, now: datetime, hour: datetime | None) -> list[Callback]:
    """Whom to call, the longest waiting first: in one hour, else all. Each says how often it was tried."""
    rows = _open(user).select_related("ticket").annotate(tried=Count("attempts"))
    if hour:
        rows = rows.filter(planned_at__gte=hour, planned_at__lt=hour + HOUR)
    found = list(rows.order_by("planned_at", "pk")[:SHOWN])
    for row in found:
        row.late = row.planned_at + HOUR <= now
    return found


def _open(user: User) -> QuerySet[Callback]:
    return Callback.objects.filter(ended_at__isnull=True, ticket__in=visible_to(user))
