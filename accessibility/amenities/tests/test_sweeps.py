"""What beat runs: either side of the line, twice, late, side by side."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from accessibility.amenities import services, tasks
from accessibility.amenities.models import Round
from accessibility.amenities.tests.builders import (
    NOW,
    PHONE,
    make_check,
    make_chief,
    make_clerk,
    make_facility,
    make_loan,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Delivery, Notice

pytestmark = [pytest.mark.django_db, pytest.mark.promise("5")]


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-06-17 16:29:59", 0),
        ("2026-06-17 16:30", 1),
        ("2026-06-17 16:30:01", 1),
        ("2026-06-17 17:30", 1),  # late, after the court closed
        ("2026-06-18 09:00", 1),
    ],
)
def test_whoever_borrowed_is_reminded_half_an_hour_before_closing(moment, told):
    make_loan()

    assert services.remind_of_loans(at=court_time(moment)) == told
    assert services.remind_of_loans(at=court_time(moment)) == 0
    assert list(Delivery.objects.values_list("address", flat=True)) == [PHONE] * told


@pytest.mark.parametrize(
    ("moment", "words"), [("2026-06-17 16:59:59", "请离开前还到导诉台"), ("2026-06-17 17:00", "还没有归还")]
)
def test_the_reminder_says_whether_it_is_late(moment, words):
    make_loan()

    services.remind_of_loans(at=court_time(moment))

    assert words in Delivery.objects.get().text


@pytest.mark.parametrize(
    "fields",
    [{"phone": ""}, {"returned_at": NOW}, {"lost_at": NOW}, {"reminded_at": NOW}],
    ids=lambda one: next(iter(one)),
)
def test_nobody_else_is_reminded(fields):
    make_loan(**fields)

    assert services.remind_of_loans(at=court_time("2026-06-17 16:45")) == 0


def test_sweeps_side_by_side_remind_once(transactional_db):
    make_loan()

    def sweep(_):
        try:
            return services.remind_of_loans(at=court_time("2026-06-17 16:45"))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(sweep, range(4))) == 1


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-06-17 09:59:59", 0),
        ("2026-06-17 10:00", 2),
        ("2026-06-17 10:00:01", 2),
        ("2026-06-17 16:59:59", 2),
        ("2026-06-17 17:00", 0),  # nobody is there any more
        ("2026-06-20 10:00", 0),  # a Saturday in the holidays
        ("2026-09-20 10:00", 2),  # a make-up Sunday
    ],
)
def test_the_window_is_told_once_what_nobody_has_looked_at(moment, told):
    make_clerk(), make_chief(), make_user(Role.SUPERVISOR), make_clerk(is_active=False)
    make_facility("母婴室")

    assert services.remind_of_round(at=court_time(moment)) == told
    assert services.remind_of_round(at=court_time(moment)) == 0
    assert all("母婴室" in notice.body for notice in Notice.objects.all())


def test_a_round_that_was_begun_is_reminded_of_what_is_left():
    clerk = make_clerk()
    daily = Round.objects.create(day=NOW.date(), by=clerk, began_at=NOW)
    make_check(make_facility("饮水机"), round=daily, by=clerk)
    make_facility("母婴室")

    services.remind_of_round(at=NOW)

    assert "饮水机" not in Notice.objects.get().body


def test_a_round_that_is_done_is_not_asked_for():
    clerk = make_clerk()
    daily = Round.objects.create(day=NOW.date(), by=clerk, began_at=NOW, ended_at=NOW)
    make_check(make_facility(), round=daily, by=clerk)

    assert services.remind_of_round(at=NOW) == 0


def test_the_tasks_ask_by_the_clock(monkeypatch):
    make_clerk(), make_facility(), make_loan()
    monkeypatch.setattr(timezone, "now", lambda: court_time("2026-06-17 16:45"))

    tasks.remind_of_loans()
    tasks.remind_of_round()

    told = set(Notice.objects.values_list("template", flat=True))
    assert told == {"accessibility/loan_due", "accessibility/round_missed"}
