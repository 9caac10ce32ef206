"""Reminders ahead of a limit, the question after it was broken, and the answer."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours
from gangcheng_court.promises import SEVEN_DAY_DECISION, Promise
from supervision.breaches import links, rules
from supervision.breaches.enforcement import WATCHES, Watch, record_breaches
from supervision.breaches.models import Breach, Cause, Explanation, Reminder, Stage
from supervision.breaches.services import ask_for_causes, asking, explain, remind
from supervision.breaches.tests.builders import make_breach, make_limit

DUE = court_time("2026-06-23")  # Tuesday 00:00: the last day is Monday the 22nd, after the Dragon Boat holiday 19–21

pytestmark = [pytest.mark.django_db, pytest.mark.promise("6")]


@pytest.fixture
def people():
    department = make_department()
    return {
        "clerk": make_user(Role.CLERK, department=department),
        "chief": make_user(Role.CHIEF, department=department),
        "supervisor": make_user(Role.SUPERVISOR),
    }


def told(user):
    return list(Notice.objects.filter(recipient=user).order_by("id").values_list("template", flat=True))


@pytest.mark.parametrize(
    ("moment", "hours", "reached"),
    [
        (
            "2026-06-17 16:00",
            1,
            "2026-06-18 08:30",
        ),  # used up on Wednesday at 17:00: Thursday 08:30 is as near
        ("2026-06-17 16:00", 2, "2026-06-18 09:30"),
        ("2026-06-18 16:00", 2, "2026-06-22 09:30"),  # Thursday before the holiday → Monday
        ("2026-06-17 11:00", 2, "2026-06-17 14:30"),  # over the noon break
        ("2026-06-21 10:00", 7, "2026-06-23 08:30"),  # on a rest day nothing is used up before Monday
    ],
)
def test_how_far_a_length_of_service_time_reaches(moment, hours, reached):
    assert rules.reach(court_time(moment), timedelta(hours=hours), calendar.load()) == court_time(reached)


@pytest.mark.parametrize(
    ("moment", "stages"),
    [
        ("2026-06-18 16:59", []),  # Thursday: seven hours and a minute of service are left
        ("2026-06-19 10:00", []),  # holiday
        ("2026-06-22 08:29", []),  # Monday, a minute before the doors open
        ("2026-06-22 08:30", [Stage.RESPONSIBLE]),
        ("2026-06-22 12:30", []),  # noon break
        ("2026-06-22 13:59", [Stage.RESPONSIBLE]),
        ("2026-06-22 14:00", [Stage.RESPONSIBLE, Stage.CHIEF]),
        ("2026-06-22 17:00", []),
    ],
)
def test_reminders_go_out_in_service_hours_when_the_limit_is_near(people, moment, stages):
    make_limit(DUE, responsible=people["clerk"])
    assert remind(at=court_time(moment)) == len(stages)
    assert sorted(Reminder.objects.values_list("stage", flat=True)) == sorted(stages)
    assert len(told(people["clerk"])) == (Stage.RESPONSIBLE in stages)
    assert len(told(people["chief"])) == (Stage.CHIEF in stages)


def test_each_reminder_goes_out_once(people):
    make_limit(DUE, responsible=people["clerk"])
    morning = court_time("2026-06-22 09:00")
    assert [remind(at=morning + minutes * timedelta(minutes=10)) for minutes in range(3)] == [1, 0, 0]
    assert told(people["clerk"]) == ["supervision/reminder"]


def test_what_nobody_has_taken_is_put_before_the_chief(people):
    make_limit(DUE)
    remind(at=court_time("2026-06-22 09:00"))
    assert (told(people["chief"]), told(people["clerk"])) == (["supervision/reminder"], [])


def test_what_is_met_or_late_needs_no_reminder(people):
    at = court_time("2026-06-22 09:00")
    make_limit(DUE, met_at=at - timedelta(hours=1), responsible=people["clerk"])
    make_limit(at - timedelta(seconds=1), responsible=people["clerk"])
    assert remind(at=at) == 0


def test_the_desk_warns_of_the_legal_limit_itself(people):
    make_limit(DUE, promise=SEVEN_DAY_DECISION.code, responsible=people["clerk"])
    assert remind(at=court_time("2026-06-22 15:00")) == 0


def test_a_failing_reminder_does_not_stop_the_others(people, monkeypatch):
    make_limit(DUE, reference="WS20990101-999999/1", responsible=people["clerk"])
    make_limit(DUE, responsible=people["clerk"])
    monkeypatch.setitem(links.MATTER_PAGES, "no_such_promise", "no-such-page")
    make_limit(DUE, promise="no_such_promise", responsible=people["clerk"])
    broken = Watch(Promise("no_such_promise", "", "", "", "", ()), WATCHES[0].query, list)
    with pytest.raises(ExceptionGroup):
        remind(at=court_time("2026-06-22 09:00"), watches=(broken, WATCHES[0]))
    assert Reminder.objects.count() == len(told(people["clerk"])) == 2


def test_the_responsible_person_is_asked_once_and_the_supervisors_are_told(people):
    make_limit(DUE, responsible=people["clerk"])
    record_breaches(until=DUE, at=DUE)
    assert [ask_for_causes(at=DUE), ask_for_causes(at=DUE)] == [1, 0]
    assert told(people["clerk"]) == ["supervision/explain"]
    assert told(people["supervisor"]) == ["supervision/recorded"]
    assert told(people["chief"]) == []
    notice = Notice.objects.get(recipient=people["clerk"])
    assert notice.url == f"/supervision/breaches/{Breach.objects.get().pk}/"


def test_the_chief_is_asked_when_nobody_was_responsible(people):
    make_limit(DUE)
    record_breaches(until=DUE, at=DUE)
    ask_for_causes(at=DUE)
    assert told(people["chief"]) == ["supervision/explain"]


def test_more_breaches_than_one_batch_are_all_asked_about(people, monkeypatch):
    monkeypatch.setattr(asking, "BATCH", 2)
    for _ in range(5):
        make_limit(DUE, responsible=people["clerk"])
    record_breaches(until=DUE, at=DUE)
    assert ask_for_causes(at=DUE) == 5
    assert told(people["clerk"]) == ["supervision/explain"] * 5


@pytest.mark.django_db(transaction=True)
def test_asking_side_by_side_asks_once(people):
    for _ in range(4):
        make_limit(DUE, responsible=people["clerk"])
    record_breaches(until=DUE, at=DUE)
    start, counts = threading.Barrier(3), []

    def run():
        start.wait()
        try:
            counts.append(ask_for_causes(at=DUE))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 4
    assert told(people["clerk"]) == ["supervision/explain"] * 4


@pytest.mark.parametrize("who", ["clerk", "chief"])
def test_the_responsible_person_and_the_chief_may_explain(people, who):
    breach = make_breach(DUE, responsible=people["clerk"])
    said = explain(breach.pk, by=people[who], at=DUE, cause=Cause.ABSENCE, words="当天请假，没有交接。")
    assert (said.by, said.cause, said.words, said.at) == (people[who], "absence", "当天请假，没有交接。", DUE)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_nobody_else_may_explain(people, role):
    breach = make_breach(DUE, responsible=people["clerk"])
    with pytest.raises(NotYours):
        explain(breach.pk, by=make_user(role), at=DUE, cause=Cause.OTHER, words="无关")
    assert not Explanation.objects.exists()


def test_the_chief_of_another_department_may_not_explain(people):
    breach = make_breach(DUE, responsible=people["clerk"])
    stranger = make_user(Role.CHIEF, department=make_department("enforcement", "执行局"))
    with pytest.raises(NotYours):
        explain(breach.pk, by=stranger, at=DUE, cause=Cause.OTHER, words="无关")


def test_a_later_word_is_added_and_the_same_word_twice_is_kept_once(people):
    breach = make_breach(DUE, responsible=people["clerk"])
    for words in ("第一次说明", "第一次说明", "补充说明"):
        explain(breach.pk, by=people["clerk"], at=DUE, cause=Cause.OVERSIGHT, words=words)
    assert list(breach.explanations.values_list("words", flat=True)) == ["第一次说明", "补充说明"]
