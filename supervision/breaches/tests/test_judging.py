"""A breach is explained within one working day, judged by a supervisor, and may lead to a rectification."""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.promises import THREE_DAY_REVIEW
from supervision.breaches.enforcement import record_breaches
from supervision.breaches.models import Breach, Cause, ExplanationLimit, Judgement, Reminder, Round
from supervision.breaches.services import (
    ask_for_causes,
    asking,
    explain,
    judge,
    order_rectification,
    remind,
    urge_explanations,
)
from supervision.breaches.tests.builders import make_breach, make_explained, make_limit
from supervision.rectification.enums import Source
from supervision.rectification.tests.builders import make_order

DUE = court_time("2026-06-23")  # Tuesday 00:00
LAST = court_time("2026-06-25")  # asked on Tuesday the 23rd, to be explained by the end of Wednesday the 24th

pytestmark = [pytest.mark.django_db, pytest.mark.promise("监督落实")]


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


def judged(breach, outcome, by, *, at=LAST, words="已核对排班表。"):
    return judge(breach.pk, outcome=outcome, words=words, seen=breach.explanations.last().pk, by=by, at=at)


def test_each_new_breach_is_to_be_explained_within_one_working_day(people):
    for _ in range(3):
        make_limit(DUE, responsible=people["clerk"])
    record_breaches(until=DUE, at=DUE)
    assert [ask_for_causes(at=DUE) for _ in range(2)] == [3, 0]
    limits = ExplanationLimit.objects.all()
    assert {limit.due_at for limit in limits} == {LAST}
    assert {(limit.responsible, limit.status) for limit in limits} == {(people["clerk"], Round.ASKED)}
    assert len(limits) == len({limit.breach_id for limit in limits}) == 3
    assert "1个工作日" in obligations.explain(limits[0])[0]


def test_a_breach_on_the_eve_of_a_holiday_is_explained_after_it(people):
    before = court_time("2026-06-18 10:00")  # Thursday; Friday the 19th to Sunday are the Dragon Boat holiday
    make_limit(before, responsible=people["clerk"])
    record_breaches(until=before, at=before)
    ask_for_causes(at=before)
    assert ExplanationLimit.objects.get().due_at == court_time("2026-06-23")


def test_limits_are_written_in_one_statement_a_batch(people, django_assert_num_queries):
    breaches = [make_breach(DUE, responsible=people["clerk"]) for _ in range(20)]
    ExplanationLimit.objects.all().delete()
    with django_assert_num_queries(3, exact=False):
        asking.open_rounds(breaches, number=1, at=DUE)
    asking.open_rounds(breaches, number=1, at=DUE)
    assert ExplanationLimit.objects.count() == 20


def test_the_first_word_meets_the_limit_and_later_ones_are_added(people):
    breach = make_breach(DUE, responsible=people["clerk"])
    explain(breach.pk, by=people["clerk"], at=LAST, cause=Cause.ABSENCE, words="请假。")
    explain(breach.pk, by=people["chief"], at=LAST + timedelta(hours=1), cause=Cause.ABSENCE, words="补充。")
    limit = breach.rounds.get()
    assert (limit.status, limit.met_at) == (Round.EXPLAINED, LAST)
    assert ExplanationLimit.objects.late(LAST, LAST).get() == limit  # explained at the first moment too late


@pytest.mark.parametrize("outcome", [Round.ACCEPTED, Round.REJECTED])
def test_a_judgement_ends_the_matter_and_is_told(people, outcome):
    breach = make_explained(DUE, responsible=people["clerk"])
    made = judged(breach, outcome, people["supervisor"])
    assert (made.outcome, made.by, made.at, breach.rounds.get().status) == (
        outcome,
        people["supervisor"],
        LAST,
        outcome,
    )
    assert told(people["clerk"]) == ["supervision/breach_judged"]
    with pytest.raises(WrongState):
        judged(breach, Round.ACCEPTED, make_user(Role.SUPERVISOR))
    with pytest.raises(WrongState):
        explain(breach.pk, by=people["clerk"], at=LAST, cause=Cause.OTHER, words="还有话说。")
    with pytest.raises(DatabaseError), transaction.atomic():
        Judgement.objects.update(words="改了")


def test_what_is_not_accepted_is_explained_anew_with_a_limit_of_its_own(people):
    breach = make_explained(DUE, responsible=people["clerk"])
    before = breach.rounds.values().get()
    judged(breach, Round.RETURNED, people["supervisor"], words="没有写明谁接手。")
    first, second = breach.rounds.order_by("round")
    assert (first.due_at, first.met_at, first.status) == (before["due_at"], before["met_at"], Round.RETURNED)
    assert (second.round, second.status, second.due_at) == (2, Round.ASKED, court_time("2026-06-27"))
    assert "2026年6月26日" in Notice.objects.get(recipient=people["clerk"]).body
    same = breach.explanations.get()  # the same words again are an answer to the new round
    explain(breach.pk, by=people["clerk"], at=LAST, cause=same.cause, words=same.words)
    judged(breach, Round.ACCEPTED, people["supervisor"])
    assert breach.rounds.get(round=2).status == Round.ACCEPTED


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.CLERK, Role.CHIEF, Role.JUDGE, Role.ADMINISTRATOR])
def test_only_supervisors_judge(people, role):
    breach = make_explained(DUE, responsible=people["clerk"])
    with pytest.raises(NotYours):
        judged(breach, Round.ACCEPTED, make_user(role, department=breach.department))


def test_nobody_judges_a_breach_of_his_own(people):
    breach = make_explained(DUE, responsible=people["supervisor"])
    with pytest.raises(Refused, match="另外的督察人员"):
        judged(breach, Round.ACCEPTED, people["supervisor"])
    with pytest.raises(Refused, match="另外的督察人员"):
        order_rectification(
            breach.pk, requirement="改", owner=people["chief"], until=date(2026, 7, 1), by=people["supervisor"], at=LAST
        )


def test_what_was_not_explained_or_added_to_meanwhile_is_not_judged(people):
    breach = make_breach(DUE, responsible=people["clerk"])
    with pytest.raises(WrongState):
        judge(breach.pk, outcome=Round.ACCEPTED, words="好", seen=0, by=people["supervisor"], at=LAST)
    said = explain(breach.pk, by=people["clerk"], at=DUE, cause=Cause.OTHER, words="一")
    explain(breach.pk, by=people["clerk"], at=DUE, cause=Cause.OTHER, words="二")
    with pytest.raises(WrongState, match="补充"):
        judge(breach.pk, outcome=Round.ACCEPTED, words="好", seen=said.pk, by=people["supervisor"], at=LAST)
    assert not Judgement.objects.exists()


def test_a_rectification_is_ordered_from_the_breach(people):
    breach = make_explained(DUE, responsible=people["clerk"])
    until = date(2026, 7, 1)
    made = order_rectification(
        breach.pk, requirement="补人。", owner=people["chief"], until=until, by=people["supervisor"], at=LAST
    )
    assert (made.source, made.reference, made.topic) == (Source.BREACH, breach.reference, THREE_DAY_REVIEW.code)
    stranger = make_user(Role.CLERK, department=breach.department)
    with pytest.raises(Refused, match="责任人"):
        order_rectification(
            breach.pk, requirement="补人。", owner=stranger, until=until, by=people["supervisor"], at=LAST
        )


@pytest.mark.parametrize(
    ("moment", "owner", "heads"),
    [
        ("2026-06-23 16:00", 0, 0),  # Tuesday: a day and an hour of service are left
        ("2026-06-24 08:29", 0, 0),  # the doors are shut
        ("2026-06-24 08:30", 1, 0),
        ("2026-06-25 00:00", 0, 0),  # passed, at night
        ("2026-06-25 08:30", 0, 1),
    ],
)
def test_who_does_not_explain_is_urged_before_and_the_heads_after(people, moment, owner, heads):
    make_breach(DUE, responsible=people["clerk"])
    assert urge_explanations(at=court_time(moment)) == owner + heads
    assert urge_explanations(at=court_time(moment) + timedelta(minutes=10)) == 0
    assert told(people["clerk"]) == ["supervision/explanation_due"] * owner
    assert told(people["chief"]) == told(people["supervisor"]) == ["supervision/explanation_late"] * heads


def test_many_that_are_late_are_told_in_one_notice(people):
    for _ in range(7):
        make_breach(DUE, responsible=people["clerk"])
    explained = make_explained(DUE, responsible=people["clerk"])
    assert urge_explanations(at=court_time("2026-06-25 09:00")) == 7
    notice = Notice.objects.get(recipient=people["chief"])
    assert "7 件" in notice.title
    assert explained.reference.partition("/")[0] not in notice.body


def test_reminders_of_orders_come_through_the_watch(people):
    make_order(people["clerk"])
    assert remind(at=court_time("2026-06-25 15:00")) == 2
    assert told(people["clerk"]) == told(people["chief"]) == ["supervision/reminder"]
    assert set(Reminder.objects.values_list("promise", flat=True)) == {"rectification"}


def test_each_tab_lists_its_breaches_without_gap(client, people, monkeypatch):
    monkeypatch.setattr("supervision.breaches.views.PAGE", 3)
    waiting = [make_breach(DUE - timedelta(hours=n % 3), responsible=people["clerk"]) for n in range(5)]
    explained = [make_explained(DUE, responsible=people["clerk"]) for _ in range(5)]
    ended = [make_explained(DUE, responsible=people["clerk"]) for _ in range(4)]
    for breach in ended:
        judged(breach, Round.ACCEPTED, people["supervisor"])
    sign_in(client, people["supervisor"])
    for tab, rows in (("", waiting), ("late", waiting), ("to-judge", explained), ("judged", ended)):
        found, url = [], f"{reverse('supervision:breaches')}?tab={tab}"
        while url:
            context = client.get(url).context
            found += [round_.breach_id for round_, _ in context["rounds"]]
            url = context.get("older")
        assert sorted(found) == sorted(row.pk for row in rows), tab
    assert client.get(reverse("supervision:breaches"), {"tab": "judged", "after": "x"}).status_code == 400
    assert client.get(reverse("supervision:breaches"), {"after": "x_1"}).status_code == 400


def test_a_supervisor_judges_and_orders_on_the_page(client, people):
    breach = make_explained(DUE, responsible=people["clerk"])
    page = reverse("supervision:breach", args=[breach.pk])
    sign_in(client, people["supervisor"])
    shown = client.get(page)
    assert shown.content.decode().count("怎么算的") == 2
    told_ = {"outcome": "rejected", "words": "", "seen": breach.explanations.get().pk}
    address = reverse("supervision:breach-judge", args=[breach.pk])
    assert client.post(address, told_).status_code == 422
    assert client.post(address, told_ | {"words": "理由不成立。"}).url == page
    order = reverse("supervision:breach-order", args=[breach.pk])
    wanted = {"requirement": "补人。", "owner": people["clerk"].pk, "until": "2020-01-01"}
    bad = client.post(order, wanted)
    assert bad.status_code == 422
    assert "补人。" in bad.content.decode()
    assert "ZG" in client.post(order, wanted | {"until": "2099-01-01"}).url
    sign_in(client, people["clerk"])
    assert "理由不成立。" in client.get(page).content.decode()
    assert client.post(address, told_ | {"words": "好"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_judgements_at_once_are_one(people):
    breach = make_explained(DUE, responsible=people["clerk"])
    start, answers = threading.Barrier(2), []

    def run(supervisor):
        start.wait()
        try:
            judged(breach, Round.ACCEPTED, supervisor)
            answers.append("done")
        except WrongState:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[make_user(Role.SUPERVISOR)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["done", "refused"]
    assert Judgement.objects.count() == 1
    assert Breach.objects.get() == breach
