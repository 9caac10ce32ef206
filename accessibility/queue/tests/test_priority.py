"""Fairness of the two lines: over any day nobody starves, the ratio holds, each line keeps its order."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accessibility.queue import priority
from accessibility.queue.enums import Reason
from accessibility.queue.priority import Choice, Rule
from gangcheng_court.core.deadlines.clock import court_time

pytestmark = pytest.mark.promise("5")
NOON = court_time("2026-06-17 12:00")  # Wednesday
RULE = Rule(ordinary_in_a_row=2, longest_wait=timedelta(minutes=30))


def ago(minutes: int) -> datetime:
    return NOON - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("ordinary", "first_priority", "in_a_row", "priority_window", "choice"),
    [
        (None, None, 0, False, None),
        (5, None, 9, False, Choice(False, Reason.ONLY_LINE)),
        (None, 5, 0, False, Choice(True, Reason.ONLY_LINE)),
        (5, 1, 0, True, Choice(True, Reason.PRIORITY_WINDOW)),
        (90, 1, 0, True, Choice(True, Reason.PRIORITY_WINDOW)),
        (None, None, 0, True, None),
        (5, None, 0, True, Choice(False, Reason.ONLY_LINE)),
        (5, 1, 0, False, Choice(False, Reason.FIRST_COME)),
        (5, 1, 1, False, Choice(False, Reason.FIRST_COME)),
        (5, 1, 2, False, Choice(True, Reason.PRIORITY_TURN)),
        (1, 5, 0, False, Choice(True, Reason.FIRST_COME)),
        (5, 5, 0, False, Choice(True, Reason.FIRST_COME)),
        (29, 1, 2, False, Choice(True, Reason.PRIORITY_TURN)),
        (30, 1, 2, False, Choice(False, Reason.LONG_WAIT)),
        (30, 1, 3, False, Choice(True, Reason.PRIORITY_TURN)),
        (500, 1, 7, False, Choice(True, Reason.PRIORITY_TURN)),
    ],
)
def test_who_is_called(ordinary, first_priority, in_a_row, priority_window, choice):
    assert choice == priority.choose(
        RULE,
        ordinary=None if ordinary is None else ago(ordinary),
        priority=None if first_priority is None else ago(first_priority),
        in_a_row=in_a_row,
        at=NOON,
        priority_window=priority_window,
    )


def call_all(arrivals: list[tuple[int, bool]], serving: int) -> list[tuple[int, bool, int, bool, bool]]:
    """One shared window through a day: (arrived, priority, called, other line waited, overdue) of each call.

    `arrivals` are (minute, priority); all is in minutes; each visitor takes `serving` minutes.
    """
    lines = {kind: [minute for minute, priority in sorted(arrivals) if priority is kind] for kind in (False, True)}
    start, now, in_a_row, calls = NOON, 0, 0, []
    while any(lines.values()):
        there = {kind: line[0] if line and line[0] <= now else None for kind, line in lines.items()}
        moment = {kind: None if at is None else start + timedelta(minutes=at) for kind, at in there.items()}
        choice = priority.choose(
            RULE, ordinary=moment[False], priority=moment[True], in_a_row=in_a_row, at=start + timedelta(minutes=now)
        )
        if choice is None:
            now = min(line[0] for line in lines.values() if line)
            continue
        arrived = lines[choice.priority].pop(0)
        other_waits = there[not choice.priority] is not None
        in_a_row = 0 if choice.priority or not other_waits else in_a_row + 1
        calls.append((arrived, choice.priority, now, other_waits, choice.reason == Reason.LONG_WAIT))
        now += serving
    return calls


days = st.lists(st.tuples(st.integers(0, 240), st.booleans()), min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@given(days, st.integers(1, 15))
def test_nobody_is_lost_and_each_line_keeps_its_order(arrivals, serving):
    calls = call_all(arrivals, serving)
    assert sorted((arrived, kind) for arrived, kind, *_ in calls) == sorted(arrivals)
    for kind in (False, True):
        of_kind = [arrived for arrived, called_kind, *_ in calls if called_kind is kind]
        assert of_kind == sorted(of_kind)


@settings(max_examples=150, deadline=None)
@given(days, st.integers(1, 15))
def test_one_with_priority_waits_for_two_ordinary_visitors_at_most_or_three_when_one_waited_too_long(arrivals, serving):
    passed, long_waits = 0, 0
    for _, is_priority, _, other_waits, long_wait in call_all(arrivals, serving):
        if is_priority or not other_waits:
            passed = long_waits = 0
            continue
        passed, long_waits = passed + 1, long_waits + long_wait
        assert long_waits <= 1
        assert passed <= RULE.ordinary_in_a_row + long_waits


@settings(max_examples=150, deadline=None)
@given(days, st.integers(1, 15))
def test_an_ordinary_visitor_is_overtaken_by_one_priority_visitor_in_three_at_most(arrivals, serving):
    calls = call_all(arrivals, serving)
    for place, (arrived, is_priority, *_) in enumerate(calls):
        if is_priority:
            continue
        before = [kind for came, kind, *_ in calls[:place] if came >= arrived]
        overtaking = sum(kind for came, kind, *_ in calls[:place] if came > arrived)
        ahead_in_line = sum(1 for came, kind, *_ in calls[:place] if not kind and came <= arrived)
        assert overtaking <= ahead_in_line / RULE.ordinary_in_a_row + 1, (arrived, before)
