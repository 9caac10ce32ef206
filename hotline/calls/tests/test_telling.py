"""What the exchange tells is kept as it came; the call follows, and its call-back."""

import threading
from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from gangcheng_court.core.accounts.tests.builders import make_department
from hotline.calls import services
from hotline.calls.enums import CallResult, EventSource
from hotline.calls.models import Call, CallEvent, CallTicket
from hotline.calls.tests.builders import CALLER, NOW, make_extension, moment, told
from hotline.tickets.models import Callback, Ticket

pytestmark = pytest.mark.django_db
ANSWERED = [
    told("ringing", "10:00:00"),
    told("answered", "10:00:08", extension="8001"),
    told("ended", "10:03:00"),
]
MISSED = [told("ringing", "10:00:00"), told("abandoned", "10:00:20")]


@pytest.fixture(autouse=True)
def desk():
    return make_department("hotline", "12368 诉讼服务热线")


def test_a_call_is_worked_out_of_its_events_and_belongs_to_whoever_sits_at_the_telephone():
    telephone = make_extension("8001")

    assert services.receive(ANSWERED, at=NOW) == 3

    call = Call.objects.get()
    assert (call.exchange_id, call.caller, call.result, call.in_hours) == ("c-1", CALLER, "answered", True)
    assert (call.rang_at, call.answered_at, call.ended_at) == tuple(event.at for event in ANSWERED)
    assert call.operator == telephone.operator
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("order", [ANSWERED, ANSWERED[::-1], [*ANSWERED[1:], *ANSWERED, *ANSWERED]])
def test_late_twice_and_out_of_order_gives_the_same_call_and_keeps_each_event_once(order):
    assert [services.receive([event], at=NOW) for event in order].count(1) == 3

    assert CallEvent.objects.count() == 3
    assert Call.objects.get().result == CallResult.ANSWERED
    assert not Ticket.objects.exists()


def test_an_operator_who_moved_keeps_the_calls_of_before():
    telephone = make_extension("8001")
    services.receive(ANSWERED[:2], at=NOW)
    before = telephone.operator
    telephone.operator = None
    telephone.save()

    services.receive(ANSWERED[2:], at=NOW)

    assert Call.objects.get().operator == before


def test_an_event_is_kept_with_everything_it_said_and_never_changes():
    services.receive([told("ringing", "10:00:00", raw={"queue": "hotline"})], at=NOW)

    event = CallEvent.objects.get()
    assert (event.told, event.received_at, event.source) == ({"queue": "hotline"}, NOW, EventSource.API)
    for change in (lambda: CallEvent.objects.update(caller=""), CallEvent.objects.all().delete):
        with pytest.raises((InternalError, ProgrammingError), match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("rang_at", "in_hours"),
    [
        ("08:29:59", False),
        ("08:30:00", True),
        ("12:00:00", False),  # the noon break
        ("13:30:00", True),
        ("17:29:59", True),
        ("17:30:00", False),
    ],
)
def test_whether_it_rang_in_hours_is_judged_at_the_moment_it_rang(rang_at, in_hours):
    services.receive([told("ringing", rang_at), told("ended", "18:00")], at=moment("18:00"))

    assert Call.objects.get().in_hours is in_hours


def test_a_missed_call_opens_its_call_back_at_once_and_only_once():
    for _ in range(2):
        services.receive(MISSED, at=NOW)
    services.receive([told("ended", "10:00:21")], at=NOW)

    ticket = Ticket.objects.get()
    assert (ticket.phone, ticket.source, ticket.received_at) == (CALLER, "missed_call", moment("10:00:20"))
    assert CallTicket.objects.get().call == Call.objects.get()
    assert Callback.objects.get().ticket == ticket


def test_several_missed_calls_of_one_number_share_the_call_back_that_is_open_and_the_next_has_its_own():
    services.receive(MISSED, at=NOW)
    second = [told("ringing", "10:02", exchange_id="c-2"), told("abandoned", "10:03", exchange_id="c-2")]
    services.receive(second, at=NOW)
    assert list(Ticket.objects.values_list("calls__call__exchange_id", flat=True).order_by("calls")) == ["c-1", "c-2"]
    Callback.objects.update(ended_at=NOW, reached=True)

    third = [told("ringing", "10:12", exchange_id="c-3"), told("abandoned", "10:13", exchange_id="c-3")]
    services.receive(third, at=NOW)

    assert Ticket.objects.count() == 2


@pytest.mark.parametrize(
    "events",
    [
        [told("ringing", "10:00:00", caller=""), told("abandoned", "10:00:20", caller="")],  # withheld
        [told("ringing", "10:00:00"), told("abandoned", "10:00:04")],  # short
        ANSWERED,
        [told("ringing", "10:00:00")],
    ],
)
def test_nobody_is_called_back_who_cannot_be_or_hardly_waited_or_was_answered(events):
    services.receive(events, at=NOW)
    services.open_call_backs(at=NOW)

    assert not Ticket.objects.exists()


@pytest.mark.parametrize("caller", ["114", "053176881643", "+442000000000", "13800000001"])
def test_every_number_that_can_be_rung_has_its_call_back(caller):
    services.receive([told("ringing", "10:00", caller=caller), told("abandoned", "10:01", caller=caller)], at=NOW)

    assert Ticket.objects.get().phone == caller


def test_a_missed_call_of_last_week_is_counted_and_no_more():
    services.receive(MISSED, at=NOW + timedelta(days=4))

    assert Call.objects.get().result == CallResult.MISSED
    assert not Ticket.objects.exists()


def test_an_end_without_a_word_of_being_missed_waits_a_minute_for_the_answer_that_may_be_under_way():
    services.receive([told("ringing", "10:00:00"), told("ended", "10:03:00")], at=moment("10:03:01"))
    assert Call.objects.get().result == CallResult.MISSED

    services.open_call_backs(at=moment("10:03:59"))
    assert not Ticket.objects.exists()

    for _ in range(2):
        services.open_call_backs(at=moment("10:04:01"))
    assert Ticket.objects.get().received_at == moment("10:03:00")


def test_an_answer_told_late_leaves_a_note_on_the_call_back_and_opens_nothing_more():
    services.receive(MISSED, at=NOW)

    for _ in range(2):
        services.receive([told("answered", "10:00:10", extension="8001")], at=NOW)

    assert Call.objects.get().result == CallResult.ANSWERED
    step = Ticket.objects.get().steps.get(kind="noted")
    assert (step.by, step.words) == (None, "交换机后来补报：2026-11-23 10:00 的来电已由坐席接听，回拨前请先核对。")


@pytest.mark.django_db(transaction=True)
def test_two_events_of_a_call_at_the_same_moment_and_two_calls_of_a_number_lose_nothing_and_double_nothing():
    second = [told("ringing", "10:10", exchange_id="c-2"), told("abandoned", "10:11", exchange_id="c-2")]
    events = MISSED + second
    barrier = threading.Barrier(len(events))

    def tell(event):
        barrier.wait()
        try:
            services.receive([event], at=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell, args=[event]) for event in events]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert CallEvent.objects.count() == 4
    assert [call.result for call in Call.objects.all()] == ["missed", "missed"]
    services.open_call_backs(at=NOW)
    assert (Ticket.objects.count(), CallTicket.objects.count()) == (1, 2)
