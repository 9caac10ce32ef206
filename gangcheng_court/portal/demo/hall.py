"""The demo's hall: its devices, a day of its facilities and a morning of its numbers, all made through the services."""

from datetime import datetime, timedelta

from django.db import transaction

from accessibility.amenities import data, services
from accessibility.amenities.enums import FacilityState
from accessibility.amenities.models import Facility, FacilityCheck, Item
from accessibility.queue import services as queue
from accessibility.queue.enums import Channel, DeviceKind, Outcome, Priority
from accessibility.queue.models import Device, Matter, Ticket, Window
from accessibility.queue.services import devices
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_before

MINUTE = timedelta(minutes=1)
FOUND = {
    "water": (FacilityState.BROKEN, "热水出不来，已经拔掉电源"),
    "paper": (FacilityState.EMPTY, "白纸用完了"),
}


DEVICES = ((DeviceKind.KIOSK, "东门取号机"), (DeviceKind.SCREEN, "大厅大屏"), (DeviceKind.DOOR, "东门二维码"))


@transaction.atomic
def load_devices() -> int:
    """A kiosk that waits for its browser, a screen and the code at the door, once; returns how many were made."""
    if Device.objects.exists():
        return 0
    chief = next(person for person in PEOPLE if person.role == Role.CHIEF)
    by = User.objects.get(phone=chief.phone)
    return len([devices.make(kind, name=name, by=by) for kind, name in DEVICES])


VISITORS = (
    ("filing", "", Outcome.SETTLED, 14),
    ("fees", "", Outcome.SETTLED, 5),
    ("filing", Priority.AGED, Outcome.SETTLED, 18),
    ("inquiry", "", Outcome.REFERRED, 6),
    ("filing", "", Outcome.INCOMPLETE, 11),
    ("fees", Priority.INFANT, Outcome.SETTLED, 4),
    ("records", "", Outcome.REGISTERED, 9),
    ("inquiry", Priority.DISABILITY, Outcome.SETTLED, 7),
)
"""Matter, declared reason of priority, what came of it, minutes at the window."""


@transaction.atomic
def load_line(*, at: datetime, calendar: Calendar) -> int:
    """A morning of numbers dated back from `at`, all dealt with, and a few that wait now; once.

    Returns how many numbers there are (0 when there were any before).
    """
    if Ticket.objects.exists():
        return 0
    queue.load_hall()
    clerk = User.objects.get(phone=next(person.phone for person in PEOPLE if person.role == Role.CLERK))
    window, now = Window.objects.get(is_priority=True), morning_before(at, 1, calendar)
    queue.open_window(window.pk, by=clerk, at=now)
    stays = {_take(code, priority, now).pk: stay for code, priority, *stay in VISITORS}
    while ticket := queue.call_next(window.pk, by=clerk, at=now):
        outcome, minutes = stays[ticket.pk]
        queue.start(ticket.pk, by=clerk, at=now + MINUTE, priority_confirmed=True)
        now += minutes * MINUTE
        queue.finish(ticket.pk, by=clerk, at=now, outcome=outcome)
    queue.leave_note(window.pk, by=clerk, at=now, words="打印机的硒鼓快用完了，备件在左边柜子里。")
    queue.close_window(window.pk, by=clerk, at=now)
    for number, (code, priority, *_) in enumerate(VISITORS[:5]):
        _take(code, priority, at - (10 - 2 * number) * MINUTE)
    return Ticket.objects.count()


def _take(code: str, priority: str, at: datetime) -> Ticket:
    return queue.take(Matter.objects.get(code=code).pk, channel=Channel.KIOSK, priority=priority, at=at)


@transaction.atomic
def load_facilities(*, at: datetime, calendar: Calendar) -> int:
    """Make the demo's round, repairs and loans once, dated back from `at`; returns how many checks there are (0 when
    there were any before).
    """
    people = {person.role: User.objects.get(phone=person.phone) for person in PEOPLE}
    clerk, chief = people[Role.CLERK], people[Role.CHIEF]
    if FacilityCheck.objects.exists():
        return 0
    services.load_facilities(data.facilities())
    services.load_items(data.items())
    morning = morning_before(at, 1, calendar)
    for number, facility in enumerate(Facility.objects.all()):
        state, note = FOUND.get(facility.code, (FacilityState.FINE, ""))
        services.check_on_round(facility.pk, state=state, note=note, by=clerk, at=morning + number * MINUTE)
    water, paper = (Facility.objects.get(code=code).repairs.get() for code in FOUND)
    services.look_again(
        paper.pk, state=FacilityState.FINE, result="补了两包", by=clerk, at=morning + timedelta(minutes=30)
    )
    services.take(water.pk, by=chief, at=morning + timedelta(hours=1))
    _report_and_lend(clerk, morning, at)
    return FacilityCheck.objects.count()


def _report_and_lend(clerk: User, morning: datetime, at: datetime) -> None:
    """Somebody reports the copier; a pair of glasses comes back, a power bank does not, a magnifier is out now."""
    copier = Facility.objects.get(code="copier")
    services.report(copier.pk, state=FacilityState.BROKEN, note="卡纸", by=None, at=at - 20 * MINUTE)
    things = Item.objects.in_bulk(["L02", "C01", "F01"], field_name="label")
    back = services.lend(things["L02"].pk, ticket_label="A003", by=clerk, at=morning)
    services.give_back(back.pk, by=clerk, at=morning + 25 * MINUTE)
    services.lend(things["C01"].pk, ticket_label="A011", phone="19900001012", by=clerk, at=morning)
    services.lend(things["F01"].pk, ticket_label="A002", by=clerk, at=at - 15 * MINUTE)
