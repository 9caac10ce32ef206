"""The hall's pages: the code at the door, a number on the telephone, the devices.

The kiosk's own pages open only in its browser: test_kiosk_journey.py looks at them.
"""

from collections.abc import Callable

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accessibility.queue.enums import DeviceKind, Status
from accessibility.queue.models import Matter, Ticket
from accessibility.queue.tests.builders import make_clerk, make_ticket, make_window
from accessibility.queue.tests.kiosk_builders import make_device, place, set_up, take_number
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user

Look = tuple[User | None, str]


def load_hall() -> None:
    """The matters and windows that every hall begins with."""
    call_command("load_hall")


def _door(page: str = "door", *more: str) -> Look:
    load_hall()
    take_number(Matter.objects.get(code="filing"))
    return None, place(page, make_device(DeviceKind.DOOR, "东门").key, *more)


def _number(status: Status, page: str = "ticket") -> Look:
    load_hall()
    window = make_window(make_clerk(), matters=[Matter.objects.get(code="fees")], number=97)
    for _ in range(3):
        take_number(Matter.objects.get(code="fees"))
    ticket: Ticket = make_ticket(
        matter=Matter.objects.get(code="fees"),
        status=status,
        window=window if status in (Status.CALLED, Status.SERVING) else None,
        at=timezone.now(),
    )
    return None, place(page, ticket.key)


def _elsewhere() -> Look:
    return None, place("kiosk", set_up(Client()).key)


def _devices() -> Look:
    set_up(Client(), make_device(name="东门取号机"))
    make_device(name="西门取号机")
    make_device(DeviceKind.DOOR, "东门二维码")
    return make_user(Role.CHIEF), reverse("accessibility:devices")


def _device(kind: DeviceKind) -> Look:
    device = make_device(kind, "东门")
    if kind == DeviceKind.KIOSK:
        set_up(Client(), device)
    return make_user(Role.CHIEF), place("device", device.pk)


KIOSK_PAGES: dict[str, Callable[[], Look]] = {
    "door": _door,
    "door-take": lambda: _door("door-take", "filing"),
    "number-waiting": lambda: _number(Status.WAITING),
    "number-called": lambda: _number(Status.CALLED),
    "number-missed": lambda: _number(Status.MISSED),
    "number-ended": lambda: _number(Status.LEFT),
    "slip": lambda: _number(Status.WAITING, "slip"),
    "kiosk-set-up": lambda: (None, place("kiosk", make_device().key)),
    "kiosk-elsewhere": _elsewhere,
    "devices": _devices,
    "devices-empty": lambda: (make_user(Role.ADMINISTRATOR), reverse("accessibility:devices")),
    "device-kiosk": lambda: _device(DeviceKind.KIOSK),
    "device-door": lambda: _device(DeviceKind.DOOR),
}
