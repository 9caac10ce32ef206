"""A kiosk in its browser, a code at the door, and numbers taken at both."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accessibility.queue import services
from accessibility.queue.enums import Channel, DeviceKind
from accessibility.queue.models import Device, Matter, Ticket
from accessibility.queue.services import devices
from accessibility.queue.views.kiosk import COOKIE
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user


def make_matter(code: str = "filing", name: str = "立案", letter: str = "A", **more: object) -> Matter:
    defaults = {"name": name, "letter": letter, "hint": "起诉、申请执行"} | more
    return Matter.objects.get_or_create(code=code, defaults=defaults)[0]


def make_device(kind: str = DeviceKind.KIOSK, name: str = "东门取号机") -> Device:
    return devices.make(kind, name=name, by=make_user(Role.CHIEF))


def set_up(client: Client, kiosk: Device | None = None) -> Device:
    """The kiosk, set up in this browser."""
    kiosk = kiosk or make_device()
    client.cookies[COOKIE] = devices.set_up(kiosk.key, secret="", at=timezone.now())
    return kiosk


def make_ticket(matter: Matter | None = None, **more: object) -> Ticket:
    asked = {"channel": Channel.KIOSK, "at": timezone.now()} | more
    return services.take((matter or make_matter()).pk, **asked)


def place(name: str, *args: object) -> str:
    return reverse(f"accessibility:{name}", args=args)
