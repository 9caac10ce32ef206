"""The hall's figures, against a recount by hand: every group, every day on which a clock or a calendar is odd."""

from datetime import date, timedelta
from random import Random

import pytest

from accessibility.assistance.models import AssistanceLimit
from accessibility.assistance.tests.builders import make_assistance
from accessibility.queue import reports
from accessibility.queue.enums import AppointmentState, Outcome, PeriodKind, Status
from accessibility.queue.models import Appointment
from accessibility.queue.reports import Figures, Times
from accessibility.queue.tests.days import SERVED, at, make_day, make_matter, make_stay, make_window
from accessibility.queue.tests.recounting import recount
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.promises import ASSISTANCE_ON_TIME

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 11, 25)
WAITING, CALLED, SERVING, HELD, MISSED = PeriodKind


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@pytest.mark.parametrize("seed", range(8))
def test_every_figure_of_a_day_by_chance_is_what_a_recount_finds(seed):
    make_day(Random(seed), WEDNESDAY, count=40)

    found = reports.counted(WEDNESDAY, WEDNESDAY)

    assert found == recount()
    assert found["whole", ""].transfers > 0
    assert found["whole", ""].misses > 0


def test_a_ticket_s_waits_are_one_wait_and_what_lies_between_them_is_none():
    second = make_matter(1)
    ticket = make_stay(
        at("09:00"),
        (WAITING, 20),
        (CALLED, 3),
        (MISSED, 30),
        (WAITING, 5),
        (CALLED, 1),
        (SERVING, 8),
        (HELD, 40),
        (CALLED, 1),
        (SERVING, 4),
    )
    ticket.periods.filter(kind=SERVING, ended_at__gt=at("10:30")).update(matter=second, window=make_window(2))

    report = reports.report(WEDNESDAY, WEDNESDAY)

    assert report.total.wait == Times(1, minutes(25), minutes(25), minutes(25))
    assert report.total.service == Times(1, minutes(12), minutes(12), minutes(12))
    assert [(line.name, line.service.longest) for line in report.matters] == [
        ("立案", minutes(8)),
        ("交退费", minutes(4)),
    ]
    assert [(line.name, line.service.longest) for line in report.windows] == [
        ("1 号窗口", minutes(8)),
        ("2 号窗口", minutes(4)),
    ]


def test_half_and_nine_of_ten_are_waits_that_somebody_had():
    for waited in range(1, 11):
        make_stay(at("09:00"), (WAITING, waited), (CALLED, 1), (SERVING, 2))

    assert reports.report(WEDNESDAY, WEDNESDAY).total.wait == Times(10, minutes(5), minutes(9), minutes(10))


def test_the_end_of_the_day_makes_no_wait_and_no_service():
    ended = {"status": Status.DONE, "outcome": Outcome.DAY_ENDED}
    make_stay(at("16:00"), (WAITING, 480), **ended)
    make_stay(at("16:00"), (WAITING, 10), (CALLED, 1), (SERVING, 469), **ended)

    total = reports.report(WEDNESDAY, WEDNESDAY).total

    assert (total.tickets, total.day_ended, total.wait.n, total.wait.longest) == (2, 2, 1, minutes(10))
    assert total.service == Times()


def test_a_ticket_open_at_the_last_second_belongs_to_its_day():
    make_stay(at("23:59:59"), (WAITING, 1), status=Status.DONE, outcome=Outcome.DAY_ENDED)
    make_stay(at("00:00:00", "2026-11-26"), *SERVED)

    first, second = (reports.report(day, day) for day in (WEDNESDAY, date(2026, 11, 26)))

    assert (first.total.tickets, first.total.day_ended) == (1, 1)
    assert [line.name for line in first.hours] == ["23:00–24:00"]
    assert (second.total.tickets, [line.name for line in second.hours]) == (1, ["00:00–01:00"])


@pytest.mark.parametrize(("day", "name"), [("2026-10-10", "2026-10-10（周六）"), ("2028-02-29", "2028-02-29（周二）")])
def test_a_make_up_saturday_and_the_29th_of_february_are_days_like_others(day, name):
    make_stay(at("09:00", day), *SERVED)
    whole = date.fromisoformat(day)

    month = reports.report(whole.replace(day=1), whole)

    assert [(line.name, line.wait.n) for line in month.days] == [(name, 1)]
    assert dict(reports.public_figures(court_time(f"{day} 18:00")))["普通号"].n == 1


def test_a_clock_set_back_an_hour_makes_no_wait_negative():
    make_stay(at("10:00"), (WAITING, 0), (CALLED, 0), (SERVING, 5))
    waiting = make_stay(at("10:00"), (WAITING, 0), running=True)

    assert reports.report(WEDNESDAY, WEDNESDAY).total.wait.longest == timedelta()
    assert [(row.ticket, row.waited) for row in reports.waiting(WEDNESDAY, at("09:00"))] == [(waiting, timedelta())]


def test_priority_share_channels_and_no_shows():
    make_stay(at("09:00"), *SERVED, priority="aged", channel="phone")
    make_stay(at("09:00"), (WAITING, 3), (CALLED, 5), outcome=Outcome.NO_SHOW)
    make_stay(at("10:00"), (WAITING, 3), status=Status.LEFT, outcome="")
    make_stay(at("10:00"), (WAITING, 3), running=True)

    report = reports.report(WEDNESDAY, WEDNESDAY)

    assert report.priority_share == 1 / 4
    assert [(line.name, line.tickets) for line in report.channels] == [("自助取号机", 3), ("手机", 1)]
    assert (report.total.no_shows, report.total.given_up, report.total.no_show_rate) == (1, 1, 1 / 4)


def test_a_day_without_tickets_has_no_figures():
    report = reports.report(WEDNESDAY, WEDNESDAY)

    assert (report.total, report.matters, report.days) == (Figures(), [], [])
    assert (report.priority_share, report.total.no_show_rate) == (None, None)


def test_the_report_is_three_statements_however_many_tickets(django_assert_num_queries):
    make_day(Random(1), WEDNESDAY, count=5)
    with django_assert_num_queries(3):
        reports.report(WEDNESDAY, WEDNESDAY)


@pytest.mark.parametrize(("priority", "limit"), [("", 30), ("disability", 10)])
def test_the_alarm_is_raised_past_the_limit_of_the_class_and_not_before(priority, limit):
    ticket = make_stay(at("09:00"), (WAITING, 0), running=True, priority=priority)
    due = at("09:00") + minutes(limit)

    assert reports.alarms(WEDNESDAY, due) == []
    (alarm,) = reports.alarms(WEDNESDAY, due + timedelta(seconds=1))
    assert (alarm.ticket, alarm.limit) == (ticket, minutes(limit))


def test_earlier_waits_count_and_the_longest_stands_first():
    again = make_stay(at("09:00"), (WAITING, 25), (CALLED, 1), (MISSED, 10), (WAITING, 0), running=True)
    first = make_stay(at("09:00"), (WAITING, 0), running=True)
    make_stay(at("09:00"), *SERVED)
    make_stay(at("09:00", "2026-11-24"), (WAITING, 0), running=True)

    rows = reports.waiting(WEDNESDAY, at("09:42"))

    assert [(row.ticket, row.waited) for row in rows] == [(first, minutes(42)), (again, minutes(31))]


def test_appointments_are_kept_of_those_that_somebody_should_have_come_to():
    states = [*["arrived"] * 3, "missed", "cancelled", "booked"]
    for seat, state in enumerate(states):
        Appointment.objects.create(
            code=f"{seat}",
            matter=make_matter(),
            starts_at=at("09:00"),
            ends_at=at("09:30"),
            seat=seat,
            state=AppointmentState(state),
            name="张三",
            phone="13800000000",
            booked_at=at("08:00"),
        )

    figures = reports.appointments(WEDNESDAY, WEDNESDAY)

    assert (figures.kept, figures.missed, figures.cancelled, figures.open, figures.rate) == (3, 1, 1, 1, 3 / 4)
    assert reports.appointments(date(2026, 11, 26), date(2026, 11, 26)).rate is None


def test_help_is_on_time_of_what_was_due_and_what_still_runs_counts_nowhere():
    for met in (at("08:59"), at("09:00"), None):
        make_assistance(at=at("08:00"), arrives_at=at("09:00"))
        AssistanceLimit.objects.filter(met_at__isnull=True, promise=ASSISTANCE_ON_TIME.code).update(met_at=met)
    make_assistance(at=at("08:00"), arrives_at=at("15:00"))

    figures = reports.assistance(WEDNESDAY, WEDNESDAY, at("10:00"))

    assert (figures.n, figures.kept, figures.rate) == (3, 1, 1 / 3)
    assert reports.assistance(date(2026, 11, 24), date(2026, 11, 24), at("10:00")).rate is None
