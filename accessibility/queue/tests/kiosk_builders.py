"""A kiosk in its browser, a code at the door, and numbers taken at both."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accessibility.queue import services
from accessibility.queue.enums import Channel, DeviceKind
from accessibility.queue.models import Device, Matter, Ticket
from accessibility.queue.services import devices
from accessibility.queue.tests.builders import make_matter
from accessibility.queue.views.kiosk import COOKIE
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user


def make_device(kind: str = DeviceKind.KIOSK, name: str = "东门取号机") -> Device:
    return devices.make(kind, name=name, by=make_user(Role.CHIEF))


def set_up(client: Client, kiosk: Device | None = None) -> Device:
    """The kiosk, set up in this browser."""
    kiosk = kiosk or make_device()
    client.cookies[COOKIE] = devices.set_up(kiosk.key, secret="", at=timezone.now())
    return kiosk


def take_number(matter: Matter | None = None, **more: object) -> Ticket:
    """A number taken now, by the service."""
    asked = {"channel": Channel.KIOSK, "at": timezone.now()} | more
    return services.take((matter or make_matter()).pk, **asked)


def place(name: str, *args: object) -> str:
    return reverse(f"accessibility:{name}", args=args)
