"""The pages of the indicators that are looked at."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from filings.review.enums import Outcome
from gangcheng_court.core.accounts.models import User
from supervision.watch import rules, services
from supervision.watch.models import Alarm
from supervision.watch.rules import Part, Unit
from supervision.watch.tests.builders import (
    make_alarm,
    make_chief,
    make_decided,
    make_filings,
    make_reading,
    make_supervisor,
)


def _a_year() -> User:
    """Twelve months of readings: one cause refused, mediations overdue in two months, a slow spring."""
    now = timezone.now()
    supervisor = make_supervisor(name="督察一")
    make_chief(name="立案庭长")
    for back, end in enumerate(rules.month_ends(now, 12)):
        at = end - timedelta(days=12)
        make_decided(24 + back, at, took=timedelta(days=1 + back % 3), lawyer=back % 2 == 0)
        make_filings(6, at)
    make_decided(12, now - timedelta(hours=1), cause_name="物业服务合同纠纷")
    make_decided(58, now - timedelta(hours=1), cause_name="物业服务合同纠纷", outcome=Outcome.REJECTED)
    services.run(at=now)
    for back, end in enumerate(rules.month_ends(now, 6)):
        share = 0.02 + back * 0.014
        make_reading(
            "second-corrections",
            Part("twice", "再次补正比例", share, 50 + back, Unit.SHARE, 0.05, least=20),
            Part("visible", "第一次就能发现的再次补正", back // 5, 50 + back),
            period=f"{end - timedelta(days=1):%Y-%m}",
            computed_at=now,
        )
    return supervisor


def _indicators() -> tuple[User, str]:
    supervisor = _a_year()
    make_alarm("late-refunds", period=f"{timezone.now():%Y-%m}", until=timezone.now(), at=timezone.now())
    return supervisor, reverse("supervision:indicators")


def _indicator() -> tuple[User, str]:
    supervisor = _a_year()
    services.compute("daily-caps", by=supervisor, at=timezone.now())
    return supervisor, reverse("supervision:indicator", args=["daily-caps"])


def _year_end() -> tuple[User, str]:
    return _a_year(), reverse("supervision:indicator", args=["year-end"])


def _alarm(role: str) -> tuple[User, str]:
    now = timezone.now()
    people = {"chief": make_chief(name="立案庭长"), "supervisor": make_supervisor(name="督察一")}
    alarm: Alarm = make_alarm(until=now, at=now - timedelta(hours=2))
    if role == "supervisor":
        words = "三件退费因银行账户错误被退回，已重新汇出。"
        services.answer(alarm.pk, by=people["chief"], at=now, checked="real", words=words)
    return people[role], reverse("supervision:alarm", args=[alarm.number])


def _alarms() -> tuple[User, str]:
    now = timezone.now()
    make_chief(name="立案庭长")
    for slug in ("late-refunds", "daily-caps", "overdue-mediations"):
        make_alarm(slug, until=now, at=now)
    return make_supervisor(name="督察一"), reverse("supervision:alarms")


WATCH_PAGES: dict[str, Callable[[], tuple[User | None, str]]] = {
    "watch-indicators": _indicators,
    "watch-indicator": _indicator,
    "watch-year-end": _year_end,
    "watch-alarms": _alarms,
    "watch-alarm-explain": lambda: _alarm("chief"),
    "watch-alarm-judge": lambda: _alarm("supervisor"),
}
