"""The figures of tickets against a truth counted by hand, with the numbers behind each share."""

from datetime import date, timedelta

import pytest

from gangcheng_court.core.deadlines.clock import court_time
from hotline.tickets import reports, services
from hotline.tickets.enums import Score, Status, TicketType
from hotline.tickets.models import Rating, Ticket
from hotline.tickets.permissions import visible_to
from hotline.tickets.tests.builders import NOW, make_handoff, make_member, make_operator, make_ticket

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
JUNE = date(2026, 6, 1), date(2026, 6, 30)
MIDNIGHT = court_time("2026-06-18")


def lines(now=NOW + timedelta(days=60), since=JUNE[0], until=JUNE[1]):
    return {line.name: line for line in reports.by_type(Ticket.objects.all(), since, until, now)}


def test_same_day_is_counted_by_the_last_round_once_it_was_handed_over_or_its_day_is_over():
    kept, late, waiting, returned = (make_ticket() for _ in range(4))
    kept.handoffs.update(met_at=MIDNIGHT - timedelta(seconds=1), automatic=True)
    late.handoffs.update(met_at=MIDNIGHT)
    returned.handoffs.update(met_at=NOW)
    make_handoff(returned)  # sent back, and still at the desk

    before, after = lines(MIDNIGHT - timedelta(seconds=1))["建议"], lines(MIDNIGHT)["建议"]

    assert (before.handed_over_in_time, before.to_hand_over) == (1, 2)
    assert (after.handed_over_in_time, after.to_hand_over, after.automatic) == (1, 4, 1)
    assert after.same_day_rate == 0.25
    assert waiting.handoffs.open().exists()


def test_what_is_answered_at_the_desk_counts_in_no_handing_over():
    make_ticket(type=TicketType.CONSULTATION)

    line = lines()["咨询"]
    assert (line.received, line.to_hand_over, line.same_day_rate) == (1, 0, None)


def test_a_reply_counts_when_it_was_given_or_its_limit_has_passed():
    clerk = make_member()
    tickets = [make_ticket(status=Status.IN_HAND, department=clerk.department, handler=clerk) for _ in range(3)]
    services.reply(tickets[0].pk, by=clerk, at=NOW, words="已办")
    due = tickets[1].limits.get(promise="first_reply").due_at
    services.reply(tickets[1].pk, by=clerk, at=due, words="已办，迟了")

    before, after = lines(due - timedelta(seconds=1))["建议"], lines(due)["建议"]

    assert (after.replied_in_time, after.to_reply) == (1, 3)
    assert after.reply_rate == pytest.approx(1 / 3)
    assert before.to_reply == 2


def test_satisfaction_and_what_was_opened_again_by_type():
    for score in (Score.SATISFIED, Score.FAIR, Score.DISSATISFIED):
        ticket = make_ticket(status=Status.CLOSED, department=make_member().department)
        Rating.objects.create(ticket=ticket, score=score, at=NOW)
    make_ticket(type=TicketType.COMPLAINT, status=Status.CLOSED, department=make_member().department, reopened=2)

    found = lines()
    assert (found["建议"].satisfied, found["建议"].rated) == (2, 3)
    assert found["建议"].satisfaction == pytest.approx(2 / 3)
    assert (found["投诉"].reopened, found["投诉"].rated, found["投诉"].satisfaction) == (1, 0, None)
    total = reports.total(list(found.values()))
    assert (total.received, total.closed, total.reopened, total.rated) == (4, 4, 1, 3)


@pytest.mark.parametrize(
    ("received", "counted"),
    [
        ("2026-05-31 23:59:59", False),
        ("2026-06-01 00:00", True),
        ("2026-06-30 23:59:59", True),
        ("2026-07-01 00:00", False),
    ],
)
def test_a_period_is_its_days_from_midnight_to_midnight_of_the_court(received, counted):
    make_ticket(at=court_time(received))

    assert bool(lines()) is counted


def test_the_figures_are_of_what_the_reader_may_see():
    operator = make_operator()
    make_ticket(type=TicketType.COMPLAINT, complained_of=operator)

    assert not reports.by_type(visible_to(operator), *JUNE, NOW)
    assert reports.public_figures(NOW).received == 1


def test_so_many_statements_for_one_ticket_as_for_many(django_assert_num_queries):
    for type_ in TicketType:
        make_ticket(type=type_)
    with django_assert_num_queries(4):
        reports.by_type(Ticket.objects.all(), *JUNE, NOW)
