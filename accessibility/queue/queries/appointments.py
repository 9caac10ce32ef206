"""Which times are free, and who comes when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from accessibility.queue.enums import AppointmentState
from accessibility.queue.models import Appointment, AppointmentPlan, Matter
from accessibility.queue.rules import slots
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date, midnight_after


@dataclass(frozen=True)
class FreeSlot:
    """A time to come, and how many may still book it."""

    starts_at: datetime
    ends_at: datetime
    free: int


@dataclass(frozen=True)
class FreeDay:
    """A working day with times to come; `free` over all of them."""

    day: date
    slots: list[FreeSlot]

    @property
    def free(self) -> int:
        return sum(slot.free for slot in self.slots)

    @property
    def words(self) -> str:
        return f"还能约 {self.free} 位"


def bookable_matters() -> QuerySet[Matter]:
    """The matters for which one may come by appointment."""
    return Matter.objects.filter(Exists(AppointmentPlan.objects.filter(matter=OuterRef("pk"))), is_open=True)


def free_days(matter: Matter, at: datetime) -> list[FreeDay]:
    """The working days ahead on which the matter has times after `at`, full ones too; three statements."""
    legal, today = calendar.load(), court_date(at)
    plans = list(matter.plans.all()) if matter.is_open else []
    seats = _seats_taken(matter, at)
    found = []
    for day in slots.days_ahead(today, settings.QUEUE_APPOINTMENT_DAYS_AHEAD, legal):
        times = [
            FreeSlot(slot.starts_at, slot.ends_at, sum(seat not in seats[slot.starts_at] for seat in slot.seats))
            for slot in slots.on_day(plans, day, legal)
            if slot.starts_at > at
        ]
        if times:
            found.append(FreeDay(day, times))
    return found


def of_day(day: date) -> QuerySet[Appointment]:
    """Who is expected on a day, in order, without what was cancelled."""
    first = midnight_after(day - timedelta(days=1))
    rows = Appointment.objects.filter(starts_at__gte=first, starts_at__lt=midnight_after(day))
    return rows.exclude(state=AppointmentState.CANCELLED).select_related("matter", "ticket")


def coming_of(user: User, at: datetime) -> QuerySet[Appointment]:
    """What this person has booked with the own account for today or later."""
    today = midnight_after(court_date(at) - timedelta(days=1))
    rows = Appointment.objects.filter(person_id=user.pk, state=AppointmentState.BOOKED, starts_at__gte=today)
    return rows.select_related("matter")


def _seats_taken(matter: Matter, at: datetime) -> dict[datetime, set[int]]:
    rows = Appointment.objects.filter(matter=matter, starts_at__gt=at).exclude(state=AppointmentState.CANCELLED)
    seats: dict[datetime, set[int]] = defaultdict(set)
    for starts_at, seat in rows.values_list("starts_at", "seat").order_by():
        seats[starts_at].add(seat)
    return seats
