"""When one may come by appointment: the slots of a day, and where a visitor then stands in line. Pure.

Slots lie on the court's working days (make-up Saturdays are such days, holidays are not) and inside its service hours.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from gangcheng_court.core.deadlines import hours
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date


class Plan(Protocol):
    """What the rules read of an AppointmentPlan."""

    starts: time
    ends: time
    slot_minutes: int
    capacity: int


@dataclass(frozen=True)
class Slot:
    """A stretch of time [starts_at, ends_at) for which `capacity` appointments are given."""

    starts_at: datetime
    ends_at: datetime
    capacity: int

    @property
    def seats(self) -> range:
        return range(1, self.capacity + 1)


def on_day(plans: Iterable[Plan], day: date, calendar: Calendar) -> list[Slot]:
    """The slots of one matter's plans on `day`, in order; none on a day the court rests.

    Only whole slots are given, and only such as lie in one session of the court. Where plans overlap so that two slots
    begin together, they are one slot with the places of both.
    """
    sessions = list(hours.sessions_on(day, calendar))
    found: dict[datetime, Slot] = {}
    for plan in plans:
        for starts_at, ends_at in _cut(plan, day):
            if not any(opens <= starts_at and ends_at <= closes for opens, closes in sessions):
                continue
            other = found.get(starts_at, Slot(starts_at, ends_at, 0))
            found[starts_at] = Slot(starts_at, max(ends_at, other.ends_at), plan.capacity + other.capacity)
    return [found[starts_at] for starts_at in sorted(found)]


def _cut(plan: Plan, day: date) -> Iterable[tuple[datetime, datetime]]:
    step = timedelta(minutes=plan.slot_minutes)
    starts_at, last = (datetime.combine(day, moment, COURT_ZONE) for moment in (plan.starts, plan.ends))
    while starts_at + step <= last:
        yield starts_at, starts_at + step
        starts_at += step


def days_ahead(today: date, days: int, calendar: Calendar) -> list[date]:
    """The working days from `today` to `days` days later, both included."""
    every = (today + timedelta(days=ahead) for ahead in range(days + 1))
    return [day for day in every if calendar.is_workday(day)]


def next_workday(day: date, calendar: Calendar) -> date:
    """The first working day after `day`."""
    day += timedelta(days=1)
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def free_seat(slot: Slot, taken: Collection[int]) -> int | None:
    """The lowest seat of a slot that nobody has; None when it is full."""
    return next((seat for seat in slot.seats if seat not in taken), None)


@dataclass(frozen=True)
class Arrival:
    """How a check-in counts: `early` until `opens_at`; else the place in line dates from `place_at`."""

    opens_at: datetime
    place_at: datetime
    early: bool
    late: bool


def arrival(starts_at: datetime, at: datetime, *, lead: timedelta, grace: timedelta, calendar: Calendar) -> Arrival:
    """What checking in `at` does to an appointment that begins at `starts_at`.

    On time, until the grace is over (included), the place dates from the slot's beginning minus the lead, as if the
    visitor had come then; but never from before the court opened that day. Later it dates from the check-in, and
    earlier than that place one cannot check in yet.
    """
    opened = min((opens for opens, _ in hours.sessions_on(court_date(starts_at), calendar)), default=starts_at)
    opens_at = max(starts_at - lead, opened)
    late = at > starts_at + grace
    return Arrival(opens_at, at if late else opens_at, early=at < opens_at, late=late)
