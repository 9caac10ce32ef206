"""The key pressed after a call rates the answer given in it, whatever arrives first."""

import itertools
from datetime import timedelta

import pytest

from hotline.calls import services
from hotline.calls.enums import Outcome
from hotline.calls.models import Call
from hotline.calls.tests.builders import CALLER, NOW, make_extension, moment, told
from hotline.tickets.models import Rating, Ticket
from hotline.tickets.services import open_missed

pytestmark = pytest.mark.django_db
ANSWERED = [told("ringing", "10:00:00"), told("answered", "10:00:08", extension="8001")]


def make_answered(at="10:02"):
    ticket = open_missed(phone=CALLER, at=moment("09:00"), once="made")
    Ticket.objects.update(status="closed", answered_at=moment(at), closed_at=moment(at))
    return ticket


@pytest.fixture
def call():
    make_extension("8001")
    services.receive(ANSWERED, at=NOW)
    return Call.objects.get()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_key_ticket_and_outcome_may_come_in_any_order(call, order):
    ticket = make_answered()
    acts = [
        lambda: services.receive([told("rated", "10:05", digit="3")], at=NOW),
        lambda: services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=ticket.pk),
        lambda: services.set_outcome(call.pk, by=call.operator, at=NOW, outcome=Outcome.ANSWERED_AT_ONCE),
    ]

    for number in order:
        acts[number]()
    services.receive([told("ended", "10:05:02")], at=NOW)

    rating = Rating.objects.get()
    assert (rating.ticket, rating.score, rating.by_keypad) == (ticket, "dissatisfied", True)


@pytest.mark.parametrize(("digit", "score"), [("1", "satisfied"), ("2", "fair"), ("9", None), ("#", None)])
def test_which_key_says_what(call, digit, score):
    services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=make_answered().pk)

    services.receive([told("rated", "10:05", digit=digit)], at=NOW)

    assert list(Rating.objects.values_list("score", flat=True)) == ([score] if score else [])


def test_a_ticket_the_caller_only_asked_about_is_not_rated_by_the_call(call):
    services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=make_answered("09:59").pk)

    services.receive([told("rated", "10:05", digit="1")], at=NOW)

    assert not Rating.objects.exists()


def test_a_later_call_about_the_same_ticket_rates_it_again(call):
    ticket = make_answered()
    services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=ticket.pk)
    services.receive([told("rated", "10:05", digit="2")], at=moment("10:05"))
    again = [
        told("ringing", "10:20", exchange_id="c-2"),
        told("answered", "10:21", exchange_id="c-2", extension="8001"),
    ]
    services.receive(again, at=NOW)
    Ticket.objects.update(answered_at=moment("10:22"))
    second = Call.objects.get(exchange_id="c-2")
    services.link_ticket(second.pk, by=call.operator, at=NOW, ticket_id=ticket.pk)

    services.receive([told("rated", "10:25", exchange_id="c-2", digit="1")], at=NOW + timedelta(minutes=1))

    assert list(Rating.objects.values_list("score", flat=True)) == ["fair", "satisfied"]


def test_what_the_tickets_refuse_is_logged_and_the_event_is_kept(call, caplog):
    ticket = make_answered()
    Ticket.objects.update(status="in_hand", closed_at=None)
    services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=ticket.pk)

    services.receive([told("rated", "10:05", digit="1")], at=NOW)

    assert Call.objects.get().digit == "1"
    assert "by key was refused" in caplog.text
