"""The nightly run, and an alarm from its opening to its end."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from filings.fees.tests.builders import make_refund
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import heartbeats
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.rectification.models import Order
from supervision.watch import permissions, rules, services
from supervision.watch.data import INDICATORS
from supervision.watch.enums import Status
from supervision.watch.models import Alarm, Reading
from supervision.watch.queries import open_alarms
from supervision.watch.queries.measures import MEASURES
from supervision.watch.tests.builders import NOW, make_alarm, make_chief, make_months, make_reading, make_supervisor

pytestmark = pytest.mark.django_db
NIGHT = court_time("2026-12-15 01:30")
ANSWER = {"checked": "real", "words": "系统故障，已补办。"}


@pytest.fixture
def chief():
    return make_chief(name="立案庭长")


@pytest.fixture
def supervisor():
    return make_supervisor(name="督察一")


def told(template):
    rows = Notice.objects.filter(template=f"supervision/watch/{template}").order_by("pk")
    return [(row.recipient, row.about) for row in rows]


def test_in_a_december_in_which_filings_stop_the_alarm_comes_with_its_owner_and_its_limit(chief, supervisor):
    usual = dict.fromkeys(range(1, 12), 50)
    make_months(2026, usual | {12: 52}, usual | {12: 8})  # by the fifteenth, with 10 of 23 working days over

    services.run(at=NIGHT)

    alarm = Alarm.objects.get(indicator="year-end")
    assert (alarm.number[:10], alarm.period, alarm.owner, alarm.status) == ("YJ20261215", "2026", chief, Status.OPEN)
    assert [part.code for part in alarm.reading.parts if part.state == "alarm"] == ["filed-12"]
    # Tuesday and five working days: the next Tuesday.
    assert (alarm.limit.due_at, alarm.limit.responsible) == (court_time("2026-12-23"), chief)
    assert told("alarm_opened") == [(chief, alarm.number), (supervisor, alarm.number)]
    assert trail.history(alarm)[0].history_change_reason == "监测预警"
    assert heartbeats.age("watch", NIGHT) == timedelta()


def test_the_first_run_reads_the_past_year_too_and_the_next_only_adds_the_night(chief):
    first = services.run(at=NIGHT)
    # Eleven have this month and the twelve before, the last whole month only those, 年底立案 two years.
    assert first == Reading.objects.count() == 11 * 13 + 12 + 2
    assert services.run(at=NIGHT + timedelta(days=1)) == 13
    assert Reading.objects.filter(indicator="late-refunds", period="2026-12").count() == 2
    assert Alarm.objects.count() == 0


def test_run_twice_an_alarm_opens_once_and_again_only_when_more_goes_wrong(chief, supervisor):
    make_refund(at=court_time("2026-11-16 10:00"))
    services.run(at=NIGHT)
    services.run(at=NIGHT)
    alarm = Alarm.objects.get()
    services.answer(alarm.pk, by=chief, at=NIGHT, **ANSWER)
    services.close(alarm.pk, by=supervisor, at=NIGHT, conclusion="已整改。")
    services.run(at=NIGHT)
    assert Alarm.objects.count() == 1

    make_refund(at=court_time("2026-11-17 10:00"))
    services.run(at=NIGHT)
    assert [row.status for row in Alarm.objects.order_by("pk")] == [Status.CLOSED, Status.OPEN]


def test_a_run_that_comes_days_late_reads_up_to_its_own_midnight(chief):
    make_refund(at=court_time("2026-11-16 10:00"))  # due on 1 December
    services.run(at=court_time("2026-12-04 09:00"))
    reading = Reading.objects.filter(indicator="late-refunds").order_by("-pk")[0]
    assert (reading.since, reading.until) == (court_time("2026-12-01"), court_time("2026-12-04"))
    assert Alarm.objects.get().period == "2026-12"


def test_one_indicator_that_fails_stops_no_other_and_the_run_says_so(chief, monkeypatch):
    def fail(window):
        raise DatabaseError("gone")

    monkeypatch.setitem(MEASURES, "month-end", fail)
    with pytest.raises(ExceptionGroup) as raised:
        services.run(at=NIGHT)

    assert raised.value.exceptions[0].__notes__ == ["month-end"]
    found = set(Reading.objects.values_list("indicator", flat=True))
    assert found == {indicator.slug for indicator in INDICATORS} - {"month-end"}
    assert heartbeats.age("watch", NIGHT) is None


def test_readings_are_never_changed():
    reading = make_reading()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(state="within")


@pytest.mark.django_db(transaction=True)
def test_two_computations_at_once_open_one_alarm():
    supervisor = make_supervisor()
    make_chief()
    make_refund(at=court_time("2026-11-16 10:00"))
    at = court_time("2026-12-04 09:00")
    done, refused = together(*[lambda: services.compute("late-refunds", by=supervisor, at=at)] * 3)
    assert (len(done), refused, Alarm.objects.count(), Reading.objects.count()) == (3, [], 1, 3)


def test_the_database_keeps_one_open_alarm_and_its_judge_apart(chief, supervisor):
    alarm = make_alarm()
    copy = {"indicator": alarm.indicator, "period": alarm.period, "reading": alarm.reading, "opened_at": NOW}
    with pytest.raises(IntegrityError, match="one_open_alarm"), transaction.atomic():
        Alarm.objects.create(number="YJ2", owner=chief, department=alarm.department, **copy)
    services.answer(alarm.pk, by=chief, at=NOW, **ANSWER)
    alarm.refresh_from_db()
    alarm.status, alarm.closed_by, alarm.closed_at = "closed", chief, NOW  # past the workflow, on purpose
    with pytest.raises(IntegrityError, match="nobody_judges"), transaction.atomic():
        alarm.save()


def test_without_a_head_a_supervisor_owns_it_and_another_judges(supervisor):
    second = make_supervisor()
    alarm = make_alarm()
    assert alarm.owner == supervisor
    services.answer(alarm.pk, by=supervisor, at=NOW, **ANSWER)
    with pytest.raises(Refused):
        services.close(alarm.pk, by=supervisor, at=NOW, conclusion="可以")
    assert services.close(alarm.pk, by=second, at=NOW, conclusion="可以").status == Status.CLOSED


def test_a_court_without_anybody_to_own_an_alarm_says_so():
    with pytest.raises(Refused):
        make_alarm()


def test_an_explanation_meets_the_limit_and_is_put_before_the_supervisors(chief, supervisor):
    alarm = make_alarm()
    services.answer(alarm.pk, by=chief, at=NOW, **ANSWER)

    alarm.refresh_from_db()
    assert (alarm.status, alarm.get_checked_display(), alarm.words) == (Status.ANSWERED, "情况属实", ANSWER["words"])
    assert (alarm.answered_by, alarm.limit.met_at) == (chief, NOW)
    assert told("alarm_answered") == [(supervisor, alarm.number)]
    assert trail.history(alarm)[0].history_user == chief


def test_another_head_of_the_department_may_explain_too(chief, supervisor):
    deputy = make_chief()
    assert services.answer(make_alarm().pk, by=deputy, at=NOW, **ANSWER).answered_by == deputy


def test_closing_keeps_the_opinion_and_tells_the_owner(chief, supervisor):
    alarm = make_alarm()
    services.answer(alarm.pk, by=chief, at=NOW, **ANSWER)
    services.close(alarm.pk, by=supervisor, at=NOW, conclusion="说明成立。")

    alarm.refresh_from_db()
    assert (alarm.status, alarm.conclusion, alarm.closed_by) == (Status.CLOSED, "说明成立。", supervisor)
    assert told("alarm_closed") == [(chief, alarm.number)]


@pytest.mark.parametrize(
    ("state", "act"), [("open", "close"), ("answered", "answer"), ("closed", "answer"), ("closed", "close")]
)
def test_nothing_is_said_out_of_turn(chief, supervisor, state, act):
    alarm = make_alarm()
    if state != "open":
        services.answer(alarm.pk, by=chief, at=NOW, **ANSWER)
    if state == "closed":
        services.close(alarm.pk, by=supervisor, at=NOW, conclusion="可以")
    acts = {
        "answer": lambda: services.answer(alarm.pk, by=chief, at=NOW, **ANSWER),
        "close": lambda: services.close(alarm.pk, by=supervisor, at=NOW, conclusion="再来"),
    }
    with pytest.raises(WrongState):
        acts[act]()


@pytest.mark.parametrize("role", [Role.CLERK, Role.OPERATOR, Role.JUDGE, Role.ADMINISTRATOR, Role.CITIZEN])
def test_nobody_else_reads_computes_explains_or_judges(chief, supervisor, role):
    alarm, other = make_alarm(), make_user(role, department=make_department())
    assert not open_alarms(other)
    assert permissions.indicators_of(other) == ()
    for act in (
        lambda: services.compute("late-refunds", by=other, at=NOW),
        lambda: services.answer(alarm.pk, by=other, at=NOW, **ANSWER),
        lambda: services.close(alarm.pk, by=other, at=NOW, conclusion="x"),
    ):
        with pytest.raises(NotYours):
            act()


def test_a_head_reads_the_own_departments_indicators_only(chief, supervisor):
    operator_head = make_chief(department=make_department("hotline", "12368 诉讼服务热线"))
    alarm = make_alarm()

    assert {indicator.department for indicator in permissions.indicators_of(operator_head)} == {"hotline"}
    assert {indicator.department for indicator in permissions.indicators_of(chief)} == {chief.department.code}
    assert permissions.indicators_of(supervisor) == INDICATORS
    assert list(open_alarms(chief)) == list(open_alarms(supervisor)) == [alarm]
    assert not open_alarms(operator_head)
    for refused in ("hotline-tricks", "nothing"):
        with pytest.raises(NotYours):
            services.compute(refused, by=chief, at=NOW)
    with pytest.raises(NotYours):
        services.answer(alarm.pk, by=operator_head, at=NOW, **ANSWER)


def test_on_demand_today_counts_and_the_reading_says_who_asked(supervisor, chief):
    make_refund(at=court_time("2026-11-10 09:00"))  # due on the 25th
    reading = services.compute("late-refunds", by=supervisor, at=NOW)
    assert (reading.until, reading.computed_by, reading.parts[0].value) == (NOW, supervisor, 1)
    assert len(services.compute_all(by=chief, at=NOW)) == 12


def test_a_notice_that_fails_takes_the_reading_and_the_alarm_with_it(supervisor, chief, monkeypatch):
    make_refund(at=court_time("2026-11-10 09:00"))
    monkeypatch.setattr("supervision.watch.services.alarming.tell", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.compute("late-refunds", by=supervisor, at=NOW)
    assert (Reading.objects.count(), Alarm.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("at", "near", "late"),
    [
        ("2026-12-01 16:59", 0, 0),  # Tuesday: two working days are left
        ("2026-12-02 08:29", 0, 0),  # outside service hours
        ("2026-12-02 08:30", 1, 0),
        ("2026-12-03 16:59", 1, 0),
        ("2026-12-04 08:30", 0, 2),
    ],
)
def test_the_owner_is_urged_on_the_last_two_days_and_the_supervisors_once_it_is_late(chief, supervisor, at, near, late):
    make_alarm()  # due at the end of Thursday, 3 December
    for _ in range(2):
        services.urge(at=court_time(at))
    assert (len(told("alarm_near")), len(told("alarm_late"))) == (near, late)


def test_an_explained_alarm_is_urged_no_more(chief, supervisor):
    services.answer(make_alarm().pk, by=chief, at=NOW, **ANSWER)
    assert services.urge(at=court_time("2026-12-04 10:00")) == 0


def test_a_rectification_is_ordered_from_an_explained_alarm_once(chief, supervisor):
    alarm = make_alarm()
    wanted = {"title": "退费超期", "requirement": "三日内退清。", "until": NOW.date() + timedelta(days=7)}
    with pytest.raises(Refused):
        services.order_rectification(alarm.pk, by=supervisor, at=NOW, **wanted)
    services.answer(alarm.pk, by=chief, at=NOW, **ANSWER)
    with pytest.raises(NotYours):
        services.order_rectification(alarm.pk, by=chief, at=NOW, **wanted)

    order = services.order_rectification(alarm.pk, by=supervisor, at=NOW, **wanted)
    assert services.order_rectification(alarm.pk, by=supervisor, at=NOW, **wanted) == order
    assert (order.source, order.reference, order.topic) == ("alarm", alarm.number, "watch:late-refunds")
    assert (order.owner, Order.objects.count()) == (chief, 1)
    assert reverse("supervision:rectification", args=[order.number])


def test_every_figure_of_a_reading_is_read_again_as_it_was_written(supervisor):
    services.compute_all(by=supervisor, at=NOW)
    for reading in Reading.objects.all():
        assert rules.worst(reading.parts) == reading.state
