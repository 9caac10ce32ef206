"""Each decision about a visit: done, told, refused in the wrong state and to the wrong person, once."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import InternalError, ProgrammingError

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture, upload
from gangcheng_court.core.notices.models import Delivery, Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.inspections import data, queries, services
from supervision.inspections.enums import Kind, Status, Verdict
from supervision.inspections.models import (
    Checklist,
    ChecklistItem,
    Finding,
    Inspection,
    ItemAnswer,
    ItemPhoto,
)
from supervision.inspections.services import NewAnswer, NewInspection, NewItem, Wish
from supervision.inspections.tests.builders import (
    NOW,
    make_answer,
    make_checklist,
    make_clerk,
    make_finding,
    make_photo,
    make_supervisor,
    make_visit,
)
from supervision.inspections.workflow import MOVES
from supervision.rectification.models import Order

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def new(**fields) -> NewInspection:
    given = {
        "kind": Kind.OPEN,
        "title": "节后纪律检查",
        "places": ["立案窗口"],
        "planned_on": date(2026, 11, 27),
        "owner": fields.pop("owner", None) or make_clerk(),
        "checklist": make_checklist(),
    }
    return NewInspection(**given | fields)


def said(verdict=Verdict.PASSED, *, at=NOW, **fields) -> NewAnswer:
    return NewAnswer(**{"key": uuid.uuid4(), "verdict": verdict, "said_at": at} | fields)


def items_of(row) -> list[ChecklistItem]:
    return list(row.checklist.items.all())


# Planning


def test_an_open_visit_gets_a_serial_number_and_whoever_is_sent_is_told():
    supervisor, clerk = make_supervisor(), make_clerk()

    first = services.plan(new(owner=clerk), by=supervisor, at=NOW)
    second = services.plan(new(owner=supervisor), by=supervisor, at=NOW)

    assert first.number.startswith("JC20261126-")
    assert int(second.number[-6:]) == int(first.number[-6:]) + 1
    notice = Notice.objects.get()
    assert (notice.recipient, notice.about, notice.confidential) == (clerk, first.number, False)
    assert trail.history(first)[0].history_change_reason == "安排检查"


def test_a_covert_visit_leaves_no_hole_in_the_numbers_and_its_notice_says_nothing():
    supervisor, clerk = make_supervisor(), make_clerk()

    before = services.plan(new(owner=supervisor), by=supervisor, at=NOW)
    row = services.plan(new(kind=Kind.COVERT, owner=clerk), by=supervisor, at=NOW)
    after = services.plan(new(owner=supervisor), by=supervisor, at=NOW)

    assert int(after.number[-6:]) == int(before.number[-6:]) + 1
    notice = Notice.objects.get()
    assert (notice.recipient, notice.about, notice.confidential) == (clerk, "", True)
    for words in (row.number, row.title, "暗访", "检查"):
        assert words not in notice.title + notice.body
        assert not Delivery.objects.filter(text__contains=words).exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"planned_on": date(2026, 11, 25)}, "早于今天"),
        ({"places": []}, "至少选一处"),
        ({"places": ["火星"]}, "至少选一处"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(fields, words):
    with pytest.raises(Refused, match=words):
        services.plan(new(**fields), by=make_supervisor(), at=NOW)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.ADMINISTRATOR])
def test_only_staff_at_work_are_sent(role):
    with pytest.raises(Refused, match="检查人"):
        services.plan(new(owner=make_user(role)), by=make_supervisor(), at=NOW)


@pytest.mark.parametrize("role", [Role.CLERK, Role.CHIEF, Role.ADMINISTRATOR])
def test_only_supervisors_plan(role):
    with pytest.raises(NotYours):
        services.plan(new(), by=make_user(role), at=NOW)


# Beginning


def test_a_visit_begins_with_the_newest_edition_and_keeps_it():
    row, supervisor = make_visit(), make_supervisor()
    newest = make_checklist(edition=2)

    services.begin(row.pk, by=row.owner, at=NOW)
    services.write_edition("hall", title="新", items=[NewItem("", "窗口", "开着")], read=2, by=supervisor, at=NOW)

    row.refresh_from_db()
    assert (row.status, row.checklist, row.began_at) == (Status.UNDER_WAY, newest, NOW)


# Answers


def test_the_answer_said_last_holds_whenever_it_came():
    row = make_visit(Status.UNDER_WAY)
    item = items_of(row)[0]

    services.answer(row.pk, item.pk, said(Verdict.FAILED, at=NOW + MINUTE), by=row.owner, at=NOW + 5 * MINUTE)
    services.answer(row.pk, item.pk, said(Verdict.PASSED, at=NOW), by=row.owner, at=NOW + 9 * MINUTE)

    assert queries.holding_answers(row)[item.pk].verdict == Verdict.FAILED
    assert row.answers.count() == 2


def test_a_clock_that_is_ahead_counts_as_now():
    row = make_visit(Status.UNDER_WAY)
    item = items_of(row)[0]

    services.answer(row.pk, item.pk, said(Verdict.FAILED, at=NOW + 400 * DAY), by=row.owner, at=NOW)
    services.answer(row.pk, item.pk, said(Verdict.PASSED, at=NOW + MINUTE), by=row.owner, at=NOW + MINUTE)

    assert queries.holding_answers(row)[item.pk].verdict == Verdict.PASSED


def test_what_is_sent_twice_is_written_once_also_after_the_end():
    row = make_visit(Status.UNDER_WAY)
    item, words = items_of(row)[0], said()
    first = services.answer(row.pk, item.pk, words, by=row.owner, at=NOW)
    Inspection.objects.filter(pk=row.pk).update(status=Status.DONE, done_at=NOW)

    again = services.answer(row.pk, item.pk, replace(words, verdict=Verdict.FAILED), by=row.owner, at=NOW + MINUTE)

    assert (again.pk, again.verdict) == (first.pk, Verdict.PASSED)
    with pytest.raises(WrongState):
        services.answer(row.pk, item.pk, said(), by=row.owner, at=NOW)


def test_a_key_of_another_visit_opens_nothing():
    row, other = make_visit(Status.UNDER_WAY), make_visit(Status.UNDER_WAY)
    item = items_of(row)[0]
    known = make_answer(other, item)

    with pytest.raises(NotYours):
        services.answer(row.pk, item.pk, said(key=known.key), by=row.owner, at=NOW)


def test_an_item_of_another_edition_or_a_place_not_visited_is_refused():
    row = make_visit(Status.UNDER_WAY)
    strange = items_of(make_visit(checklist=make_checklist(edition=2)))[0]

    with pytest.raises(ChecklistItem.DoesNotExist):
        services.answer(row.pk, strange.pk, said(), by=row.owner, at=NOW)
    with pytest.raises(Refused, match="地点"):
        services.answer(row.pk, items_of(row)[0].pk, said(place="法庭"), by=row.owner, at=NOW)


def test_answers_and_editions_are_never_changed():
    row = make_visit(Status.UNDER_WAY)
    answer = make_answer(row, items_of(row)[0])
    for change in (
        lambda: ItemAnswer.objects.filter(pk=answer.pk).update(words="改"),
        lambda: Checklist.objects.update(title="改"),
        lambda: ChecklistItem.objects.update(words="改"),
    ):
        with pytest.raises((InternalError, ProgrammingError), match="append-only"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_two_savings_of_one_item_at_once_are_two_answers_and_one_key_is_one():
    row = make_visit(Status.UNDER_WAY)
    item, once, other = items_of(row)[0], said(), said(Verdict.FAILED, at=NOW + MINUTE)
    send = lambda words: services.answer(row.pk, item.pk, words, by=row.owner, at=NOW + DAY)  # noqa: E731

    done, refused = together(lambda: send(once), lambda: send(once), lambda: send(other))

    assert (len(done), refused) == (3, [])
    assert row.answers.count() == 2
    assert queries.holding_answers(row)[item.pk].verdict == Verdict.FAILED


# Photos


def test_a_photo_is_kept_once_and_can_be_dropped():
    row = make_visit(Status.UNDER_WAY)
    item, key = items_of(row)[0], uuid.uuid4()
    photo = upload(make_picture(), "窗口.jpg")

    kept = services.add_photo(row.pk, item.pk, photo, key=key, by=row.owner, at=NOW)
    assert services.add_photo(row.pk, item.pk, photo, key=key, by=row.owner, at=NOW) == kept
    services.drop_photo(row.pk, kept.file_id, by=row.owner, at=NOW)

    assert queries.photos_of(row) == {}
    assert ItemPhoto.objects.get().dropped_at == NOW


@pytest.mark.parametrize("content", [make_pdf(), b"", b"GIF89a"])
def test_what_is_no_photo_is_refused(content):
    row = make_visit(Status.UNDER_WAY)

    with pytest.raises(BadFile):
        services.add_photo(
            row.pk, items_of(row)[0].pk, upload(content, "a.jpg"), key=uuid.uuid4(), by=row.owner, at=NOW
        )
    assert not ItemPhoto.objects.exists()


def test_nine_photos_of_an_item_are_enough(monkeypatch):
    monkeypatch.setattr("supervision.inspections.services.checking.MOST_PHOTOS", 1)
    row = make_visit(Status.UNDER_WAY)
    make_photo(row)

    with pytest.raises(BadFile, match="最多"):
        services.add_photo(
            row.pk, items_of(row)[0].pk, upload(make_picture(), "a.jpg"), key=uuid.uuid4(), by=row.owner, at=NOW
        )


# The end


def test_a_finished_visit_has_a_finding_for_each_item_that_failed():
    row, clerk = make_visit(Status.UNDER_WAY), make_clerk()
    first, second, third = items_of(row)
    make_answer(row, first)
    make_answer(row, second, Verdict.FAILED, department=clerk.department, person=clerk, place="诉讼服务大厅")
    make_answer(row, third, Verdict.NOT_APPLICABLE)

    services.finish(row.pk, by=row.owner, at=NOW, summary="总体较好")

    row.refresh_from_db()
    found = Finding.objects.get()
    assert (row.status, row.done_at, row.summary) == (Status.DONE, NOW, "总体较好")
    assert (found.number, found.code, found.place) == (f"{row.number}-01", "dress", "诉讼服务大厅")
    assert (found.department, found.person, found.repeats) == (clerk.department, clerk, None)


def test_a_visit_is_not_finished_with_an_item_left_or_a_failure_without_words():
    row = make_visit(Status.UNDER_WAY)
    first, second, third = items_of(row)
    make_answer(row, first)
    make_answer(row, second, Verdict.FAILED, words="")

    with pytest.raises(Refused, match="第 3 项"):
        services.finish(row.pk, by=row.owner, at=NOW)
    make_answer(row, third)
    with pytest.raises(Refused, match="写明情况：第 2 项"):
        services.finish(row.pk, by=row.owner, at=NOW)
    assert not Finding.objects.exists()


def finished_again(at=NOW, **found):
    """A visit that finds `attitude` wrong at `at`."""
    row = make_visit(Status.UNDER_WAY)
    for item in items_of(row):
        make_answer(row, item, Verdict.FAILED if item.code == "attitude" else Verdict.PASSED, at=at, **found)
    services.finish(row.pk, by=row.owner, at=at)
    return Finding.objects.get(inspection=row)


@pytest.mark.parametrize(
    ("days", "same_department", "repeated"), [(365, True, True), (366, True, False), (1, False, False)]
)
def test_the_same_item_in_the_same_department_within_a_year_is_a_repeat(days, same_department, repeated):
    department, other = make_department(), make_department("trial", "审判庭")
    earlier = make_finding(make_visit(Status.DONE), at=NOW - days * DAY, department=department)

    found = finished_again(department=department if same_department else other)

    assert found.repeats == (earlier if repeated else None)


def test_without_a_department_the_place_makes_the_repeat():
    earlier = make_finding(make_visit(Status.DONE), at=NOW - DAY, department=None)
    make_finding(make_visit(Status.DONE), at=NOW - MINUTE, department=None, place="法庭")

    assert finished_again().repeats == earlier


def test_a_repeat_never_tells_of_a_covert_visit_that_is_not_published():
    department = make_department()
    make_finding(make_visit(Status.DONE, kind=Kind.COVERT), at=NOW - DAY, department=department)

    assert finished_again(department=department).repeats is None


def test_publishing_tells_the_heads_of_the_departments_concerned_and_looks_for_repeats_again():
    head = make_user(Role.CHIEF, department=make_department())
    make_user(Role.CHIEF, department=make_department("trial", "审判庭"))
    earlier = make_finding(make_visit(Status.PUBLISHED, kind=Kind.COVERT), at=NOW - DAY)
    row = make_visit(Status.DONE, kind=Kind.COVERT, failed=("attitude",))

    services.publish(row.pk, by=row.owner, at=NOW)

    row.refresh_from_db()
    assert (row.status, row.published_at, row.published_by) == (Status.PUBLISHED, NOW, row.owner)
    assert [notice.recipient for notice in Notice.objects.all()] == [head]
    assert row.findings.get().repeats == earlier


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_publish_once():
    row, other = make_visit(Status.DONE), make_supervisor()

    done, refused = together(*(lambda by=by: services.publish(row.pk, by=by, at=NOW) for by in (row.owner, other)))

    assert (len(done), len(refused)) == (1, 1)
    assert isinstance(refused[0], WrongState)


def test_a_cancelled_visit_says_why_and_its_inspector_hears_of_it():
    row, supervisor = make_visit(owner=make_clerk()), make_supervisor()

    with pytest.raises(Refused, match="原因"):
        services.cancel(row.pk, by=supervisor, at=NOW, reason="")
    services.cancel(row.pk, by=supervisor, at=NOW, reason="停电")

    row.refresh_from_db()
    assert (row.status, row.cancelled_because) == (Status.CANCELLED, "停电")
    assert Notice.objects.get().recipient == row.owner


# Wrong states and wrong persons

ACTS = {
    Status.UNDER_WAY: lambda row, by: services.begin(row.pk, by=by, at=NOW),
    Status.DONE: lambda row, by: services.finish(row.pk, by=by, at=NOW),
    Status.PUBLISHED: lambda row, by: services.publish(row.pk, by=by, at=NOW),
    Status.CANCELLED: lambda row, by: services.cancel(row.pk, by=by, at=NOW, reason="停电"),
}


@pytest.mark.parametrize(
    ("status", "to"), [(status, to) for status in Status for to in ACTS if to not in MOVES[status]]
)
def test_a_move_that_is_not_in_the_table_is_refused(status, to):
    row = make_visit(status)

    with pytest.raises(WrongState):
        ACTS[to](row, row.owner)
    row.refresh_from_db()
    assert row.status == status


@pytest.mark.parametrize("status", [status for status in Status if status != Status.UNDER_WAY])
def test_nothing_is_written_down_unless_the_visit_is_under_way(status):
    row = make_visit(status)
    item = items_of(row)[0]

    for act in (
        lambda: services.answer(row.pk, item.pk, said(), by=row.owner, at=NOW),
        lambda: services.answer_all(row.pk, {}, by=row.owner, at=NOW),
        lambda: services.add_photo(
            row.pk, item.pk, upload(make_picture(), "a.jpg"), key=uuid.uuid4(), by=row.owner, at=NOW
        ),
    ):
        with pytest.raises(WrongState):
            act()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CLERK, Role.ADMINISTRATOR])
def test_nobody_but_the_inspector_works_on_a_visit(kind, role):
    other = make_user(role)
    planned, begun = make_visit(kind=kind), make_visit(Status.UNDER_WAY, kind=kind)
    done, photo = make_visit(Status.DONE, kind=kind), make_photo(begun)
    item = items_of(begun)[0]
    settles = kind == Kind.OPEN and role == Role.SUPERVISOR
    acts = [
        lambda: services.begin(planned.pk, by=other, at=NOW),
        lambda: services.finish(begun.pk, by=other, at=NOW),
        lambda: services.answer(begun.pk, item.pk, said(), by=other, at=NOW),
        lambda: services.drop_photo(begun.pk, photo.file_id, by=other, at=NOW),
    ]
    if not settles:
        acts += [
            lambda: services.publish(done.pk, by=other, at=NOW),
            lambda: services.cancel(planned.pk, by=other, at=NOW, reason="停电"),
        ]
    for act in acts:
        with pytest.raises(NotYours):
            act()


# Orders


def wish(finding, **fields) -> Wish:
    given = {"owner": make_clerk(), "until": date(2026, 12, 3), "requirement": "立即改正"}
    return Wish(finding.number, **given | fields)


def test_several_findings_are_ordered_at_once_and_a_running_order_is_not_doubled():
    row = make_visit(Status.DONE, failed=("attitude", "dress"))
    wishes = [wish(finding) for finding in row.findings.all()]

    made = services.order_rectifications(row.pk, wishes, by=row.owner, at=NOW)
    again = services.order_rectifications(row.pk, wishes[:1], by=row.owner, at=NOW)

    assert [(order.reference, order.topic) for order in made] == [
        (f"{row.number}-01", "attitude"),
        (f"{row.number}-02", "dress"),
    ]
    assert again == made[:1]
    assert queries.orders_of(row.findings.all(), row.owner)[f"{row.number}-01"] == made[0]


def test_one_order_that_cannot_be_undoes_the_others():
    row = make_visit(Status.DONE, failed=("attitude", "dress"))
    first, second = row.findings.all()

    with pytest.raises(Refused):
        services.order_rectifications(
            row.pk, [wish(first), wish(second, until=date(2026, 11, 1))], by=row.owner, at=NOW
        )
    with pytest.raises(Refused, match="不是这次检查"):
        services.order_rectifications(row.pk, [wish(make_finding(make_visit()))], by=row.owner, at=NOW)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("status", "kind"), [(Status.DONE, Kind.COVERT), (Status.UNDER_WAY, Kind.OPEN), (Status.CANCELLED, Kind.OPEN)]
)
def test_nothing_is_ordered_from_a_visit_that_others_may_not_know_or_that_is_not_over(status, kind):
    row = make_visit(status, kind=kind)

    with pytest.raises(NotYours):
        services.order_rectifications(row.pk, [], by=row.owner, at=NOW)


# Reminders


def test_the_inspector_is_reminded_on_the_day_once():
    today = make_visit(kind=Kind.COVERT)
    make_visit(at=NOW + DAY)
    make_visit(Status.UNDER_WAY)

    assert services.remind_of_visits(at=NOW) == 1
    assert services.remind_of_visits(at=NOW + MINUTE) == 0
    notice = Notice.objects.get()
    assert (notice.recipient, notice.about, notice.confidential) == (today.owner, "", True)


# Checklists


def test_a_change_is_a_new_edition_and_new_items_get_codes_of_their_own():
    make_checklist()
    items = [NewItem("attitude", "服务态度", "耐心"), NewItem("", "服务态度", "微笑"), NewItem("", "窗口", "开着")]

    written = services.write_edition("hall", title="大厅", items=items, read=1, by=make_supervisor(), at=NOW)

    assert (written.edition, [item.code for item in written.items.all()]) == (2, ["attitude", "hall-1", "hall-2"])
    assert list(queries.checklists()) == [written]
    with pytest.raises(WrongState):
        services.write_edition("hall", title="大厅", items=items, read=1, by=make_supervisor(), at=NOW)
    with pytest.raises(Refused, match="至少"):
        services.write_edition("hall", title="大厅", items=[], read=2, by=make_supervisor(), at=NOW)
    with pytest.raises(NotYours):
        services.write_edition("hall", title="大厅", items=items, read=2, by=make_clerk(), at=NOW)


def test_the_checklists_of_the_beginning_are_loaded_once_and_cover_what_is_inspected():
    assert services.load_checklists(data.checklists(), at=NOW) == 2
    assert services.load_checklists(data.checklists(), at=NOW) == 0
    groups = set(ChecklistItem.objects.values_list("group", flat=True))
    assert {"服务态度", "着装", "考勤", "窗口", "无障碍", "便民设施", "一次性告知", "12368", "宣传公示"} <= groups
