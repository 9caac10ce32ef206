"""A hall at work, as its screen shows it."""

import secrets
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from accessibility.queue import services
from accessibility.queue.enums import Channel, DeviceKind, PauseReason, Priority
from accessibility.queue.models import Device, Matter, Window
from accessibility.queue.services import board_version
from accessibility.queue.tests.builders import make_clerk, make_matter, make_window

NAMES = {"A": "立案", "C": "交退费", "E": "查询咨询", "F": "阅卷"}


def make_screen(key: str = "", **fields: Any) -> Device:
    """The screen of this key, made once; of a new key when none is given."""
    given = {"kind": DeviceKind.SCREEN, "name": "东墙屏幕"} | fields
    device, _ = Device.objects.get_or_create(key=key or secrets.token_urlsafe(32), defaults=given)
    board_version.changed()
    return device


def make_matters() -> list[Matter]:
    return [make_matter(f"matter-{letter.lower()}", name, letter) for letter, name in NAMES.items()]


def make_open_window(number: int = 1, **fields: Any) -> Window:
    """A window at which a clerk of its own sits; it serves every matter."""
    return make_window(make_clerk(), matters=make_matters(), number=number, **fields)


def make_tickets(count: int, *, at: datetime | None = None) -> None:
    """Taken one after the other, every fifth with priority."""
    for number, matter in zip(range(count), cycle(make_matters()), strict=False):
        priority = Priority.AGED if number % 5 == 4 else ""
        services.take(matter.pk, channel=Channel.KIOSK, priority=priority, at=at or timezone.now())


def make_hall() -> None:
    """Eight windows: five have called somebody, one pauses, one is closed; one has priority, one sign language."""
    now = timezone.now() - timedelta(minutes=5)
    make_tickets(23, at=now)
    for number in range(1, 8):
        window = make_open_window(number, is_priority=number == 2, has_sign_language=number == 5)
        at = now + timedelta(seconds=20 * number)
        if number == 7:
            services.pause_window(window.pk, by=window.clerk, at=at, reason=PauseReason.ESCORT)
        elif number != 6:
            ticket = services.call_next(window.pk, by=window.clerk, at=at)
            if number < 4:
                services.start(ticket.pk, by=window.clerk, at=at + timedelta(seconds=5))
    make_window(number=8, matters=make_matters()[:1])
