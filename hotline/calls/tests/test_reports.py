"""The connection rate, on a table small enough to count by hand."""

from datetime import date, timedelta

import pytest

from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.core.deadlines.clock import court_time
from hotline.calls import reports, services
from hotline.calls.models import Call, CallTicket
from hotline.calls.tests.builders import NOW, make_call, make_operator, moment
from hotline.tickets.models import Callback
from hotline.tickets.services import open_missed

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def totals():
    return reports.totals(Call.objects.all(), MONDAY, MONDAY)


@pytest.fixture
def monday():
    """In hours: 3 answered (after 4, 8 and 12 s), 1 missed, 1 still ringing, 1 short; out of hours: 1 and 1."""
    first, second = make_operator(name="甲"), make_operator(name="乙")
    for seconds, operator in ((4, first), (8, first), (12, second)):
        make_call(operator=operator, answered_at=moment("10:00") + timedelta(seconds=seconds))
    make_call(result="missed", operator=second)
    make_call(result="ringing", ended_at=None, rang_at=moment("11:00"))
    make_call(result="short")
    make_call(in_hours=False, rang_at=moment("12:30"), operator=first)
    make_call(in_hours=False, rang_at=moment("20:00"), result="missed")
    make_call(rang_at=moment("23:59:59") + timedelta(seconds=1))  # Tuesday
    make_call(rang_at=moment("00:00") - timedelta(seconds=1))  # Sunday


def test_the_rate_is_answered_of_those_who_waited_in_hours_beside_every_call(monday):
    figures = totals()

    assert (figures.offered, figures.answered, figures.missed, figures.short) == (8, 4, 3, 1)
    assert (figures.offered_in_hours, figures.answered_in_hours, figures.missed_in_hours) == (6, 3, 2)
    assert (figures.short_in_hours, figures.out_of_hours) == (1, 2)
    assert (figures.n, figures.rate, figures.rate_of_all) == (5, 3 / 5, 4 / 8)
    assert figures.answer_speed == timedelta(seconds=6)


def test_what_everybody_reads_is_this_month(monday):
    make_call(rang_at=court_time("2026-10-31 23:59"))
    make_call(rang_at=court_time("2026-11-01 00:00"))
    make_call(rang_at=court_time("2026-12-01 00:00"))

    assert reports.public_figures(court_time("2026-11-30 23:59")).offered == 8 + 2 + 1


def test_without_calls_there_is_no_rate():
    figures = totals()

    assert (figures.offered, figures.rate, figures.rate_of_all, figures.answer_speed) == (0, None, None, None)


def test_a_call_back_that_reached_counts_apart_and_never_as_answered():
    make_department("hotline", "12368 诉讼服务热线")
    call = make_call(result="missed")
    ticket = open_missed(phone=call.caller, at=NOW, once="made")
    again = make_call(result="missed")
    for one in (call, again):
        CallTicket.objects.create(call=one, ticket=ticket)
    Callback.objects.update(ended_at=NOW, reached=False)
    assert totals().called_back == 0
    Callback.objects.create(ticket=ticket, planned_at=NOW, ended_at=NOW, reached=True)

    figures = totals()

    assert (figures.missed, figures.called_back, figures.answered, figures.rate) == (2, 2, 0, 0.0)


def test_what_operators_took_down_themselves_is_no_part_of_the_rate(monday):
    before = totals()

    services.start_by_hand(by=make_operator(), at=NOW)

    after = totals()
    assert (after.by_hand, after.offered, after.rate) == (1, before.offered, before.rate)


def test_by_day_hour_and_operator_the_lines_add_up(monday):
    calls = Call.objects.all()
    days = reports.by_day(calls, date(2026, 11, 22), date(2026, 11, 24))
    hours = reports.by_hour(calls, MONDAY, MONDAY)
    operators = reports.by_operator(calls, MONDAY, MONDAY)

    assert [(line.name, line.offered) for line in days] == [("2026-11-22", 1), ("2026-11-23", 8), ("2026-11-24", 1)]
    assert [(line.name, line.offered, line.answered) for line in hours] == [
        ("10:00–11:00", 5, 3),
        ("11:00–12:00", 1, 0),
        ("12:00–13:00", 1, 1),
        ("20:00–21:00", 1, 0),
    ]
    assert {line.name: (line.answered, line.missed) for line in operators} == {
        "甲": (3, 0),
        "乙": (1, 1),
        "没有分到坐席": (0, 2),
    }


def test_two_operators_of_one_name_stay_two():
    for _ in range(2):
        make_call(operator=make_operator(name="王芳"))

    assert [line.name for line in reports.by_operator(Call.objects.all(), MONDAY, MONDAY)] == ["王芳", "王芳"]


def test_a_report_is_one_statement(monday, django_assert_num_queries):
    for ask in (reports.totals, reports.by_day, reports.by_hour, reports.by_operator):
        with django_assert_num_queries(1):
            ask(Call.objects.all(), MONDAY, MONDAY)
