"""How soon we respond to other courts: in service time, for each hand-in and for the month."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filings.cross_region import queries, reports, services
from filings.cross_region.enums import Direction
from filings.cross_region.models import Transfer
from filings.cross_region.tests.builders import make_key, make_queued, their_package
from filings.intake.enums import Status
from filings.review import rounds
from filings.review import services as review
from filings.review.tests.builders import make_chief, make_clerk, put_in
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time

pytestmark = pytest.mark.django_db
WEDNESDAY = "2026-06-17 "


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def key(db):
    return make_key()


def hand_in(key, number: int, at: str) -> Transfer:
    return services.receive(their_package(package_id=UUID(int=number)), key=key, at=court_time(at))[0]


def take(transfer: Transfer, clerk, at: str) -> None:
    review.take(transfer.filing_id, by=clerk, at=court_time(at))


def shown(now: str) -> dict[int, reports.Response]:
    rows = list(queries.with_first_response(Transfer.objects.filter(direction=Direction.IN)))
    reports.add_responses(rows, now=court_time(now))
    return {row.pk: row.response for row in rows}


@pytest.mark.parametrize(
    ("arrived", "responded", "minutes", "late"),
    [
        ("2026-06-17 09:00", "2026-06-17 09:30", 30, False),
        ("2026-06-17 09:00", "2026-06-17 09:31", 31, True),
        ("2026-06-17 11:50", "2026-06-17 13:40", 20, False),  # over noon
        ("2026-06-17 20:00", "2026-06-18 09:01", 31, True),  # Wednesday evening to Thursday
        ("2026-06-17 20:00", "2026-06-18 08:00", 0, False),  # responded to before the desk opens
        ("2026-06-18 16:50", "2026-06-22 08:45", 25, False),  # over 端午 to Monday
        ("2026-06-20 10:00", "2026-06-22 09:00", 30, False),  # arrived on a holiday
    ],
)
def test_only_service_minutes_count(arrived, responded, minutes, late):
    moments = {"now": court_time("2026-06-25 09:00"), "days": calendar.load()}
    response = reports.response_of(court_time(arrived), court_time(responded), **moments)
    assert (response.minutes, response.is_late, response.waiting) == (minutes, late, False)


def test_thirty_minutes_to_the_second_are_in_time_and_the_setting_is_the_limit(settings):
    at, days = court_time(WEDNESDAY + "09:00"), calendar.load()
    for after, late in ((timedelta(minutes=30), False), (timedelta(minutes=30, seconds=1), True)):
        assert reports.response_of(at, at + after, now=at, days=days).is_late == late
    settings.CROSS_REGION_RESPONSE_MINUTES = 10
    assert reports.response_of(at, at + timedelta(minutes=11), now=at, days=days).is_late


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 分钟"), (59, "59 分钟"), (60, "1 小时"), (425, "7 小时 5 分钟")])
def test_how_long_is_said_in_hours_and_minutes(minutes, words):
    assert reports.Response(minutes, False, False).words == words


def test_taking_it_is_the_first_response_and_giving_it_back_takes_nothing_away(key, clerk):
    transfer = hand_in(key, 1, WEDNESDAY + "09:00")
    assert shown(WEDNESDAY + "09:10")[transfer.pk] == reports.Response(10, False, True)
    take(transfer, clerk, WEDNESDAY + "09:20")
    review.give_back(transfer.filing_id, reason="回避", by=clerk, at=court_time(WEDNESDAY + "09:40"))
    take(transfer, make_clerk(), WEDNESDAY + "10:30")
    assert shown(WEDNESDAY + "16:00")[transfer.pk] == reports.Response(20, False, False)


def test_the_chief_who_gives_it_to_somebody_responds_too(key, clerk):
    transfer = hand_in(key, 1, WEDNESDAY + "09:00")
    review.assign(transfer.filing_id, to=clerk, by=make_chief(), at=court_time(WEDNESDAY + "09:05"))
    assert shown(WEDNESDAY + "16:00")[transfer.pk].minutes == 5


def test_a_round_closed_without_anybody_is_responded_to_then_and_a_later_one_is_no_first_response(key, clerk):
    transfer = hand_in(key, 1, WEDNESDAY + "09:00")
    filing = put_in(Status.RETURNED, transfer.filing)
    closed = filing.rounds.get().closed_at
    rounds.open_round(filing, at=closed + timedelta(hours=1))
    filing.rounds.filter(number=2).update(taken_at=closed + timedelta(hours=2))
    assert queries.with_first_response(Transfer.objects.all()).get().responded_at == closed


def test_the_month_has_its_median_and_its_share_and_what_still_waits_in_time_does_not_count(key, clerk):
    for number, (arrived, taken) in enumerate(
        [("09:00", "09:10"), ("09:00", "09:30"), ("09:00", "10:00"), ("09:00", ""), ("10:55", "")], start=1
    ):
        transfer = hand_in(key, number, WEDNESDAY + arrived)
        if taken:
            take(transfer, clerk, WEDNESDAY + taken)
    hand_in(key, 9, "2026-05-29 09:00")  # Friday of the month before
    make_queued(clerk)

    this, last = reports.months(court_time(WEDNESDAY + "11:00"))

    assert this == reports.Month("2026年6月", received=5, counted=4, within=2, median=30)
    assert (this.percent, last.name, last.received, last.percent) == (50, "2026年5月", 1, 0)


def test_a_month_begins_and_ends_at_midnight_here(key):
    for number, at in enumerate(("2026-04-30 23:59", "2026-05-01 00:00", "2026-05-31 23:59", "2026-06-01 00:00"), 1):
        hand_in(key, number, at)
    this, last = reports.months(court_time("2026-06-30 23:59"))
    assert (this.received, last.received) == (1, 2)


def test_a_share_is_never_rounded_up_and_nothing_is_no_share():
    assert reports.Month("", received=200, counted=200, within=199, median=3).percent == 99
    assert reports.Month("", received=1, counted=0, within=0, median=None).percent is None
    assert [(month.received, month.median, month.percent) for month in reports.months(court_time("2026-06-17"))] == [
        (0, None, None),
        (0, None, None),
    ]


def listed(client: Client, now: datetime) -> str:
    with time_machine.travel(now, tick=False):
        return client.get(reverse("filings:transfers"), {"tab": "in"}).content.decode()


def test_the_list_shows_each_response_and_the_months_figures(client: Client, key, clerk):
    take(hand_in(key, 1, WEDNESDAY + "09:00"), clerk, WEDNESDAY + "09:12")
    hand_in(key, 2, WEDNESDAY + "09:00")
    now = court_time(WEDNESDAY + "10:00")
    page = listed(sign_in_at(client, clerk, now), now)
    for words in ("12 分钟", "还没有回应", "已 1 小时", "50%", "2 件中 1 件", "2026年6月"):
        assert words in page


def test_supervision_reads_what_came_in_and_nothing_else(client: Client, key):
    now = court_time(WEDNESDAY + "10:00")
    transfer = hand_in(key, 1, WEDNESDAY + "09:00")
    out = make_queued(make_clerk())
    sign_in_at(client, make_user(Role.SUPERVISOR), now)
    with time_machine.travel(now, tick=False):
        page = client.get(reverse("filings:transfers"), {"tab": "out"}).content.decode()
    assert transfer.filing.number in page
    assert out.filing.number not in page
    for name, args in (("transfer-window", []), ("review", [transfer.filing.number])):
        assert reverse(f"filings:{name}", args=args) not in page


def test_the_list_asks_the_database_as_often_for_many_as_for_one(client: Client, key, clerk):
    now = court_time(WEDNESDAY + "10:00")
    sign_in_at(client, clerk, now)
    listed(client, now)
    asked = []
    for number in (1, 12):
        for one in range(number):
            hand_in(key, number * 100 + one, WEDNESDAY + "09:00")
        with CaptureQueriesContext(connection) as found:
            listed(client, now)
        asked.append(len(found))
    assert asked[0] == asked[1]


def sign_in_at(client: Client, user, now: datetime) -> Client:
    with time_machine.travel(now, tick=False):
        return sign_in(client, user)
