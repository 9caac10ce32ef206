"""The desk looks into the effect of a document itself, and asks the trial division for what it cannot find."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from filings.intake.kinds import KINDS
from filings.review import services
from filings.review.effectiveness import Service
from filings.review.enums import DateSource, Document
from filings.review.models import EffectInquiry, ServiceRecord
from filings.review.queries import effects
from filings.review.services import judging
from filings.review.tests.builders import (
    NOW,
    make_check,
    make_chief,
    make_clerk,
    make_enforcement,
    make_inquiry,
    make_taken,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit import trail
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
A, B = date(2026, 3, 10), date(2026, 3, 18)  # Tuesday, Wednesday


@pytest.fixture
def clerk() -> User:
    return make_clerk()


@pytest.fixture
def filing(clerk):
    return make_enforcement(clerk)


@pytest.fixture
def judge() -> User:
    return make_user(Role.JUDGE)


def record(filing, clerk, *served: Service, at=NOW, **more):
    return services.record_effect(filing.pk, document=Document.JUDGMENT, services=served, by=clerk, at=at, **more)


@pytest.mark.promise("4")
def test_what_the_desk_enters_gives_the_day_and_stays_on_the_trail(filing, clerk) -> None:
    check = record(filing, clerk, Service("张玥喆", A), Service("李建国", B, owes=True), performance_days=10)
    found = effects.of(filing)
    assert found.result.on == date(2026, 4, 3)  # 2 April is the fifteenth day for the later party
    assert found.time
    assert trail.history(check)[0].history_user == clerk


def test_changing_the_list_keeps_the_same_rows_and_drops_whom_nobody_names(filing, clerk) -> None:
    record(filing, clerk, Service("张玥喆", A), Service("李建国", None), Service("王五", None))
    kept = ServiceRecord.objects.get(party="李建国")
    record(filing, clerk, Service("张玥喆", A), Service("李建国", B))
    kept.refresh_from_db()
    assert kept.served_on == B
    assert not ServiceRecord.objects.filter(party="王五").exists()
    assert ServiceRecord.history.filter(party="王五", history_type="-").exists()


def test_only_who_reviews_enters_it_and_only_for_a_kind_that_asks_it(filing, clerk) -> None:
    with pytest.raises(Refused):
        record(filing, make_clerk(), Service("张玥喆", A))
    with pytest.raises(Refused, match="没有需要核实"):
        record(make_taken(clerk), clerk, Service("张玥喆", A))


def test_an_unknown_date_becomes_a_question_to_the_division_and_nothing_reaches_the_applicant(
    filing, clerk, judge
) -> None:
    record(filing, clerk, Service("张玥喆", A), Service("李建国", None))
    told_before = Notice.objects.filter(recipient=filing.filer).count()
    inquiry = services.ask_division(filing.pk, by=clerk, at=NOW)
    assert "李建国" in inquiry.question
    assert "张玥喆" not in inquiry.question
    assert Notice.objects.filter(template="filings/effect_asked", recipient=judge).count() == 1
    assert Notice.objects.filter(recipient=filing.filer).count() == told_before


def test_only_the_judges_of_the_division_asked_are_told(filing, clerk, judge) -> None:
    division = make_department("civil-1", "民一庭")
    asked = make_user(Role.JUDGE, department=division)
    record(filing, clerk, Service("李建国", None))
    services.ask_division(filing.pk, by=clerk, at=NOW, department=division)
    told = Notice.objects.filter(template="filings/effect_asked").values_list("recipient", flat=True)
    assert list(told) == [asked.pk]


def test_there_is_nothing_to_ask_when_every_date_is_known_and_nothing_twice(filing, clerk) -> None:
    with pytest.raises(Refused, match="请先填写"):
        services.ask_division(filing.pk, by=clerk, at=NOW)
    record(filing, clerk, Service("李建国", B))
    with pytest.raises(Refused, match="请先填写"):
        services.ask_division(filing.pk, by=clerk, at=NOW)
    record(filing, clerk, Service("李建国", None))
    services.ask_division(filing.pk, by=clerk, at=NOW)
    with pytest.raises(WrongState, match="正在等待答复"):
        services.ask_division(filing.pk, by=clerk, at=NOW)


def test_the_judges_dates_give_the_day_and_the_desk_is_told(filing, clerk, judge) -> None:
    inquiry = make_inquiry(filing, by=clerk)
    services.answer_division(inquiry.pk, dates={"张玥喆": A}, by=judge, at=NOW + timedelta(hours=1))
    row = ServiceRecord.objects.get(party="张玥喆")
    assert (row.served_on, row.source) == (A, DateSource.DIVISION)
    assert trail.history(row)[0].history_user == judge
    assert effects.of(filing).result.on == date(2026, 3, 26)
    assert Notice.objects.filter(template="filings/effect_answered", recipient=clerk).count() == 1
    with pytest.raises(WrongState, match=f"{judge}已于"):
        services.answer_division(inquiry.pk, dates={"张玥喆": B}, by=judge, at=NOW + timedelta(hours=2))


def test_a_judge_says_that_somebody_appealed(filing, clerk, judge) -> None:
    inquiry = make_inquiry(filing, by=clerk)
    services.answer_division(inquiry.pk, dates={"张玥喆": A}, appealed=True, by=judge, at=NOW)
    assert effects.of(filing).result.on is None


def test_an_answer_without_a_date_says_why(filing, clerk, judge) -> None:
    inquiry = make_inquiry(filing, by=clerk)
    with pytest.raises(Refused, match="写明原因"):
        services.answer_division(inquiry.pk, dates={}, answer=" ", by=judge, at=NOW)
    services.answer_division(inquiry.pk, dates={}, answer="卷宗在中院，三日内查明", by=judge, at=NOW)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.JUDGE}))
def test_nobody_but_a_judge_answers(filing, clerk, role) -> None:
    inquiry = make_inquiry(filing, by=clerk)
    with pytest.raises(NotYours):
        services.answer_division(inquiry.pk, dates={"张玥喆": A}, by=make_user(role), at=NOW)


def test_neither_another_divisions_judge_nor_one_who_is_a_party_answers(filing, clerk) -> None:
    inquiry = make_inquiry(filing, by=clerk, department=make_department("civil-1", "民一庭"))
    with pytest.raises(NotYours):
        services.answer_division(
            inquiry.pk, dates={"张玥喆": A}, by=make_user(Role.JUDGE, department=make_department()), at=NOW
        )
    EffectInquiry.objects.update(department=None)
    with pytest.raises(Refused, match="回避"):
        services.answer_division(inquiry.pk, dates={"张玥喆": A}, by=make_user(Role.JUDGE, name="李建国"), at=NOW)


def test_the_item_s_own_words_demand_no_proof() -> None:
    kind = KINDS["enforcement"]
    item = next(item for item in kind.checklist if item.code == "effective")
    assert not kind.forbidden_in(item.stock)


def test_a_note_that_asks_the_applicant_for_proof_of_effect_is_refused(filing, clerk) -> None:
    assert "生效证明" in judging.why_forbidden(filing, "请向审判庭开具生效证明后提交。")


# Pages


def test_the_workbench_takes_the_dates_and_shows_the_day_beside_the_item(client: Client, filing, clerk) -> None:
    sign_in(client, clerk)
    url = reverse("filings:review-effect", args=[filing.number])
    form = {
        "document": "judgment",
        "party_0": "张玥喆",
        "served_0": "2026年3月10日",
        "party_1": "李建国",
        "owes_1": "on",
    }
    assert client.post(url, form).status_code == 302
    page = client.get(reverse("filings:review", args=[filing.number])).content.decode()
    assert "李建国的日期不明" in page
    assert "请审判庭核实" in page
    client.post(url, form | {"served_1": "2026-03-18"})
    page = client.get(reverse("filings:review", args=[filing.number])).content.decode()
    assert "2026年4月3日 生效" in page
    assert "本院核实：2026年4月3日" in page


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"document": ""}, "请选择文书种类"),
        ({"document": "judgment", "served_0": "2099-01-01", "party_0": "甲"}, "送达日期不能晚于今天"),
        ({"document": "judgment", "served_0": "2026-02-30", "party_0": "甲"}, "真实的日期"),
        ({"document": "judgment", "served_0": "2026-03-10", "party_0": ""}, "哪一方当事人"),
        ({"document": "judgment", "party_0": "甲", "party_1": "甲"}, "填了两次"),
        ({"document": "award", "issued_on": "2099-01-01"}, "作出日期不能晚于今天"),
    ],
)
def test_bad_dates_are_answered_at_their_field(client: Client, filing, clerk, bad, words) -> None:
    sign_in(client, clerk)
    answer = client.post(reverse("filings:review-effect", args=[filing.number]), bad)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert effects.of(filing) is None


def test_a_judge_finds_the_question_answers_it_and_the_reading_is_logged(client: Client, filing, clerk, judge) -> None:
    inquiry = make_inquiry(filing, by=clerk)
    sign_in(client, judge)
    assert filing.number in client.get(reverse("filings:inquiries")).content.decode()
    url = reverse("filings:inquiry", args=[inquiry.pk])
    page = client.get(url).content.decode()
    assert "（2026）鲁0117民初9号" in page
    assert ReadLog.objects.filter(reader=judge, reference=filing.number).exists()
    row = ServiceRecord.objects.get()
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {f"served_{row.pk}": "2026-03-10"}).status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.answered_by == judge


def test_a_civil_complaint_has_no_such_section(client: Client, clerk) -> None:
    sign_in(client, clerk)
    page = client.get(reverse("filings:review", args=[make_taken(clerk).number])).content.decode()
    assert "文书是否生效" not in page


def test_the_chief_reads_the_result_too(client: Client, filing) -> None:
    make_check(filing, 张玥喆=A)
    sign_in(client, make_chief())
    assert "2026年3月26日 生效" in client.get(reverse("filings:review", args=[filing.number])).content.decode()
