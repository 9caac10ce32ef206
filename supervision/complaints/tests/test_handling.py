"""From 受理告知 to 办结: each step with its trail, its limits, its notice and its refusals."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Delivery, Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.promises import COMPLAINT_ACKNOWLEDGEMENT, COMPLAINT_ANSWER
from supervision.complaints import permissions
from supervision.complaints.enums import Finding, Level, Mode, Source, Status, StepKind, Subject
from supervision.complaints.models import Complaint, Message
from supervision.complaints.rules.remedies import REMEDIES
from supervision.complaints.services import entering, handling, telling
from supervision.complaints.tests.builders import NOW, make_complaint, make_president, make_supervisor, new_complaint
from supervision.rectification.models import Order

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
SAID = {"finding": Finding.UNFOUNDED, "words": "当天录像显示窗口按规定办理。"}


def rectify(complaint: Complaint, by: Any, **fields: Any) -> Any:
    owner = fields.pop("owner", None) or make_user(Role.CHIEF, department=make_department("trial", "审判庭"))
    asked = {"title": "窗口一次告知不到位", "requirement": "重新培训", "owner": owner, "until": date(2026, 7, 1)}
    return handling.rectify(complaint.pk, by=by, at=LATER, **asked | fields)


ACTS = {
    "acknowledge": (lambda row, by: handling.acknowledge(row.pk, by=by, at=LATER), {Status.RECEIVED}),
    "assign": (
        lambda row, by: handling.assign(row.pk, by=by, at=LATER, owner=make_supervisor()),
        {Status.RECEIVED, Status.IN_HAND},
    ),
    "note": (
        lambda row, by: handling.note(row.pk, by=by, at=LATER, words="已调取录像"),
        {Status.RECEIVED, Status.IN_HAND, Status.ANSWERED},
    ),
    "write": (
        lambda row, by: handling.write(row.pk, by=by, at=LATER, words="请补充时间"),
        {Status.RECEIVED, Status.IN_HAND},
    ),
    "grade": (
        lambda row, by: handling.grade(row.pk, by=by, at=LATER, level=Level.URGENT),
        {Status.RECEIVED, Status.IN_HAND},
    ),
    "answer": (lambda row, by: handling.answer(row.pk, by=by, at=LATER, **SAID), {Status.RECEIVED, Status.IN_HAND}),
    "extend": (lambda row, by: handling.extend(row.pk, by=by, at=LATER, reason="需要调卷"), {Status.IN_HAND}),
    "rectify": (rectify, {Status.IN_HAND, Status.ANSWERED}),
    "close": (lambda row, by: handling.close(row.pk, by=by, at=LATER), {Status.ANSWERED}),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_step_is_made_in_its_states_alone_and_by_the_desk_alone(name):
    act, states = ACTS[name]
    supervisor = make_supervisor()
    for status in Status:
        row = make_complaint(status=status, subject=Subject.PETITION, **owned(status, supervisor))
        for stranger in (make_user(), make_user(Role.CLERK), make_user(Role.CHIEF, department=make_department())):
            with pytest.raises(NotYours):
                act(row, stranger)
        if status in states:
            act(row, supervisor)
            assert row.steps.filter(by=supervisor, at=LATER).exists() or name == "write"
        else:
            with pytest.raises(WrongState):
                act(row, supervisor)
    about = make_complaint(status=min(states), subject=Subject.PETITION, about=supervisor)
    with pytest.raises(NotYours):
        act(about, supervisor)


def owned(status: Status, supervisor: Any) -> dict[str, Any]:
    return {"owner": supervisor} if status == Status.IN_HAND else {}


def test_acknowledging_makes_an_owner_meets_the_first_limit_and_tells_the_complainant():
    row, supervisor = make_complaint(mode=Mode.NAMED), make_supervisor()

    handling.acknowledge(row.pk, by=supervisor, at=LATER)

    row.refresh_from_db()
    assert (row.status, row.owner, row.acknowledged_at) == (Status.IN_HAND, supervisor, LATER)
    first, last = row.limits.get(promise=COMPLAINT_ACKNOWLEDGEMENT.code), row.limits.get(promise=COMPLAINT_ANSWER.code)
    assert (first.met_at, last.met_at, row.due_at) == (LATER, None, last.due_at)
    assert last.responsible == supervisor
    assert row.steps.last().kind == StepKind.ACKNOWLEDGED
    assert row.history.latest("history_id").history_user == supervisor
    text = Delivery.objects.get(notice__template="supervision/complaint_acknowledged")
    assert not any(secret in text.text for secret in (row.number, row.get_subject_display()))


def test_an_answer_meets_both_limits_and_what_is_justified_says_what_was_done():
    row, supervisor = make_complaint(mode=Mode.NAMED), make_supervisor()
    with pytest.raises(Refused, match="措施"):
        handling.answer(row.pk, by=supervisor, at=LATER, finding=Finding.PARTLY, words="部分属实")

    handling.answer(row.pk, by=supervisor, at=LATER, finding=Finding.PARTLY, words="部分属实", measure="已经道歉")

    row.refresh_from_db()
    assert (row.status, row.finding, row.measure) == (Status.ANSWERED, Finding.PARTLY, "已经道歉")
    assert (row.answered_by, row.answered_at, row.due_at) == (supervisor, LATER, None)
    assert not row.limits.open().exists()
    assert Notice.objects.filter(template="supervision/complaint_answered").count() == 1


def test_a_matter_for_the_courts_is_answered_with_the_way_the_court_and_the_period():
    row, supervisor = make_complaint(subject=Subject.MERITS), make_supervisor()
    with pytest.raises(Refused, match="走哪条路"):
        handling.answer(row.pk, by=supervisor, at=LATER, finding=Finding.REMEDY, words="请走诉讼程序")

    handling.answer(
        row.pk, by=supervisor, at=LATER, finding=Finding.REMEDY, words="请走诉讼程序", remedies=["appeal_judgment"]
    )

    row.refresh_from_db()
    for said in ("上诉", "济南市中级人民法院", "十五日", "第一百七十一条"):
        assert said in row.answer


@pytest.mark.parametrize("code", REMEDIES)
def test_every_remedy_says_its_court_its_period_and_its_article(code):
    words = str(REMEDIES[code])
    assert "法院" in words or "本院" in words
    assert all(part in words for part in ("期限：", "条。"))


def test_a_petition_is_told_of_both_reviews_and_of_the_third_time():
    row, supervisor = make_complaint(subject=Subject.PETITION), make_supervisor()
    handling.answer(row.pk, by=supervisor, at=LATER, **SAID)
    row.refresh_from_db()
    assert all(said in row.answer for said in ("复查", "复核", "不再受理"))


def test_the_owner_answers_and_a_second_review_has_another_one():
    first, second = make_supervisor(), make_supervisor()
    row = make_complaint(status=Status.IN_HAND, owner=first)
    with pytest.raises(Refused, match="承办"):
        handling.answer(row.pk, by=second, at=LATER, **SAID)
    handling.answer(row.pk, by=first, at=LATER, **SAID)
    again = make_complaint(status=Status.IN_HAND, owner=second, reviews=1, answered_by=first)
    for refused in (
        lambda: handling.assign(again.pk, by=second, at=LATER, owner=first),
        lambda: permissions.require_fit_owner(first, again),
    ):
        with pytest.raises(Refused, match="上次答复的人"):
            refused()
    handling.answer(again.pk, by=second, at=LATER, **SAID)


def test_an_owner_is_of_the_desk_and_neither_whom_it_is_about_nor_under_him():
    head = make_president()
    row = make_complaint(about=head)
    for unfit in (make_user(Role.CLERK), head, make_supervisor(department=head.department)):
        with pytest.raises(Refused, match="承办人要是督察部门的人"):
            handling.assign(row.pk, by=make_supervisor(), at=LATER, owner=unfit)


def test_a_complaint_about_a_supervisor_is_invisible_to_him_and_the_presidents_to_work_on():
    about, colleague, head = make_supervisor(), make_supervisor(), make_president()
    row = make_complaint(about=about)

    assert not permissions.visible_to(about).exists()
    assert permissions.visible_to(colleague).get() == row
    with pytest.raises(NotYours):
        handling.acknowledge(row.pk, by=colleague, at=LATER)
    handling.acknowledge(row.pk, by=head, at=LATER)
    row.refresh_from_db()
    assert row.owner == head


def test_without_a_head_of_the_presidents_office_the_other_supervisors_do_it():
    row, colleague = make_complaint(about=make_supervisor()), make_supervisor()
    assert handling.acknowledge(row.pk, by=colleague, at=LATER).owner == colleague


def test_a_new_owner_is_told_and_answers_for_the_open_limits():
    row, owner = make_complaint(), make_supervisor()
    handling.assign(row.pk, by=make_supervisor(), at=LATER, owner=owner)

    assert Notice.objects.get(template="supervision/complaint_assigned").recipient == owner
    assert {limit.responsible for limit in row.limits.all()} == {owner}
    with pytest.raises(Refused, match="已经由"):
        handling.assign(row.pk, by=make_supervisor(), at=LATER, owner=owner)


def test_a_message_reaches_whoever_has_a_code_and_nobody_else():
    supervisor, web = make_supervisor(), make_complaint(mode=Mode.NAMED)
    handling.write(web.pk, by=supervisor, at=LATER, words="请补充时间")
    assert Message.objects.get().by == supervisor
    assert Delivery.objects.filter(notice__template="supervision/complaint_message").exists()
    with pytest.raises(Refused, match="没有查询码"):
        handling.write(make_complaint(source=Source.LETTER).pk, by=supervisor, at=LATER, words="请补充")


def test_a_petition_is_extended_once_by_at_most_thirty_days_before_its_end():
    supervisor = make_supervisor()
    row = make_complaint(status=Status.IN_HAND, subject=Subject.PETITION, owner=supervisor)
    first = row.limits.get(promise=COMPLAINT_ANSWER.code)
    with pytest.raises(Refused, match="最多延长"):
        handling.extend(row.pk, by=supervisor, at=LATER, reason="需要调卷", days=31)
    with pytest.raises(Refused, match="期限已经过了"):
        handling.extend(row.pk, by=supervisor, at=first.due_at, reason="需要调卷")

    handling.extend(row.pk, by=supervisor, at=LATER, reason="需要调卷")

    row.refresh_from_db()
    more = row.limits.open().get(promise=COMPLAINT_ANSWER.code)
    # Sixty days from 2026-06-17 end on Sunday 08-16, so on Monday 08-17; thirty more on Wednesday 09-16.
    assert (more.due_at, row.due_at) == (court_time("2026-09-17"), more.due_at)
    assert any("第三十四条" in line for line in obligations.explain(more))
    assert "需要调卷" in row.steps.last().words
    with pytest.raises(Refused, match="已经延长过"):
        handling.extend(row.pk, by=supervisor, at=LATER, reason="还要")
    with pytest.raises(Refused, match="只有信访"):
        handling.extend(make_complaint(status=Status.IN_HAND).pk, by=supervisor, at=LATER, reason="难")


def test_an_order_is_kept_from_whom_the_complaint_is_kept_from():
    supervisor, clerk = make_supervisor(), make_user(Role.CLERK, department=make_department())
    row = make_complaint(status=Status.IN_HAND, about=clerk, owner=supervisor)
    with pytest.raises(Refused, match="整改责任人"):
        rectify(row, supervisor, owner=clerk)

    order = rectify(row, supervisor)

    assert (order.reference, order.kept_from, order.source) == (row.number, [clerk.pk], "complaint")
    assert row.steps.last().kind == StepKind.RECTIFIED
    with pytest.raises(Refused, match="已经有一份整改通知"):
        handling.rectify(
            row.pk,
            by=supervisor,
            at=LATER + timedelta(hours=1),
            title="又一份",
            requirement="再培训",
            owner=make_user(Role.CHIEF, department=make_department("trial", "审判庭")),
            until=date(2026, 7, 1),
        )
    assert Order.objects.count() == 1


def test_nothing_of_an_answer_stays_when_telling_fails(monkeypatch):
    row, supervisor = make_complaint(), make_supervisor()

    def breaks(*args: Any, **kwargs: Any) -> None:
        raise OSError("notices")

    monkeypatch.setattr(telling.outbox, "queue_text", breaks)
    row = make_complaint(mode=Mode.NAMED)
    with pytest.raises(OSError, match="notices"):
        handling.answer(row.pk, by=supervisor, at=LATER, **SAID)

    row.refresh_from_db()
    assert (row.status, row.answer, row.steps.count()) == (Status.RECEIVED, "", 1)
    assert row.limits.open().count() == 2


def test_a_letter_of_an_earlier_day_counts_from_that_day():
    supervisor, day = make_supervisor(), date(2026, 6, 15)
    new = new_complaint(source=Source.LETTER)

    row = entering.enter(new, by=supervisor, at=NOW, received_on=day, once="enter:1")

    assert (row.received_by, row.code_hash) == (supervisor, None)
    # Two working days from Monday 06-15: Wednesday 06-17.
    assert row.limits.get(promise=COMPLAINT_ACKNOWLEDGEMENT.code).due_at == court_time("2026-06-18")
    assert "补登记" in row.steps.last().words
    again = entering.enter(new, by=supervisor, at=NOW, received_on=day, once="enter:1")
    assert (again.pk, again.steps.count(), Complaint.objects.count()) == (row.pk, 2, 1)
    for wrong in (date(2026, 6, 18), date(2026, 4, 1)):
        with pytest.raises(Refused, match="收到的日期"):
            entering.enter(new, by=supervisor, at=NOW, received_on=wrong)
    with pytest.raises(NotYours):
        entering.enter(new, by=make_user(Role.CLERK), at=NOW, received_on=day)


@pytest.mark.django_db(transaction=True)
def test_of_two_supervisors_at_once_one_acknowledges_and_one_answers():
    people, row = [make_supervisor(), make_supervisor()], make_complaint()

    def attempt(act: Any, by: Any) -> bool:
        try:
            act(by)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    def both(act: Any) -> list[bool]:
        with ThreadPoolExecutor(2) as pool:
            return sorted(pool.map(lambda by: attempt(act, by), people))

    assert both(lambda by: handling.acknowledge(row.pk, by=by, at=LATER)) == [False, True]
    assert both(lambda by: handling.answer(row.pk, by=by, at=LATER, **SAID)) == [False, True]
    kinds = list(row.steps.values_list("kind", flat=True))
    assert kinds == [StepKind.RECEIVED, StepKind.ACKNOWLEDGED, StepKind.ANSWERED]
