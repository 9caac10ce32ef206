"""The pages of appointments: the public's and the hall's."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accessibility.queue.enums import Priority
from accessibility.queue.models import Appointment
from accessibility.queue.queries import appointments as queries
from accessibility.queue.tests.builders import make_appointment, make_clerk, make_matter, make_plan, make_ticket
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_date

Look = tuple[User | None, str]
MATTERS = (("filing", "立案", "A", "起诉、申请执行、保全申请"), ("fees", "交退费", "F", "交诉讼费、退费"))


def _plans() -> None:
    for code, name, letter, hint in MATTERS:
        make_plan(make_matter(code, name, letter, hint=hint))
        make_plan(make_matter(code), starts=time(13, 30), ends=time(16))


def _ahead() -> datetime:
    """The first free time of the last day that may be booked."""
    _plans()
    return queries.free_days(make_matter(), timezone.now())[-1].slots[0].starts_at


def _appointment(**fields: Any) -> Appointment:
    return make_appointment(**{"starts_at": _ahead(), "booked_at": timezone.now(), "name": "欧阳玥喆"} | fields)


def _matters() -> Look:
    person = make_user()
    _appointment(person=person)
    return person, reverse("accessibility:appointments")


def _days() -> Look:
    _plans()
    return None, reverse("accessibility:appointment-days", args=["filing"])


def _book() -> Look:
    day = court_date(_ahead())
    return make_user(name="欧阳玥喆"), reverse("accessibility:appointment-book", args=["filing", day.isoformat()])


def _mine(page: str = "appointment", **fields: Any) -> Look:
    person = make_user()
    found = _appointment(person=person, priority=Priority.AGED, filing_number="网立20261126-0001", **fields)
    return person, reverse(f"accessibility:{page}", args=[found.code])


def _moving() -> Look:
    person, url = _mine("appointment-move")
    return person, f"{url}?day={court_date(Appointment.objects.get().starts_at)}"


def _desk() -> Look:
    now = timezone.now()
    _plans()
    make_appointment(starts_at=now, priority=Priority.DISABILITY, name="欧阳玥喆")
    make_appointment(starts_at=now, state="arrived", ticket=make_ticket(at=now))
    make_appointment(starts_at=now - timedelta(seconds=1), state="missed", filing_number="网立20261126-0001")
    return make_clerk(Role.CHIEF), reverse("accessibility:appointments-desk")


def _plan() -> Look:
    return make_clerk(Role.CHIEF), reverse("accessibility:appointment-plan", args=[make_plan().pk])


def _plan_list() -> Look:
    _plans()
    return make_clerk(Role.CHIEF), reverse("accessibility:appointment-plans")


APPOINTMENT_DESK: dict[str, Callable[[], Look]] = {
    "appointments-desk": _desk,
    "appointments-desk-empty": lambda: (make_clerk(), reverse("accessibility:appointments-desk")),
    "appointment-plans": _plan_list,
    "appointment-plan": _plan,
}
APPOINTMENT_PAGES: dict[str, Callable[[], Look]] = {
    "appointments": _matters,
    "appointments-none": lambda: (None, reverse("accessibility:appointments")),
    "appointment-days": _days,
    "appointment-book": _book,
    "appointment": _mine,
    "appointment-over": lambda: _mine(state="cancelled"),
    "appointment-cancel": lambda: _mine("appointment-cancel"),
    "appointment-move": lambda: _mine("appointment-move"),
    "appointment-move-day": _moving,
    "appointment-find": lambda: (None, reverse("accessibility:appointment-find")),
}
