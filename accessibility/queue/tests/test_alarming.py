"""The chief is told of whoever waits too long: once, by day, and not before the line is crossed."""

from datetime import timedelta

import pytest

from accessibility.queue import services
from accessibility.queue.enums import PeriodKind
from accessibility.queue.tests.days import at, make_stay
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.notices.models import Notice

pytestmark = pytest.mark.django_db


def wait_since(clock, day="2026-11-25", **fields):
    return make_stay(at(clock, day), (PeriodKind.WAITING, 0), running=True, **fields)


def test_every_chief_is_told_once_of_each_number_that_crosses_the_line():
    chiefs = [make_user(Role.CHIEF), make_user(Role.CHIEF)]
    make_user(Role.CHIEF, is_active=False)
    make_user(Role.SUPERVISOR)
    ticket = wait_since("09:00")

    assert services.tell_of_long_waits(at=at("09:30")) == 0
    for clock in ("09:31", "09:32"):
        assert services.tell_of_long_waits(at=at(clock)) == 1

    told = Notice.objects.filter(template="accessibility/queue/long_wait")
    assert {notice.recipient for notice in told} == set(chiefs)
    assert told.count() == 2
    assert told[0].title == f"{ticket.label} 号等了 31 分钟"


def test_of_a_priority_number_the_chief_learns_that_it_is_one_and_never_why():
    make_user(Role.CHIEF)
    wait_since("09:00", priority="illness")

    services.tell_of_long_waits(at=at("09:10") + timedelta(seconds=1))

    notice = Notice.objects.get()
    assert "优先号）已经等了 11 分钟，超过 10 分钟" in notice.body
    assert "病" not in notice.body


@pytest.mark.parametrize(
    ("day", "clock", "count"),
    [
        ("2026-11-25", "12:30", 0),
        ("2026-11-25", "17:00", 0),
        ("2026-11-28", "10:00", 0),
        ("2026-10-10", "10:00", 1),
        ("2028-02-29", "10:00", 1),
    ],
)
def test_nobody_is_told_at_lunch_or_on_a_rest_day_and_a_make_up_saturday_is_none(day, clock, count):
    make_user(Role.CHIEF)
    wait_since("08:31", day)

    assert services.tell_of_long_waits(at=at(clock, day)) == count
    assert Notice.objects.count() == count
