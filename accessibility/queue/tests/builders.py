"""Starting states of the hall: rows as they would be, made without the services under test."""

import itertools
from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any

from accessibility.queue import numbers
from accessibility.queue.enums import OPEN, Channel, PeriodKind, Status, WindowState
from accessibility.queue.models import Appointment, AppointmentPlan, Matter, Period, Ticket, Window
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_date, court_time

NOW = court_time("2026-06-17 10:00")  # Wednesday; 2026-06-19–21 are holidays
PHONE = "13900001111"
_serial = itertools.count(1)


def make_clerk(role: Role = Role.CLERK, **fields: Any) -> User:
    return make_user(role, department=make_department("filing", "立案庭"), **fields)


def make_matter(code: str = "filing", name: str = "立案", letter: str = "A", **fields: Any) -> Matter:
    """The matter of this code, made once."""
    return Matter.objects.get_or_create(code=code, defaults={"name": name, "letter": letter} | fields)[0]


def make_window(clerk: User | None = None, *, matters: Collection[Matter] = (), **fields: Any) -> Window:
    """A window; open when somebody sits at it, and serving the matter 立案 when no other is named."""
    values = {"number": next(_serial), "clerk": clerk, "state": WindowState.OPEN if clerk else WindowState.CLOSED}
    values["opened_at"] = NOW if clerk else None
    window = Window.objects.create(**values | fields)
    window.matters.set(matters or [make_matter()])
    return window


def make_ticket(
    *,
    matter: Matter | None = None,
    status: Status = Status.WAITING,
    at: datetime = NOW,
    window: Window | None = None,
    **fields: Any,
) -> Ticket:
    """A ticket taken at `at`, with the stretch of time that its status stands for."""
    serial, matter = next(_serial), matter or make_matter()
    values = {
        "business_date": court_date(at),
        "issued_for": matter,
        "matter": matter,
        "number": serial,
        "label": numbers.label(matter.letter, serial % 1000),
        "key": f"key-{serial}",
        "status": status,
        "channel": Channel.KIOSK,
        "taken_at": at,
        "place_at": at,
        "window": window,
        "clerk": window.clerk if window else None,
        "calls": 1 if status == Status.CALLED else 0,
        "ended_at": None if status in OPEN else at,
    }
    ticket = Ticket.objects.create(**values | fields)
    if status in OPEN:
        Period.objects.create(
            ticket=ticket,
            kind=PeriodKind(status),
            matter=matter,
            window=window,
            clerk=ticket.clerk,
            began_at=at,
        )
    return ticket


def make_plan(matter: Matter | None = None, **fields: Any) -> AppointmentPlan:
    """A plan from 09:00 to 11:00, two places every half hour."""
    values = {"starts": time(9), "ends": time(11), "slot_minutes": 30, "capacity": 2}
    return AppointmentPlan.objects.create(matter=matter or make_matter(), **values | fields)


def make_appointment(*, matter: Matter | None = None, **fields: Any) -> Appointment:
    """An appointment booked at NOW for the day after, 09:00; its matter has a plan."""
    matter = matter or make_matter()
    if not matter.plans.exists():
        make_plan(matter)
    values = {
        "code": f"{next(_serial):08}",
        "starts_at": court_time("2026-06-18 09:00"),  # Thursday
        "name": "张玥喆",
        "phone": PHONE,
        "booked_at": NOW,
    } | fields
    values.setdefault("seat", 1 + Appointment.objects.filter(matter=matter, starts_at=values["starts_at"]).count())
    values.setdefault("ends_at", values["starts_at"] + timedelta(minutes=30))
    return Appointment.objects.create(matter=matter, **values)
