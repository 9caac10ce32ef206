"""The hall's screen: with windows at work, before anybody came, and by an address that is none."""

from collections.abc import Callable

from django.urls import reverse

from accessibility.queue.tests.screen_builders import make_hall, make_screen
from gangcheng_court.core.accounts.models import User

Look = tuple[User | None, str]


def _busy() -> Look:
    make_hall()
    return None, reverse("accessibility:screen", args=[make_screen().key])


SCREEN_PAGES: dict[str, Callable[[], Look]] = {
    "screen": _busy,
    "screen-empty": lambda: (None, reverse("accessibility:screen", args=[make_screen().key])),
    "screen-unknown": lambda: (None, reverse("accessibility:screen", args=["no-such-key"])),
}
