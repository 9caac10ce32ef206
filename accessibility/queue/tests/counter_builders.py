"""A window with its clerk, and numbers that wait for it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accessibility.queue import services
from accessibility.queue.enums import Channel
from accessibility.queue.models import Matter, Ticket, Window
from accessibility.queue.tests.builders import make_clerk
from gangcheng_court.core.accounts.models import User


def a_matter(code: str = "filing", name: str = "立案", letter: str = "A", **fields: Any) -> Matter:
    return Matter.objects.get_or_create(code=code, defaults={"name": name, "letter": letter, **fields})[0]


def an_open_window(clerk: User | None = None, *, number: int = 3, at: datetime | None = None, **fields: Any) -> Window:
    """A window that serves 立案 and 交退费, where `clerk` (a new one) sits."""
    window = Window.objects.get_or_create(number=number, defaults=fields)[0]
    window.matters.set([a_matter(), a_matter("fees", "交退费", "F")])
    return services.open_window(window.pk, by=clerk or make_clerk(), at=at or timezone.now())


def a_number(matter: Matter | None = None, *, at: datetime | None = None, **fields: Any) -> Ticket:
    given = {"channel": Channel.KIOSK, "at": at or timezone.now()}
    return services.take((matter or a_matter()).pk, **given | fields)


def a_called_number(window: Window, *, at: datetime | None = None, **fields: Any) -> Ticket:
    """A number of 立案, called to the window."""
    ticket = a_number(at=at, **fields)
    return services.call_this(window.pk, ticket.pk, by=window.clerk, at=at or timezone.now())


def a_number_in_hand(window: Window, *, at: datetime | None = None, **fields: Any) -> Ticket:
    """A number of 立案 that is being dealt with at the window."""
    ticket = a_called_number(window, at=at, **fields)
    return services.start(ticket.pk, by=window.clerk, at=at or timezone.now())
