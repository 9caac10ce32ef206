"""Ordered, reported, checked again by somebody else: each step's effect, its notices, and who is refused."""

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.rectification import permissions, queries
from supervision.rectification.enums import Source, Status
from supervision.rectification.models import Order, OrderLimit, OrderStep
from supervision.rectification.services import NewOrder, close, order, report, send_back
from supervision.rectification.tests.builders import DUE, NOW, make_order

LATER = court_time("2026-06-24 15:00")  # Wednesday
UNTIL = date(2026, 6, 25)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("监督落实")]


@pytest.fixture
def people():
    department = make_department()
    return {
        "owner": make_user(Role.CLERK, department=department),
        "chief": make_user(Role.CHIEF, department=department),
        "supervisor": make_user(Role.SUPERVISOR),
        "another": make_user(Role.SUPERVISOR),
    }


def wanted(owner, **fields):
    told = {"source": Source.INSPECTION, "title": "着装", "requirement": "按规定着装。", "until": UNTIL}
    return NewOrder(owner=owner, **told | fields)


def told(user):
    return list(Notice.objects.filter(recipient=user).order_by("id").values_list("template", flat=True))


def test_an_order_runs_until_the_end_of_the_day_it_names(people):
    row = order(wanted(people["owner"], until=date(2026, 6, 21)), by=people["supervisor"], at=NOW)  # Sunday
    limit = row.limits.get()
    assert row.due_at == limit.due_at == court_time("2026-06-22")
    assert "休息日" not in obligations.explain(limit)[-1]
    assert (limit.responsible, limit.department) == (people["owner"], people["owner"].department)
    assert told(people["owner"]) == ["supervision/rectification_ordered"]
    assert trail.history(row)[0].history_change_reason == "下达整改"


def test_the_same_source_ordered_twice_is_one_order(people):
    new = wanted(people["owner"], reference="JC1", topic="dress")
    first, second = (order(new, by=people["supervisor"], at=NOW) for _ in range(2))
    assert first == second
    assert told(people["owner"]) == ["supervision/rectification_ordered"]


def test_the_same_topic_found_again_names_the_order_before(people):
    first = make_order(people["owner"], topic="dress", status=Status.CLOSED)
    make_order(make_user(Role.JUDGE, department=make_department("trial", "审判庭")), topic="dress")
    assert order(wanted(people["owner"], topic="dress"), by=people["supervisor"], at=LATER).repeats == first


def test_a_repeat_of_what_is_kept_from_somebody_is_marked_only_where_he_does_not_see_it(people):
    hidden = [people["another"].pk]
    kept = make_order(people["owner"], topic="dress", status=Status.CLOSED, kept_from=hidden)
    also = wanted(people["owner"], reference="TS1", topic="dress", kept_from=[*hidden, people["chief"].pk])
    assert order(also, by=people["supervisor"], at=LATER).repeats == kept
    assert order(wanted(people["owner"], topic="dress"), by=people["supervisor"], at=LATER).repeats is None


@pytest.mark.parametrize("kind", ["no department", "kept from it", "a citizen", "yesterday"])
def test_an_order_that_cannot_be_carried_out_is_refused(people, kind):
    owner, fields = people["owner"], {}
    if kind == "no department":
        owner = people["another"]
    elif kind == "a citizen":
        owner = make_user()
    elif kind == "kept from it":
        fields["kept_from"] = [owner.pk]
    else:
        fields["until"] = date(2026, 6, 16)
    with pytest.raises(Refused):
        order(wanted(owner, **fields), by=people["supervisor"], at=NOW)
    assert not Order.objects.exists()


@pytest.mark.parametrize("who", ["owner", "chief"])
def test_the_owner_or_the_chief_reports_with_proof(people, who):
    row = make_order(people["owner"])
    paper = documents.store_bytes(make_pdf(), name="照片.pdf", content_type="application/pdf", by=None, at=NOW)
    report(row.pk, words="已经放好。", files=[paper], by=people[who], at=LATER)
    row.refresh_from_db()
    assert (row.status, row.reported_by, row.limits.get().met_at) == (Status.REPORTED, people[who], LATER)
    step = row.steps.last()
    assert (step.kind, step.words, list(step.files.all())) == (OrderStep.Kind.REPORTED, "已经放好。", [paper])
    assert told(people["supervisor"]) == told(people["another"]) == ["supervision/rectification_reported"]
    assert trail.history(row)[0].history_user == people[who]


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.CLERK, Role.JUDGE, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_nobody_else_reports(people, role):
    row = make_order(people["owner"])
    with pytest.raises(NotYours):
        report(row.pk, words="好了", by=make_user(role, department=people["owner"].department), at=LATER)


def test_a_report_late_by_a_second_is_late_all_the_same(people):
    row = make_order(people["owner"])
    report(row.pk, words="好了", by=people["owner"], at=DUE)
    assert OrderLimit.objects.late(DUE, DUE).get().order == row


def test_somebody_else_checks_again_and_closes(people):
    row = make_order(people["owner"], status=Status.REPORTED)
    close(row.pk, words="现场看过，已放好。", by=people["another"], at=LATER)
    row.refresh_from_db()
    assert (row.status, row.closed_at) == (Status.CLOSED, LATER)
    assert told(people["owner"]) == told(people["chief"]) == ["supervision/rectification_passed"]


def test_what_was_not_put_right_gets_a_new_round_and_a_new_limit(people):
    row = make_order(people["owner"], status=Status.REPORTED)
    before = row.limits.values().get()
    send_back(row.pk, words="还差两个窗口。", until=date(2026, 6, 30), by=people["another"], at=LATER)
    row.refresh_from_db()
    assert (row.status, row.round, row.reported_by) == (Status.ORDERED, 2, None)
    assert row.due_at == row.limits.open().get().due_at == court_time("2026-07-01")
    assert row.limits.filter(pk=before["id"]).values().get() == before
    assert told(people["owner"]) == ["supervision/rectification_failed"]
    report(row.pk, words="都放好了。", by=people["owner"], at=LATER)
    close(row.pk, words="好了。", by=people["another"], at=LATER)
    assert list(row.steps.values_list("kind", flat=True)) == ["ordered", "failed", "reported", "passed"]


@pytest.mark.parametrize("act", [close, lambda pk, **told: send_back(pk, until=UNTIL, **told)], ids=["close", "back"])
def test_who_owns_or_reported_it_never_checks_it(people, act):
    as_owner = make_user(Role.SUPERVISOR, department=make_department("supervision", "督察室"))
    with pytest.raises(Refused, match="另外的人"):
        act(make_order(as_owner, status=Status.REPORTED).pk, words="好了", by=as_owner, at=LATER)
    with pytest.raises(NotYours):
        act(make_order(people["owner"], status=Status.REPORTED).pk, words="好了", by=people["chief"], at=LATER)
    kept = make_order(people["owner"], status=Status.REPORTED, kept_from=[people["another"].pk])
    with pytest.raises(NotYours):
        act(kept.pk, words="好了", by=people["another"], at=LATER)


@pytest.mark.parametrize(
    ("status", "act"),
    [
        (Status.REPORTED, "report"),
        (Status.CLOSED, "report"),
        (Status.ORDERED, "close"),
        (Status.CLOSED, "close"),
        (Status.ORDERED, "back"),
        (Status.CLOSED, "back"),
    ],
)
def test_each_step_is_refused_in_any_other_state(people, status, act):
    row = make_order(people["owner"], status=status)
    steps = OrderStep.objects.count()
    acts = {
        "report": lambda: report(row.pk, words="好了", by=people["owner"], at=LATER),
        "close": lambda: close(row.pk, words="好了", by=people["another"], at=LATER),
        "back": lambda: send_back(row.pk, words="不行", until=date(2026, 6, 30), by=people["another"], at=LATER),
    }
    with pytest.raises(WrongState):
        acts[act]()
    assert OrderStep.objects.count() == steps
    assert not Notice.objects.exists()


def test_steps_are_never_changed(people):
    step = make_order(people["owner"]).steps.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        OrderStep.objects.filter(pk=step.pk).update(words="改了")


def test_an_order_is_kept_from_whom_it_names(people):
    hidden = [people["chief"].pk, people["another"].pk]
    row = order(wanted(people["owner"], kept_from=hidden), by=people["supervisor"], at=NOW)
    report(row.pk, words="好了", by=people["owner"], at=LATER)
    for name in ("chief", "another"):
        assert told(people[name]) == []
        assert not permissions.visible_to(people[name]).exists()
        assert queries.is_kept_from(people[name], row.number)
        assert queries.references_kept_from(people[name]) == [f"{row.number}/1"]
    assert told(people["supervisor"]) == ["supervision/rectification_reported"]
    assert all(notice.confidential for notice in Notice.objects.all())


def test_what_other_rooms_ask_for(people):
    running = make_order(people["owner"], reference="CQ1", source=Source.BREACH)
    closed = make_order(people["owner"], status=Status.CLOSED)
    assert list(queries.orders_between(NOW, LATER)) == [running, closed]
    assert not queries.orders_between(LATER, timezone.now()).exists()
    assert queries.orders_from(Source.BREACH, "CQ1").get() == running


@pytest.mark.django_db(transaction=True)
def test_two_reports_at_once_are_one(people):
    row = make_order(people["owner"])
    start, answers = threading.Barrier(2), []

    def run(who):
        start.wait()
        try:
            report(row.pk, words="好了", by=people[who], at=LATER)
            answers.append("done")
        except WrongState:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[who]) for who in ("owner", "chief")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["done", "refused"]
    assert row.steps.filter(kind=OrderStep.Kind.REPORTED).count() == 1
