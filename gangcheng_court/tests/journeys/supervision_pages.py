"""The pages of supervision that are looked at."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from supervision.breaches.models import Breach, Cause, Explanation
from supervision.breaches.tests.builders import make_breach, make_limit


def _breach(clerk: User) -> Breach:
    return make_breach(timezone.now() - timedelta(hours=1), responsible=clerk)


def _report() -> tuple[User, str]:
    clerk = make_user(Role.CLERK, department=make_department())
    now = timezone.now()
    for day in range(1, 40, 3):
        make_limit(now - timedelta(days=day), met_at=now - timedelta(days=day + day % 2), responsible=clerk)
    said = _breach(clerk)
    Explanation.objects.create(breach=said, cause=Cause.WORKLOAD, words="当日收件较多。", by=clerk, at=now)
    return make_user(Role.SUPERVISOR), f"{reverse('supervision:promise-report')}?since=2026-01-01"


def _breaches() -> tuple[User, str]:
    clerk = make_user(Role.CLERK, department=make_department())
    _breach(clerk)
    return clerk, reverse("supervision:breaches")


def _explain() -> tuple[User, str]:
    clerk = make_user(Role.CLERK, department=make_department())
    return clerk, reverse("supervision:breach", args=[_breach(clerk).pk])


def _read() -> tuple[User, str]:
    breach = _breach(make_user(Role.CLERK, department=make_department()))
    return make_user(Role.SUPERVISOR), reverse("supervision:breach", args=[breach.pk])


SUPERVISION_PAGES: dict[str, Callable[[], tuple[User | None, str]]] = {
    "report": _report,
    "report-errors": lambda: (
        make_user(Role.SUPERVISOR),
        f"{reverse('supervision:promise-report')}?since=2026-11-30&until=2026-11-01",
    ),
    "breaches": _breaches,
    "breach-explain": _explain,
    "breach-read": _read,
}
