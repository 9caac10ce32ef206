"""The hall's figures, as they are looked at."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from django.urls import reverse
from django.utils import timezone

from accessibility.queue.enums import PeriodKind
from accessibility.queue.tests.days import make_day, make_stay
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_date


def _figures() -> tuple[User, str]:
    now = timezone.now()
    make_day(Random(3), court_date(now), count=60)
    for minutes, priority in ((45, ""), (14, "infant"), (5, "")):
        make_stay(now - timedelta(minutes=minutes), (PeriodKind.WAITING, minutes), running=True, priority=priority)
    return make_user(Role.CHIEF), f"{reverse('accessibility:figures')}?by=month"


FIGURE_PAGES: dict[str, Callable[[], tuple[User | None, str]]] = {
    "hall-figures": _figures,
    "hall-figures-empty": lambda: (make_user(Role.SUPERVISOR), reverse("accessibility:figures")),
    "hall-figures-errors": lambda: (
        make_user(Role.SUPERVISOR),
        f"{reverse('accessibility:figures')}?by=year&day=2026-02-30",
    ),
}
