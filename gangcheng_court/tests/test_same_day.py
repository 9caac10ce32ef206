"""当日转办 when beat sleeps or runs twice, and either side of midnight: through the real tasks and the real sweep."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gangcheng_court.core.accounts.tests.builders import sign_in
from gangcheng_court.core.deadlines.clock import court_time, midnight_after
from gangcheng_court.portal.demo.services import load_departments
from gangcheng_court.promises import SAME_DAY_HANDOFF
from hotline.tickets import tasks as tickets
from hotline.tickets.enums import Status, StepKind, TicketType
from hotline.tickets.models import Ticket
from hotline.tickets.services import load_rules, receive
from hotline.tickets.tests.builders import make_member, make_supervisor, new_ticket
from supervision.breaches import tasks as supervision
from supervision.breaches.models import Breach

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
WEDNESDAY = "2026-11-25"
SLEEPS = {
    "a working day": ("2026-11-25 15:59", "2026-11-26 09:00"),
    "over a week-end": ("2026-11-27 15:59", "2026-11-30 09:00"),
    "a make-up Sunday": ("2026-09-20 15:59", "2026-09-21 09:00"),
    "the last day of the year": ("2026-12-31 15:59", "2027-01-04 09:00"),
}
"""When the ticket came, and when beat woke up."""


@pytest.fixture(autouse=True)
def rules() -> None:
    load_departments()
    load_rules()


def beat() -> None:
    """What beat sends each minute, in either order of the two workers that may take it."""
    tickets.hand_over_rest()
    supervision.record_breaches()


def breaches() -> list[tuple]:
    rows = Breach.objects.filter(promise=SAME_DAY_HANDOFF.code)
    return list(rows.values_list("reference", "due_at", "met_at", "recorded_at"))


def suggestion(at, **fields) -> Ticket:
    return receive(new_ticket(TicketType.SUGGESTION, **fields), by=None, at=at).ticket


@pytest.mark.parametrize("sleep", SLEEPS)
def test_beat_asleep_over_midnight_leaves_one_breach_and_hands_over_when_it_wakes(sleep, time_machine):
    came, woke = map(court_time, SLEEPS[sleep])
    ticket = suggestion(came)
    assert ticket.status == Status.RECEIVED
    time_machine.move_to(woke, tick=False)

    for _ in range(3):
        beat()
    supervision.look_back()

    due = midnight_after(came.astimezone(woke.tzinfo).date())
    assert breaches() == [(f"{ticket.number}/1", due, woke, woke)]
    ticket.refresh_from_db()
    assert ticket.status == Status.HANDED_OVER
    step = ticket.steps.get(kind=StepKind.HANDED_OVER)
    assert (step.at, step.automatic) == (woke, True)


def test_beat_awake_hands_over_at_the_close_of_business_and_nothing_is_broken(time_machine):
    ticket = suggestion(court_time(f"{WEDNESDAY} 15:59"))
    for moment in ("17:29", "17:30", "23:59"):
        time_machine.move_to(court_time(f"{WEDNESDAY} {moment}"), tick=False)
        beat()
        ticket.refresh_from_db()
        assert (ticket.status == Status.RECEIVED) == (moment == "17:29")
    time_machine.move_to(court_time("2026-11-26 09:00"), tick=False)
    beat()

    assert ticket.handoffs.get().met_at == court_time(f"{WEDNESDAY} 17:30")
    assert breaches() == []


def test_two_beats_hand_over_once_and_record_once(time_machine):
    """Each task sent by both, the second finding the rows as the first has left them."""
    ticket = suggestion(court_time(f"{WEDNESDAY} 15:59"))
    time_machine.move_to(court_time("2026-11-26 00:01"), tick=False)

    for task in (supervision.record_breaches, tickets.hand_over_rest):
        task()
        task()
    beat()

    assert [row[0] for row in breaches()] == [f"{ticket.number}/1"]
    assert ticket.steps.filter(kind=StepKind.HANDED_OVER).count() == 1


@pytest.mark.parametrize(
    ("came", "due"),
    [
        ("2026-11-25 23:59", "2026-11-26"),
        ("2026-11-26 00:00", "2026-11-27"),
        ("2026-09-20 23:59", "2026-09-21"),  # make-up Sunday
        ("2026-12-31 23:59", "2027-01-01"),
        ("2027-01-01 00:00", "2027-01-02"),
    ],
)
def test_either_side_of_midnight_the_limit_is_that_of_its_own_day_and_the_rules_hand_over_at_once(came, due):
    ticket = suggestion(court_time(came))
    handoff = ticket.handoffs.get()

    assert handoff.due_at == court_time(due)
    assert (ticket.status, handoff.met_at) == (Status.HANDED_OVER, court_time(came))


def test_a_second_before_midnight_is_in_time_and_midnight_is_not(time_machine):
    early, late = (suggestion(court_time(f"{WEDNESDAY} 10:00")) for _ in range(2))
    midnight = court_time("2026-11-26")
    early.handoffs.update(met_at=midnight - timedelta(seconds=1))
    late.handoffs.update(met_at=midnight)
    time_machine.move_to(midnight + timedelta(minutes=2), tick=False)
    supervision.record_breaches()

    assert [row[0] for row in breaches()] == [f"{late.number}/1"]


def test_the_page_of_the_breach_tells_what_happened_and_leads_to_the_ticket_whom_it_opens_for(client, time_machine):
    make_member()  # somebody of 立案庭 who can sign for it
    ours = suggestion(court_time(f"{WEDNESDAY} 15:59"), text="希望在督察室门口设意见箱", title="投诉意见箱")
    complaint = receive(
        new_ticket(TicketType.COMPLAINT, complained_name="三号窗口"), by=None, at=court_time(f"{WEDNESDAY} 15:59")
    ).ticket
    time_machine.move_to(court_time("2026-11-26 09:00"), tick=False)
    beat()
    sign_in(client, make_supervisor())

    for ticket, opens in ((complaint, True), (ours, False)):
        row = Breach.objects.get(reference=f"{ticket.number}/1")
        page = client.get(reverse("supervision:breach", args=[row.pk])).content.decode()
        matter = reverse("hotline:ticket", args=[ticket.number])
        assert "受理" in page
        assert "转办" in page
        assert (matter in page) == opens
        answer = client.get(matter)
        assert answer.status_code == (200 if opens else 404)
        assert opens or "没有找到" in answer.content.decode()
