"""The counter's pages: choosing a window, an idle one, a visitor called and served, a pause; the hall live and set."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accessibility.queue import services
from accessibility.queue.models import Window
from accessibility.queue.tests.counter_builders import (
    a_called_number,
    a_matter,
    a_number,
    a_number_in_hand,
    an_open_window,
)
from filings.review.tests.builders import make_chief, make_clerk, make_waiting
from filings.window import services as visits
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user

Look = tuple[User | None, str]


def _counter(window: Window) -> Look:
    return window.clerk, reverse("portal:counter")


def _busy() -> Window:
    """A window with people waiting, one held, one passed over, and a note of the last shift."""
    now = timezone.now()
    window = an_open_window(make_clerk(name="王建国"), at=now)
    held = a_number_in_hand(window, at=now - timedelta(minutes=70))
    services.hold(held.pk, by=window.clerk, at=now)
    missed = a_called_number(window, at=now - timedelta(minutes=50), priority="infant")
    for _ in range(2):
        services.recall(missed.pk, by=window.clerk, at=now)
    services.miss(missed.pk, by=window.clerk, at=now)
    for minutes, priority in ((42, ""), (40, "aged"), (12, ""), (3, "")):
        a_number(a_matter("fees") if minutes == 12 else None, at=now - timedelta(minutes=minutes), priority=priority)
    services.leave_note(
        window.pk, by=make_clerk(name="李玥喆"), at=now, words="下午三点张女士来补交身份证复印件，号 A017。"
    )
    make_waiting(at=now - timedelta(days=1))
    visits.begin("欧阳玥喆", by=window.clerk, at=now)
    return window


def _called() -> Look:
    window = _busy()
    person = make_user(access_needs=["hearing", "mobility"])
    a_called_number(window, priority="disability", person=person, phone=person.phone)
    return _counter(window)


def _serving() -> Look:
    window = _busy()
    a_number_in_hand(window, priority="aged", filing_number="WS202611230001")
    return _counter(window)


def _paused() -> Look:
    window = _busy()
    services.pause_window(window.pk, by=window.clerk, at=timezone.now(), reason="escort")
    return _counter(window)


def _choosing() -> Look:
    _busy()
    window = an_open_window(number=4, is_priority=True, has_sign_language=True, name="优先服务")
    clerk = window.clerk
    services.close_window(window.pk, by=clerk, at=timezone.now())
    return clerk, reverse("portal:counter")


def _hall() -> Look:
    _paused()
    a_called_number(an_open_window(number=4, is_priority=True, has_sign_language=True))
    return make_user(Role.SUPERVISOR), reverse("accessibility:hall")


def _windows() -> Look:
    _busy()
    return make_chief(), reverse("accessibility:windows")


COUNTER_PAGES: dict[str, Callable[[], Look]] = {
    "counter": lambda: _counter(_busy()),
    "counter-quiet": lambda: _counter(an_open_window()),
    "counter-called": _called,
    "counter-serving": _serving,
    "counter-paused": _paused,
    "counter-choosing": _choosing,
    "counter-no-windows": lambda: (make_clerk(), reverse("portal:counter")),
    "hall": _hall,
    "hall-windows": _windows,
}
