"""The arithmetic of the indicators on worked numbers; no database."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from filings.mediation.deadlines import mediation_period
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_time
from supervision.watch import rules
from supervision.watch.data import INDICATORS
from supervision.watch.enums import Span, State
from supervision.watch.queries.listings import LISTINGS
from supervision.watch.queries.measures import MEASURES
from supervision.watch.rules import Part, Side, Unit

LIMITS = settings.WATCH_THRESHOLDS
WHOLE = {11: 1.0, 12: 1.0, 13: 1.0}
SUBMITTED = dict.fromkeys(range(1, 11), 200) | {11: 200, 12: 205, 13: 210}
FILED = dict.fromkeys(range(1, 11), 190) | {11: 150, 12: 110, 13: 330}


def year_end(submitted=SUBMITTED, filed=FILED, elapsed=WHOLE):
    return {part.code: part for part in rules.year_end(submitted, filed, limits=LIMITS, elapsed=elapsed)}


def test_a_december_in_which_filings_stop_alarms_by_the_worked_numbers():
    parts = year_end()

    assert round(parts["filed-12"].value, 2) == 0.58
    assert "收件比 1.02" in parts["filed-12"].note or "收件比 1.03" in parts["filed-12"].note
    assert parts["filed-12"].state == State.ALARM
    assert round(parts["january"].value, 2) == 2.54
    assert parts["january"].state == State.ALARM
    assert parts["filed-11"].state == State.NEAR  # 150 / 190 = 0.79


@pytest.mark.parametrize(
    ("filed", "submitted", "state"),
    [
        (134, 205, State.NEAR),  # 134 / 190 = 0.705
        (132, 205, State.ALARM),  # 0.695
        (132, 180, State.ALARM),  # as much as 0.9 of the usual came
        (132, 179, State.WITHIN),  # less came, so less was registered
    ],
)
def test_the_year_end_alarms_only_below_the_ratio_while_as_much_came_as_ever(filed, submitted, state):
    assert year_end(SUBMITTED | {12: submitted}, FILED | {12: filed})["filed-12"].state == state


@pytest.mark.parametrize(("january", "state"), [(207, State.NEAR), (208, State.NEAR), (209, State.ALARM)])
def test_a_january_alarms_above_the_surge(january, state):  # 1.6 × 130 = 208
    assert year_end(filed=FILED | {13: january})["january"].state == state


def test_a_month_that_still_runs_is_measured_by_as_much_of_the_mean():
    half = year_end(SUBMITTED | {12: 100}, FILED | {12: 60}, {11: 1.0, 12: 0.5})

    assert round(half["filed-12"].value, 2) == 0.63  # 60 of 95
    assert half["filed-12"].state == State.ALARM
    assert "january" not in half


def test_a_court_with_few_filings_never_alarms():
    few = {month: count // 20 for month, count in FILED.items()}
    parts = year_end(dict.fromkeys(SUBMITTED, 10), few | {12: 1})

    assert parts["filed-12"].value < 0.7
    assert {part.state for part in parts.values()} == {State.WITHIN}
    assert "不足 20" in parts["filed-12"].why_silent


def test_nothing_before_november_and_an_empty_year_say_nothing():
    assert year_end(elapsed={}) == {}
    assert {part.value for part in year_end({}, {}).values()} == {None}


@pytest.mark.parametrize(
    ("last", "before", "state"),
    [
        ((50, 24), (300, 240), State.NEAR),  # 24 of 40 expected: 0.6
        ((50, 23), (300, 240), State.ALARM),
        ((50, 40), (300, 240), State.WITHIN),
        ((10, 0), (300, 240), State.WITHIN),  # eight expected: too few
        ((50, 0), (0, 0), State.WITHIN),
    ],
)
def test_the_months_last_days_are_measured_by_what_came(last, before, state):
    assert rules.month_end(last, before, limits=LIMITS).state == state


@pytest.mark.parametrize(
    ("daily", "state"),
    [
        ([10] * 5 + [8, 9], State.ALARM),
        ([10] * 4 + [8, 9], State.NEAR),
        ([4] * 20, State.WITHIN),  # a small court
        ([], State.WITHIN),
    ],
)
def test_the_same_greatest_number_day_after_day_is_a_cap(daily, state):
    assert rules.capped(daily, limits=LIMITS).state == state


def test_a_cause_refused_far_oftener_than_the_others_stands_out():
    # Of all 10 %: with 100 decided one standard deviation is 3 %, so 19 % is the line; 丙 is too small.
    groups = [("甲", 100, 20), ("乙", 100, 18), ("丙", 19, 19), ("丁", 800, 60)]
    assert rules.outliers(groups, (1000, 100), limits=LIMITS) == ["甲"]
    assert rules.outliers(groups, (1000, 0), limits=LIMITS) == []
    assert rules.outliers([], (0, 0), limits=LIMITS) == []


def ranked(first, second):
    """(n₁, n₂, rank sum of the first, Σ t³ − t) of two samples."""
    both = sorted([*first, *second])
    rank = {value: both.index(value) + (both.count(value) + 1) / 2 for value in both}
    return (
        *(len(first), len(second), sum(rank[value] for value in first)),
        sum(both.count(value) ** 3 - both.count(value) for value in set(both)),
    )


@pytest.mark.parametrize(
    ("first", "second", "chance"),
    [
        ([19, 22, 16, 29, 24], [20, 11, 17, 12], 0.1113),  # U = 17 of 20
        ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 0.0122),  # U = 0, σ² = 22.92: z = 12 / 4.787
        ([1, 2, 2, 3], [2, 3, 3, 4], 0.1720),  # U = 3, ties 48: σ² = 16 / 12 × (9 − 48 / 56) = 10.86, z = 4.5 / 3.295
        ([1, 2, 3], [1, 2, 3], 1.0),
        ([], [1, 2], None),
        ([5, 5], [5, 5], None),
    ],
)
def test_two_groups_are_compared_by_their_ranks(first, second, chance):
    found = rules.rank_test(*ranked(first, second))
    assert found == (None if chance is None else pytest.approx(chance, abs=0.0005))


@pytest.mark.parametrize(
    ("at", "days"),
    [("2026-09-20 23:59", 0), ("2026-09-21 00:00", 1), ("2026-09-21 17:00", 1), ("2026-09-23 09:00", 3)],
)
def test_a_mediation_accepted_on_the_twentieth_of_august_is_overdue_a_day_on_the_twenty_first_of_september(at, days):
    period = mediation_period(court_time("2026-08-20 10:00"), Calendar())

    assert period.raw_last_day == date(2026, 9, 19)  # Saturday
    assert period.last_day == date(2026, 9, 20)  # Sunday, a make-up working day
    assert rules.overdue_days(period.due_at, court_time(at)) == days


@pytest.mark.parametrize(
    ("part", "state"),
    [
        (Part("x", "x", 1, 5), State.ALARM),
        (Part("x", "x", 0, 5), State.WITHIN),
        (Part("x", "x", 0.1, 30, Unit.SHARE, 0.1), State.NEAR),
        (Part("x", "x", 0.1001, 30, Unit.SHARE, 0.1), State.ALARM),
        (Part("x", "x", 0.5, 19, Unit.SHARE, 0.1, least=20), State.WITHIN),
        (Part("x", "x", 3, 30, threshold=3, side=Side.FROM), State.ALARM),
        (Part("x", "x", 2, 30, threshold=3, side=Side.FROM), State.WITHIN),
        (Part("x", "x", 0.0099, 30, Unit.CHANCE, 0.01, Side.BELOW), State.ALARM),
        (Part("x", "x", 0.012, 30, Unit.CHANCE, 0.01, Side.BELOW), State.NEAR),
        (Part("x", "x", 0.05, 30, Unit.CHANCE, 0.01, Side.BELOW), State.WITHIN),
        (Part("x", "x", 99, 30, Unit.DAYS, None), State.WITHIN),
        (Part("x", "x", None, 0), State.WITHIN),
    ],
)
def test_a_figure_stands_within_near_or_beyond_its_threshold(part, state):
    assert part.state == state
    assert rules.read(rules.stored([part])) == [part]


def test_an_indicator_stands_where_its_worst_figure_stands():
    near, alarm = Part("a", "a", 0.1, 30, Unit.SHARE, 0.1), Part("b", "b", 1, 1)
    assert rules.worst([near, alarm]) == State.ALARM
    assert rules.worst([near]) == State.NEAR
    assert rules.worst([]) == State.WITHIN


def test_only_more_matters_or_another_figure_is_worse_than_before():
    one, two = Part("a", "a", 1, 9), Part("a", "a", 2, 9)
    share = Part("b", "b", 0.2, 30, Unit.SHARE, 0.1)

    assert rules.is_worse([two], [one])
    assert not rules.is_worse([one], [two])
    assert rules.is_worse([one, share], [one])
    assert not rules.is_worse([Part("b", "b", 0.3, 30, Unit.SHARE, 0.1)], [share])


@pytest.mark.parametrize(
    ("span", "upto", "period", "since", "until"),
    [
        (Span.MONTH, "2026-11-26 10:00", "2026-11", "2026-11-01", "2026-11-26 10:00"),
        (Span.MONTH, "2026-12-01", "2026-11", "2026-11-01", "2026-12-01"),
        (Span.QUARTER, "2027-01-15", "2027-01", "2026-11-01", "2027-01-15"),
        (Span.WHOLE_MONTH, "2026-12-31", "2026-11", "2026-11-01", "2026-12-01"),
        (Span.WHOLE_MONTH, "2027-01-01", "2026-12", "2026-12-01", "2027-01-01"),
        (Span.YEAR_END, "2026-11-02", "2026", "2026-01-01", "2026-11-02"),
        (Span.YEAR_END, "2027-01-15", "2026", "2026-01-01", "2027-01-15"),
        (Span.YEAR_END, "2027-10-31", "2026", "2026-01-01", "2027-02-01"),
    ],
)
def test_each_indicator_looks_at_its_own_time(span, upto, period, since, until):
    assert rules.window(span, court_time(upto)) == rules.Window(period, court_time(since), court_time(until))


def test_the_past_months_end_where_the_next_begin():
    ends = rules.month_ends(court_time("2026-01-15"), 3)
    assert ends == [court_time("2025-11-01"), court_time("2025-12-01"), court_time("2026-01-01")]


def test_working_days_elapse_when_they_are_over():
    days = [date(2026, 12, 1) + timedelta(days=ahead) for ahead in range(4)]
    assert rules.elapsed_share(days, court_time("2026-12-03")) == 0.5
    assert rules.elapsed_share([], court_time("2026-12-03")) == 0


def test_every_indicator_has_its_words_its_measure_and_its_lists():
    slugs = [indicator.slug for indicator in INDICATORS]
    assert len(set(slugs)) == 13
    assert set(MEASURES) == set(LISTINGS) == set(slugs)
    assert all(indicator.definition and indicator.formula and indicator.basis for indicator in INDICATORS)
