"""Drafted from the data, written by one, approved by another, published with the next number of the year."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.breaches.tests.builders import make_explained, make_limit
from supervision.bulletins import permissions
from supervision.bulletins.enums import Audience, Status
from supervision.bulletins.models import Bulletin
from supervision.bulletins.services import Text, approve, draft, publish, return_to_draft, save_text, submit, withdraw
from supervision.bulletins.tests.builders import NOW, make_bulletin
from supervision.inspections.enums import Kind
from supervision.inspections.enums import Status as VisitStatus
from supervision.inspections.tests.builders import make_visit
from supervision.questioning.tests.builders import make_invited
from supervision.rectification.tests.builders import make_order

JUNE = {"since": date(2026, 6, 1), "until": date(2026, 6, 30)}
DUE = court_time("2026-06-23")

pytestmark = [pytest.mark.django_db, pytest.mark.promise("监督落实")]


@pytest.fixture
def supervisor():
    return make_user(Role.SUPERVISOR)


@pytest.fixture
def another():
    return make_user(Role.SUPERVISOR)


def told(user):
    return list(Notice.objects.filter(recipient=user).order_by("id").values_list("template", flat=True))


def test_a_draft_holds_the_figures_of_its_period_as_they_stood_then(supervisor):
    clerk = make_user(Role.CLERK, name="孙立强", department=make_department())
    make_limit(DUE, met_at=DUE - timedelta(days=1), responsible=clerk)
    make_explained(DUE, responsible=clerk)
    make_order(clerk)
    row = draft(title="六月", audience=Audience.PUBLIC, **JUNE, by=supervisor, at=NOW)
    assert [(one["n"], one["kept"], one["rate"]) for one in row.figures] == [(2, 1, "50%")]
    texts = {section["heading"]: section["text"] for section in row.sections}
    assert "到期事项 2 件，按时完成 1 件，超期 1 件" in texts["承诺兑现情况"]
    assert "记录超期 1 件" in texts["超期事项的说明和认定"]
    assert "案件量大 1 件" in texts["超期事项的说明和认定"]
    assert texts["限期整改情况"] == "立案庭：下达 1 件，已销号 0 件，超期未报告 1 件，重复发生 0 件。"
    assert texts["明察暗访发现的问题"] == texts["随机询问当事人的结果"] == "本期没有数据。"
    assert "孙立强" not in str(row.sections)
    make_limit(DUE)
    row.refresh_from_db()
    assert row.figures[0]["n"] == 2
    assert row.read_at == NOW


def test_a_draft_says_what_published_visits_and_questionings_found(supervisor):
    make_visit(VisitStatus.PUBLISHED, at=DUE, failed=["dress"])
    make_visit(VisitStatus.DONE, kind=Kind.COVERT, at=DUE, failed=["attitude"])  # nobody knows of it yet
    make_invited(supervisor)
    row = draft(title="六月", audience=Audience.INSIDE, **JUNE, by=supervisor, at=NOW)
    texts = {section["heading"]: section["text"] for section in row.sections}
    assert texts["明察暗访发现的问题"].split("\n") == [
        "本期公布检查 1 次，发现问题 1 个，其中重复发生 0 个。",
        "立案庭：“着装符合要求”不合格 1 处，其中重复发生 0 处。",
    ]
    asked, answered = texts["随机询问当事人的结果"].split("\n")
    assert asked == "抽取 1 人，回答 0 人，拒绝 0 人，回答率 0%。"
    assert answered == "总的来说满意吗？（0 人回答）满意 0 人，不满意 0 人。"


def test_a_draft_without_any_data_says_so(supervisor):
    row = draft(title="六月", audience=Audience.INSIDE, **JUNE, by=supervisor, at=NOW)
    assert row.figures == []
    assert {section["text"] for section in row.sections} == {"本期没有数据。", ""}


def test_what_comes_of_a_complaint_changes_nothing_in_a_draft(supervisor):
    clerk = make_user(Role.CLERK, department=make_department())
    before = draft(title="六月", audience=Audience.INSIDE, **JUNE, by=supervisor, at=NOW)
    make_order(clerk, kept_from=[supervisor.pk])
    make_order(clerk, source="complaint", reference="TS20260617-000001")
    after = draft(title="六月", audience=Audience.INSIDE, **JUNE, by=supervisor, at=NOW)
    assert (after.figures, after.sections) == (before.figures, before.sections)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.CLERK, Role.CHIEF, Role.ADMINISTRATOR])
def test_only_supervisors_draft(role):
    with pytest.raises(NotYours):
        draft(title="六月", audience=Audience.INSIDE, **JUNE, by=make_user(role), at=NOW)


def test_a_period_must_have_begun(supervisor):
    with pytest.raises(Refused):
        draft(
            title="八月",
            audience=Audience.INSIDE,
            since=date(2026, 8, 1),
            until=date(2026, 8, 31),
            by=supervisor,
            at=NOW,
        )


def test_two_who_write_do_not_lose_each_others_words(supervisor, another):
    row = make_bulletin(by=supervisor)
    save_text(row.pk, Text("甲写的", [("一", "甲")]), version=1, by=supervisor, at=NOW)
    with pytest.raises(WrongState, match="保存了新的版本"):
        save_text(row.pk, Text("乙写的", [("一", "乙")]), version=1, by=another, at=NOW)
    save_text(row.pk, Text("甲又写", [("一", "甲二"), ("", "")]), version=1, by=supervisor, at=NOW)  # the own autosave
    row = save_text(row.pk, Text("乙写的", [("一", "乙")]), version=3, by=another, at=NOW)
    assert (row.title, row.version, row.edited_by) == ("乙写的", 4, another)
    assert [old.title for old in row.history.order_by("history_id")][1:] == ["甲写的", "甲又写", "乙写的"]


def test_the_way_of_a_bulletin(supervisor, another):
    clerk, president = (
        make_user(Role.CLERK),
        make_user(Role.CHIEF, department=make_department("president", "院长办公室")),
    )
    administrator = make_user(Role.ADMINISTRATOR)
    row = make_bulletin(by=supervisor)
    submit(row.pk, by=supervisor, at=NOW)
    assert told(another) == told(president) == ["supervision/bulletin_submitted"]
    assert not permissions.visible_to(clerk).exists()
    return_to_draft(row.pk, words="补充要求", by=president, at=NOW)
    submit(row.pk, by=supervisor, at=NOW)
    approve(row.pk, version=1, by=president, at=NOW)
    row = publish(row.pk, by=supervisor, at=NOW)
    assert (row.number, row.published_at, row.approved_by) == ("督通〔2026〕1号", NOW, president)
    assert told(clerk) == ["supervision/bulletin_published"]
    assert told(administrator) == []
    assert permissions.visible_to(clerk).get() == row
    assert not permissions.visible_to(administrator).exists()
    assert not permissions.public().exists()
    row = withdraw(row.pk, reason="数字有误", by=another, at=NOW)
    assert row.number == "督通〔2026〕1号"
    assert told(clerk)[-1] == "supervision/bulletin_withdrawn"
    assert not permissions.visible_to(clerk).exists()


def test_numbers_of_a_year_have_no_gap(supervisor):
    make_bulletin(Status.WITHDRAWN)
    numbers = [publish(make_bulletin(Status.APPROVED).pk, by=supervisor, at=NOW).number for _ in range(2)]
    later = court_time("2027-01-01 00:00")
    numbers.append(publish(make_bulletin(Status.APPROVED).pk, by=supervisor, at=later).number)
    assert numbers == ["督通〔2026〕1号", "督通〔2026〕2号", "督通〔2027〕1号"]


def test_who_wrote_in_it_never_approves_it(supervisor, another):
    row = make_bulletin(by=supervisor)
    save_text(row.pk, Text("改过", [("一", "二")]), version=1, by=another, at=NOW)
    submit(row.pk, by=supervisor, at=NOW)
    for writer in (supervisor, another):
        with pytest.raises(Refused, match="不能审批"):
            approve(row.pk, version=2, by=writer, at=NOW)
    for role in (Role.CLERK, Role.CHIEF, Role.ADMINISTRATOR):
        with pytest.raises(NotYours):
            approve(row.pk, version=2, by=make_user(role, department=make_department()), at=NOW)
    with pytest.raises(WrongState, match="刚刚改过"):
        approve(row.pk, version=1, by=make_user(Role.SUPERVISOR), at=NOW)


@pytest.mark.parametrize(
    ("audience", "text", "is_refused"),
    [
        (Audience.PUBLIC, "立案庭郑小明服务态度生硬。", True),
        (Audience.INSIDE, "立案庭郑小明服务态度生硬。", False),
        (Audience.INSIDE, "投诉 TS20260617-000001 属实。", True),
        (Audience.PUBLIC, "立案庭一名工作人员服务态度生硬。", False),
    ],
)
def test_no_names_in_public_and_no_complaint_anywhere(supervisor, audience, text, is_refused):
    make_user(Role.CLERK, name="郑小明")
    row = make_bulletin(by=supervisor, audience=audience, sections=[{"heading": "一", "text": text}])
    if is_refused:
        with pytest.raises(Refused, match="第 1 部分"):
            submit(row.pk, by=supervisor, at=NOW)
        row.refresh_from_db()
    else:
        row = submit(row.pk, by=supervisor, at=NOW)
    assert row.status == (Status.DRAFT if is_refused else Status.SUBMITTED)


ACTS = {
    "submit": ({Status.DRAFT}, lambda pk, by: submit(pk, by=by, at=NOW)),
    "approve": ({Status.SUBMITTED}, lambda pk, by: approve(pk, version=1, by=by, at=NOW)),
    "return": ({Status.SUBMITTED}, lambda pk, by: return_to_draft(pk, words="改", by=by, at=NOW)),
    "publish": ({Status.APPROVED}, lambda pk, by: publish(pk, by=by, at=NOW)),
    "save": ({Status.DRAFT}, lambda pk, by: save_text(pk, Text("改", []), version=1, by=by, at=NOW)),
    "withdraw": (set(Status) - {Status.WITHDRAWN}, lambda pk, by: withdraw(pk, reason="错了", by=by, at=NOW)),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_step_is_refused_in_every_other_state(act, another):
    allowed, run = ACTS[act]
    for status in set(Status) - allowed:
        row = make_bulletin(status)
        with pytest.raises(WrongState):
            run(row.pk, another)
        assert Bulletin.objects.get(pk=row.pk).status == status
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_are_one(supervisor):
    row = make_bulletin(Status.SUBMITTED, by=supervisor)
    start, answers = threading.Barrier(2), []

    def run(who):
        start.wait()
        try:
            approve(row.pk, version=1, by=who, at=NOW)
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
