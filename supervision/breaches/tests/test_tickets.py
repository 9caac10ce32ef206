"""12368 by the clock: what waits at midnight is a breach, once; and nobody learns there of a ticket about himself."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from gangcheng_court.core.accounts.tests.builders import make_department, sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.promises import SAME_DAY_HANDOFF
from hotline.tickets.enums import Status, TicketType
from hotline.tickets.models import TicketLimit
from hotline.tickets.services import hand_over, hand_over_rest, send_back, warn_desk
from hotline.tickets.tests.builders import (
    NOW,
    make_member,
    make_operator,
    make_rule,
    make_supervisor,
    make_ticket,
)
from supervision.breaches import links, permissions, reports, services
from supervision.breaches.enforcement import WATCHES, Watch, record_breaches
from supervision.breaches.models import Breach, Reminder, Sweep
from supervision.breaches.permissions import visible_to

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
MIDNIGHT = court_time("2026-06-18")  # the end of Wednesday 2026-06-17
SECOND = timedelta(seconds=1)
HANDOFFS = [watch for watch in WATCHES if watch.promise == SAME_DAY_HANDOFF]


def sweep(at, watches: list[Watch] = HANDOFFS):
    return record_breaches(until=at, at=at, watches=watches)


@pytest.fixture
def clerk():
    clerk = make_member()
    make_rule(clerk.department)
    return clerk


@pytest.mark.parametrize(
    ("received", "midnight"),
    [
        ("2026-06-17 23:59:59", "2026-06-18"),  # Wednesday
        ("2026-06-18 00:00", "2026-06-19"),  # Thursday
        ("2026-11-27 19:00", "2026-11-28"),  # Friday evening
        ("2026-11-29 10:00", "2026-11-30"),  # Sunday
        ("2026-09-20 15:00", "2026-09-21"),  # a make-up Sunday
        ("2026-12-31 23:30", "2027-01-01"),  # Thursday, the last day of the year
    ],
)
def test_what_waits_at_midnight_is_a_breach_from_that_moment_on(received, midnight):
    ticket, end = make_ticket(at=court_time(received)), court_time(midnight)

    assert sweep(end - SECOND) == 0
    assert sweep(end) == 1
    assert sweep(end + SECOND) == 0

    breach = Breach.objects.get()
    assert (breach.reference, breach.due_at, breach.met_at) == (f"{ticket.number}/1", end, None)
    assert links.matter(breach.promise, breach.reference) == reverse("hotline:ticket", args=[ticket.number])


@pytest.mark.parametrize(("seconds", "breaches"), [(-1, 0), (0, 1)])
def test_handed_over_in_the_last_second_is_kept_and_at_midnight_is_late(clerk, seconds, breaches):
    make_ticket()
    hand_over_rest(at=MIDNIGHT + seconds * SECOND)

    sweep(MIDNIGHT + timedelta(minutes=1))

    assert Breach.objects.count() == breaches


def test_with_beat_asleep_from_four_to_nine_the_breach_stands_once_and_the_ticket_goes_at_once(clerk):
    ticket = make_ticket()
    sweep(court_time("2026-06-17 16:00"))
    morning = court_time("2026-06-18 09:00")

    warn_desk(at=morning)
    assert hand_over_rest(at=morning) == 1
    assert [sweep(morning), sweep(morning + timedelta(minutes=1))] == [1, 0]
    assert hand_over_rest(at=morning + timedelta(minutes=1)) == 0

    breach = Breach.objects.get()
    assert (breach.due_at, breach.met_at) == (MIDNIGHT, morning)
    assert ticket.handoffs.get().automatic


def test_returned_the_same_day_and_left_there_is_one_breach_of_the_second_round(clerk):
    ticket, operator = make_ticket(), make_operator()
    hand_over(ticket.pk, by=operator, at=NOW, department=clerk.department)
    send_back(ticket.pk, by=clerk, at=NOW, reason="不是立案庭的事")

    sweep(MIDNIGHT + timedelta(hours=9))

    assert list(Breach.objects.values_list("reference", flat=True)) == [f"{ticket.number}/2"]


@pytest.mark.django_db(transaction=True)
def test_two_beats_by_mistake_hand_over_once_and_record_once(clerk):
    tickets = [make_ticket() for _ in range(4)]
    morning, start, done = court_time("2026-06-18 09:00"), threading.Barrier(2), []

    def beat():
        start.wait()
        try:
            done.append((hand_over_rest(at=morning), sweep(morning)))
        finally:
            connection.close()

    beats = [threading.Thread(target=beat) for _ in range(2)]
    for each in beats:
        each.start()
    for each in beats:
        each.join()

    assert len(done) == 2
    assert sum(handed for handed, _ in done) == len(tickets)
    assert Breach.objects.count() == len(tickets)
    assert {ticket.steps.count() for ticket in tickets} == {1}


def test_a_limit_written_into_the_time_already_swept_pulls_the_sweep_back():
    sweep(MIDNIGHT + timedelta(days=5))
    make_ticket()

    assert Sweep.objects.get().until == MIDNIGHT
    assert sweep(MIDNIGHT + timedelta(days=5, minutes=1)) == 1


def test_the_breach_tells_what_happened(client, clerk):
    ticket = make_ticket()
    hand_over_rest(at=court_time("2026-06-18 09:00"))
    sweep(court_time("2026-06-18 09:00"))
    sign_in(client, make_supervisor())

    page = client.get(reverse("supervision:breach", args=[Breach.objects.get().pk])).content.decode()

    assert ticket.number in page
    assert "转办" in page
    assert "当日" in page


# Nobody learns of a ticket about himself


@pytest.fixture
def hidden():
    """A supervisor, and a complaint about him that the president's office has and that is late."""
    about = make_supervisor(name="周敏敏")
    office = make_department("president", "院长办公室")
    ticket = make_ticket(
        type=TicketType.COMPLAINT, status=Status.IN_HAND, department=office, complained_of=about, at=NOW
    )
    TicketLimit.objects.filter(ticket=ticket).update(department=office)
    return about, ticket


def test_a_supervisor_finds_no_breach_of_a_complaint_about_himself(client, hidden):
    about, ticket = hidden
    other = make_supervisor()
    late = NOW + timedelta(days=30)
    record_breaches(until=late, at=late)
    services.ask_for_causes(at=late)

    assert Breach.objects.filter(reference__startswith=ticket.number).count() == 2
    assert visible_to(other).count() == 2
    assert not visible_to(about).exists()
    assert Notice.objects.filter(recipient=other, template="supervision/recorded").count() == 2
    assert not Notice.objects.filter(recipient=about).exists()

    sign_in(client, about)
    for breach in Breach.objects.all():
        assert client.get(reverse("supervision:breach", args=[breach.pk])).status_code == 404
    for name in ("breaches", "promise-report"):
        for promise in ("first_reply", "ticket_closing"):
            query = {"promise": promise, "since": "2026-06-01", "until": "2026-07-31"}
            page = client.get(reverse(f"supervision:{name}"), query)
            assert page.status_code == 200
            assert ticket.number not in page.content.decode()


def test_no_reminder_of_it_reaches_him(hidden):
    about, ticket = hidden
    other = make_supervisor()
    due_at = ticket.limits.order_by("due_at").first().due_at

    services.remind(at=due_at - timedelta(hours=8))  # 16:00 of the last day

    assert Reminder.objects.exists()
    assert Notice.objects.filter(recipient=other, template="supervision/reminder").exists()
    assert not Notice.objects.filter(recipient=about).exists()


def test_his_figures_are_as_if_it_did_not_exist(hidden):
    about, _ = hidden
    late, days = NOW + timedelta(days=40), (NOW.date(), (NOW + timedelta(days=40)).date())
    watch = next(watch for watch in WATCHES if watch.promise.code == "first_reply")

    his, others = (reports.Scope(*days, permissions.seen_by(user)) for user in (about, make_supervisor()))

    assert (reports.total(his, watch, late).n, reports.total(others, watch, late).n) == (0, 1)
    assert (reports.late(his, watch, late).count(), reports.late(others, watch, late).count()) == (0, 1)
