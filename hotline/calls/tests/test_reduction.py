"""Whatever order the exchange tells its events in, and however often: the call is the same."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.calls.enums import CallResult, EventKind, EventSource
from hotline.calls.rules.reduction import Told, caller_number, reduce
from hotline.calls.tests.builders import CALLER, moment, told

EVENTS = st.builds(
    Told,
    exchange_id=st.just("c-1"),
    kind=st.sampled_from(EventKind.values),
    at=st.integers(0, 20).map(lambda seconds: moment("10:00") + timedelta(seconds=seconds)),
    source=st.sampled_from(EventSource.values),
    caller=st.sampled_from(["", CALLER, "13800000002"]),
    extension=st.sampled_from(["", "8001", "8002"]),
    digit=st.sampled_from(["", "1", "3"]),
)


@given(st.lists(EVENTS, min_size=1, max_size=12), st.data())
def test_any_order_and_any_repetition_gives_the_same_call(events, data):
    again = data.draw(st.permutations(events + data.draw(st.lists(st.sampled_from(events)))))

    assert reduce(again) == reduce(events)


@given(st.lists(EVENTS, min_size=1, max_size=12))
def test_a_call_never_ends_or_is_answered_before_it_rings_and_is_answered_exactly_when_somebody_answered(events):
    call = reduce(events)

    assert call.rang_at <= (call.answered_at or call.rang_at) <= (call.ended_at or call.answered_at or call.rang_at)
    assert (call.result == CallResult.ANSWERED) == (call.answered_at is not None)
    assert (call.answered_at is not None) == any(event.kind == EventKind.ANSWERED for event in events)


@pytest.mark.parametrize(
    ("events", "result", "settled"),
    [
        ([told("ringing", "10:00:00")], "ringing", False),
        ([told("ringing", "10:00:00"), told("answered", "10:00:08")], "answered", False),
        ([told("ringing", "10:00:00"), told("answered", "10:00:08"), told("ended", "10:03:00")], "answered", True),
        ([told("ringing", "10:00:00"), told("abandoned", "10:00:05")], "missed", True),
        ([told("ringing", "10:00:00"), told("abandoned", "10:00:04.999")], "short", True),
        ([told("abandoned", "10:00:04")], "missed", False),  # when it rang is still to come
        ([told("ringing", "10:00:00"), told("ended", "10:00:30")], "missed", False),  # an answer may still be told
        ([told("ringing", "10:00:00"), told("ended", "10:00:02")], "short", False),
        ([told("ended", "10:03:00"), told("answered", "10:00:08")], "answered", True),
        ([told("rated", "10:03:00", digit="1")], "ringing", False),
    ],
)
def test_how_a_call_counts(events, result, settled):
    call = reduce(events)

    assert (call.result, call.settled) == (result, settled)


def test_a_call_that_rang_at_two_telephones_belongs_to_the_one_that_answered():
    rang = [told("ringing", "10:00:00", extension="8001"), told("ringing", "10:00:12", extension="8002")]

    assert reduce(rang).extension == "8002"
    assert reduce([*rang, told("answered", "10:00:20", extension="8001")]).extension == "8001"


def test_a_cdr_fills_in_what_was_not_told_live_and_overrules_nothing():
    live = [told("ringing", "10:00:03"), told("answered", "10:00:09", extension="8001")]
    cdr = {"source": EventSource.ASTERISK_CDR}
    from_file = [told("answered", "10:00:01", extension="8009", **cdr), told("ended", "10:05:00", **cdr)]
    by_hand = told("ended", "10:04:00", source=EventSource.BY_HAND)

    call = reduce([*live, *from_file, by_hand])

    assert (call.answered_at, call.extension, call.ended_at) == (moment("10:00:09"), "8001", moment("10:05:00"))


def test_the_last_key_pressed_is_the_rating():
    pressed = [told("rated", "10:05:00", digit="3"), told("rated", "10:05:04", digit="1")]

    assert reduce([told("answered", "10:00:08"), *pressed]).digit == "1"


@pytest.mark.parametrize(
    ("told_as", "number"),
    [
        ("13800000001", "13800000001"),
        ("013800000001", "13800000001"),
        ("+86 138 0000 0001", "13800000001"),
        ("008613800000001", "13800000001"),
        ("8613800000001", "13800000001"),
        ("0531-76881643", "053176881643"),
        ("+8653176881643", "053176881643"),
        ("86000000", "86000000"),  # a local number that only looks like a country
        ("+442000000000", "+442000000000"),
        *[(text, "") for text in ("", "anonymous", "Restricted", "unknown", "<unknown>", "12", "1" * 19, "１３８")],
    ],
)
def test_a_number_is_kept_as_it_is_dialled_here_and_a_withheld_one_as_none(told_as, number):
    assert caller_number(told_as) == number
