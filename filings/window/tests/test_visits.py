"""A visit to the window: from the greeting to a result, with the paper's own moment and the oral record."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from filings.intake import services as intake
from filings.intake.enums import Channel, Status
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.tests.builders import make_complete_draft, make_draft, make_material
from filings.reception.services import Incomplete
from filings.review import services as review
from filings.review.queries import timeline
from filings.review.tests.builders import judge_all, make_chief, make_clerk, put_in
from filings.window import queries, services
from filings.window.enums import ConfirmedBy, VisitResult
from filings.window.models import OralRecord, Visit
from filings.window.services.people import Person
from filings.window.tests.builders import NOW, last_code, make_visit
from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.registration import account_in_waiting
from gangcheng_court.core.accounts.tests.builders import make_no_phone, make_resident_number, make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.notices.codes import WrongCode
from gangcheng_court.core.notices.models import Delivery
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.promises import SEVEN_DAY_DECISION

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=20)


@pytest.fixture
def clerk() -> User:
    return make_clerk()


def person_of(user: User) -> Person:
    return Person(user.name, user.id_kind, user.id_number)


# The person


@pytest.mark.promise("4")
def test_one_visit_from_the_greeting_to_the_case_number(clerk) -> None:
    citizen = make_user()
    visit = services.begin("张玥喆", by=clerk, at=NOW)
    row = services.identify(visit.pk, phone=citizen.phone, by=clerk, at=NOW)
    services.open_with_document(row.pk, person=person_of(citizen), by=clerk, at=NOW)
    draft = make_complete_draft(filer=citizen)
    services.choose(row.pk, draft_code=draft.draft_code, by=clerk, at=NOW)
    filing = services.hand_in_on_site(visit.pk, by=clerk, at=LATER)
    review.take(filing.pk, by=clerk, at=LATER)
    judge_all(filing)
    review.accept(filing.pk, by=clerk, at=LATER)
    ended = services.end_visit(visit.pk, by=clerk, at=LATER + timedelta(minutes=5))

    filing.refresh_from_db()
    assert (filing.channel, filing.status, filing.filer) == (Channel.ON_SITE, Status.ACCEPTED, citizen)
    assert filing.case_number
    assert (ended.result, ended.reason) == (VisitResult.REGISTERED, "")


def test_the_holder_is_told_by_text_when_a_document_opened_the_account_and_not_after_a_code(clerk) -> None:
    for by_document in (True, False):
        citizen, visit = make_user(), services.begin("张玥喆", by=clerk, at=NOW)
        row = services.identify(visit.pk, phone=citizen.phone, by=clerk, at=NOW)
        if by_document:
            services.open_with_document(row.pk, person=person_of(citizen), by=clerk, at=NOW)
        else:
            row = services.ask(citizen.phone, by=clerk, at=NOW)
            services.open_with_code(row.pk, code=last_code(citizen.phone), by=clerk, at=NOW)
        told = Delivery.objects.filter(notice__template="filings/assistance_opened", address=citizen.phone)
        assert told.exists() == by_document


def test_a_document_that_is_not_the_accounts_opens_nothing(clerk) -> None:
    citizen, visit = make_user(), services.begin("张玥喆", by=clerk, at=NOW)
    row = services.identify(visit.pk, phone=citizen.phone, by=clerk, at=NOW)
    with pytest.raises(Refused, match="不一致"):
        services.open_with_document(row.pk, person=person_of(make_user()), by=clerk, at=NOW)
    services.ask_again(row.pk, by=clerk, at=NOW)
    assert services.open_with_code(row.pk, code=last_code(citizen.phone), by=clerk, at=NOW).opened_at


def test_on_the_telephone_a_document_number_is_not_enough(clerk) -> None:
    citizen = make_user()
    row = services.ask(citizen.phone, by=clerk, at=NOW)
    with pytest.raises(Refused, match="短信验证码"):
        services.open_with_document(row.pk, person=person_of(citizen), by=clerk, at=NOW)


def test_a_visitor_without_an_account_gets_one_on_the_spot(clerk) -> None:
    visit = services.begin("王玥", by=clerk, at=NOW)
    with pytest.raises(services.UnknownPerson):
        services.identify(visit.pk, phone="13987654321", by=clerk, at=NOW)
    person = Person("王玥", IdentityKind.RESIDENT, make_resident_number("19480101"))
    row = services.identify(visit.pk, phone="13987654321", person=person, by=clerk, at=NOW)
    with pytest.raises(Refused, match="短信验证码"):
        services.open_with_document(row.pk, person=person, by=clerk, at=NOW)
    services.open_with_code(row.pk, code=last_code("13987654321"), by=clerk, at=NOW)
    assert User.objects.get(phone="13987654321").phone_verified


def test_a_mistyped_phone_is_put_right_until_the_person_is_known(clerk) -> None:
    wrong, right = make_user(), make_user()
    visit = services.begin("张玥喆", by=clerk, at=NOW)
    first = services.identify(visit.pk, phone=wrong.phone, by=clerk, at=NOW)
    second = services.identify(visit.pk, phone=right.phone, by=clerk, at=NOW)
    first.refresh_from_db()
    assert (first.ended_at, second.citizen) == (NOW, right)
    services.open_with_document(second.pk, person=person_of(right), by=clerk, at=NOW)
    with pytest.raises(WrongState, match="已经核实"):
        services.identify(visit.pk, phone=wrong.phone, by=clerk, at=NOW)


# Without a phone


def test_who_has_no_phone_files_by_word_of_mouth_and_signs(clerk) -> None:
    visit = services.begin("王玥", by=clerk, at=NOW)
    person = Person("王玥", IdentityKind.RESIDENT, make_resident_number("19380101"))
    told = {"because": "没有手机", "contact": "女儿王某 0531-76881643"}
    row = services.identify_by_document(visit.pk, person=person, **told, by=clerk, at=NOW)
    citizen = row.citizen
    assert (citizen.phone, citizen.phone_verified, citizen.contact) == (None, False, told["contact"])
    made = trail.history(citizen)[0]
    assert (made.history_user, made.history_change_reason) == (clerk, "窗口凭证件注册，没有手机：没有手机")

    draft = make_complete_draft(filer=citizen)
    services.choose(row.pk, draft_code=draft.draft_code, by=clerk, at=NOW)
    record = services.make_record(visit.pk, by=clerk, at=NOW)
    with pytest.raises(Refused, match="没有登记手机号码"):
        services.send_record_code(record.pk, visit_id=visit.pk, by=clerk, at=NOW)
    with pytest.raises(WrongCode):
        services.confirm_by_code(record.pk, visit_id=visit.pk, code="000000", by=clerk, at=NOW)
    scan = ContentFile(make_pdf(), name="签名笔录.pdf")
    services.confirm_by_signature(record.pk, visit_id=visit.pk, upload=scan, by=clerk, at=NOW)
    filing = services.hand_in_on_site(visit.pk, by=clerk, at=LATER)
    assert (filing.channel, filing.filer) == (Channel.ORAL, citizen)
    assert citizen.notices.exists()
    assert not Delivery.objects.filter(notice__recipient=citizen, channel="sms").exists()


def test_the_document_finds_the_account_again_with_or_without_a_phone(clerk) -> None:
    for citizen in (make_no_phone(), make_no_phone(), make_user()):
        visit = services.begin(citizen.name, by=clerk, at=NOW)
        row = services.identify_by_document(visit.pk, person=person_of(citizen), because="没有带", by=clerk, at=NOW)
        assert row.citizen == citizen
        assert row.opened_at
    with pytest.raises(WrongState, match="已经核实"):
        services.identify_by_document(visit.pk, person=person_of(citizen), because="没有带", by=clerk, at=NOW)


def test_another_registration_never_displaces_an_account_without_a_phone(clerk) -> None:
    citizen = make_no_phone()
    with pytest.raises(Refused, match="凭证件办理"):
        services.ask("13987654321", person=person_of(citizen), by=clerk, at=NOW)
    account_in_waiting(phone="13987654321", name="某", id_kind=citizen.id_kind, id_number=citizen.id_number, at=NOW)
    account_in_waiting(phone=None, name="某", id_kind=IdentityKind.RESIDENT, id_number=make_resident_number(), at=NOW)
    assert User.objects.filter(pk=citizen.pk).exists()


@pytest.mark.parametrize("fields", [{"phone_verified": True}, {"id_number_hash": "", "id_kind": "", "id_number": ""}])
def test_an_account_without_a_phone_is_never_verified_nor_without_a_document(fields) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=make_no_phone().pk).update(**fields)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CLERK, Role.CHIEF}))
def test_only_the_filing_desk_receives_visitors(role) -> None:
    with pytest.raises(NotYours):
        services.begin("张玥喆", by=make_user(role), at=NOW)


def test_another_clerk_does_not_work_on_a_visit(clerk) -> None:
    visit, another = make_visit(clerk), make_clerk()
    for act in (services.hand_in_on_site, services.end_visit, services.make_record):
        with pytest.raises(NotYours):
            act(visit.pk, by=another, at=LATER)


# Handing in, and the paper's moment


def test_the_paper_is_received_now_unless_said_otherwise(clerk) -> None:
    filing = services.hand_in_on_site(make_visit(clerk).pk, by=clerk, at=LATER)
    assert (filing.paper_received_at, filing.entry_lag) == (LATER, timedelta())


def test_the_clocks_run_from_the_paper_and_the_lag_is_kept_and_shown(clerk) -> None:
    received = NOW - timedelta(days=1)  # Tuesday; the visit begins on Wednesday
    filing = services.hand_in_on_site(
        make_visit(clerk).pk,
        by=clerk,
        at=LATER,
        paper_received_at=received,
        paper_because="昨日系统停电，先收了纸质材料",
    )
    filing.refresh_from_db()
    assert filing.entry_lag == timedelta(days=1, minutes=20)
    assert filing.received_at == received
    round_ = filing.rounds.get()
    legal = round_.limits.get(promise=SEVEN_DAY_DECISION.code)
    assert round_.opened_at == LATER
    assert {limit.started_at for limit in round_.limits.all()} == {received}
    assert court_date(legal.due_at) == court_date(received) + timedelta(days=8)  # the seventh day ends at 24:00
    events = timeline(filing)
    assert events[0].at == received
    assert "1460 分钟后录入" in events[0].title
    assert "停电" in events[0].title


@pytest.mark.parametrize(
    ("before", "because", "words"),
    [
        (timedelta(hours=1), "", "写明补录的理由"),
        (timedelta(hours=1), "  ", "写明补录的理由"),
        (timedelta(seconds=-1) - (LATER - NOW), "停电", "不能晚于现在"),
    ],
)
def test_no_moment_before_the_visit_without_a_reason_and_none_in_the_future(clerk, before, because, words) -> None:
    visit = make_visit(clerk)
    with pytest.raises(Refused, match=words):
        services.hand_in_on_site(visit.pk, by=clerk, at=LATER, paper_received_at=NOW - before, paper_because=because)
    assert visit.filing.status == Status.DRAFT


def test_the_database_knows_no_paper_from_the_future(clerk) -> None:
    filing = services.hand_in_on_site(make_visit(clerk).pk, by=clerk, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.filter(pk=filing.pk).update(paper_received_at=LATER + timedelta(seconds=1))


def test_an_incomplete_draft_is_not_handed_in(clerk) -> None:
    visit = make_visit(clerk, filing=make_draft())
    with pytest.raises(Incomplete):
        services.hand_in_on_site(visit.pk, by=clerk, at=LATER)


def test_a_draft_of_a_visit_is_not_handed_in_by_the_telephone_way(clerk) -> None:
    visit = make_visit(clerk)
    with pytest.raises(WrongState, match="接待页"):
        services.hand_in(visit.assistance_id, code="123456", by=clerk, at=LATER)


def test_the_receiving_clerk_reviews_on_the_spot(clerk) -> None:
    filing = services.hand_in_on_site(make_visit(clerk).pk, by=clerk, at=LATER)
    assert review.take(filing.pk, by=clerk, at=LATER).reviewer == clerk


# The end


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (Status.ACCEPTED, VisitResult.REGISTERED),
        (Status.CORRECTION, VisitResult.NOTICE_GIVEN),
        (Status.RETURNED, VisitResult.NOTICE_GIVEN),
        (Status.REJECTED, VisitResult.NOTICE_GIVEN),
        (Status.TRANSFERRED, VisitResult.TRANSFERRED),
        (Status.SUBMITTED, VisitResult.RECEIVED),
        (Status.UNDER_REVIEW, VisitResult.RECEIVED),
        (Status.AWAITING_APPROVAL, VisitResult.RECEIVED),
        (Status.WITHDRAWN, VisitResult.NOTHING),
    ],
)
@pytest.mark.promise("4")
def test_a_visit_without_registration_or_complete_notice_ends_only_with_its_reason(clerk, status, result) -> None:
    visit = make_visit(clerk)
    put_in(status, services.hand_in_on_site(visit.pk, by=clerk, at=LATER))
    if result in (VisitResult.RECEIVED, VisitResult.NOTHING):
        with pytest.raises(Refused, match="写明理由"):
            services.end_visit(visit.pk, by=clerk, at=LATER)
    ended = services.end_visit(visit.pk, by=clerk, at=LATER, reason="材料多，当场看不完")
    assert ended.result == result
    assert bool(ended.reason) == (result in (VisitResult.RECEIVED, VisitResult.NOTHING))


def test_a_visitor_who_only_asked_is_in_the_book_with_the_reason(clerk) -> None:
    visit = services.begin("张玥喆", by=clerk, at=NOW)
    with pytest.raises(Refused, match="没有收件"):
        services.end_visit(visit.pk, by=clerk, at=LATER)
    services.end_visit(visit.pk, by=clerk, at=LATER, reason="只是咨询管辖")
    assert list(queries.visits_without_decision(NOW, LATER + timedelta(seconds=1))) == [visit]
    assert queries.results_between(NOW, LATER + timedelta(seconds=1)) == {"nothing": 1}


def test_the_end_of_a_visit_shuts_the_draft(clerk) -> None:
    visit = make_visit(clerk)
    services.end_visit(visit.pk, by=clerk, at=LATER, reason="改日再来")
    with pytest.raises(NotYours):
        intake.save_answers(visit.assistance.filing_id, task=Task.FACTS, by=clerk, at=LATER, facts="x", evidence=[])


def test_a_second_end_is_refused_and_names_the_first(clerk) -> None:
    visit, chief = services.begin("张玥喆", by=clerk, at=NOW), make_chief()
    services.end_visit(visit.pk, by=clerk, at=LATER, reason="咨询")
    with pytest.raises(WrongState, match=f"已由{clerk}"):
        services.end_visit(visit.pk, by=chief, at=LATER, reason="咨询")


def test_the_chief_ends_a_visit_that_was_left_open(clerk) -> None:
    visit, chief = services.begin("张玥喆", by=clerk, at=NOW), make_chief()
    ended = services.end_visit(visit.pk, by=chief, at=LATER, reason="接待人交班时漏填")
    assert trail.history(ended)[0].history_user == chief


def test_the_database_wants_a_reason_too(clerk) -> None:
    visit = services.begin("张玥喆", by=clerk, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(result=VisitResult.NOTHING, ended_at=LATER)


def test_late_entries_are_found_by_their_lag(clerk) -> None:
    received = NOW - timedelta(days=2)
    filing = services.hand_in_on_site(
        make_visit(clerk).pk, by=clerk, at=LATER, paper_received_at=received, paper_because="停电"
    )
    until = LATER + timedelta(seconds=1)
    assert list(queries.entered_late(NOW, until, lag=timedelta(days=1))) == [filing]
    assert not queries.entered_late(NOW, until, lag=timedelta(days=3))


# The oral record


def recorded(clerk: User) -> tuple[Visit, OralRecord]:
    visit = make_visit(clerk)
    return visit, services.make_record(visit.pk, by=clerk, at=NOW)


def test_an_oral_record_confirmed_by_code_is_the_complaint(clerk) -> None:
    visit, record = recorded(clerk)
    services.send_record_code(record.pk, visit_id=visit.pk, by=clerk, at=NOW)
    code = last_code(visit.filing.filer.phone)
    services.confirm_by_code(record.pk, visit_id=visit.pk, code=code, by=clerk, at=NOW)
    filing = services.hand_in_on_site(visit.pk, by=clerk, at=LATER)

    assert filing.channel == Channel.ORAL
    assert filing.materials.get(slot="complaint", left_at__isnull=True).file == record.file
    record.refresh_from_db()
    assert (record.confirmed_by, record.confirmed_at) == (ConfirmedBy.CODE, NOW)
    with pytest.raises(Refused):
        services.confirm_by_code(record.pk, visit_id=visit.pk, code=code, by=clerk, at=NOW)


def test_an_oral_record_is_confirmed_by_a_signed_scan_as_well(clerk) -> None:
    visit, record = recorded(clerk)
    scan = ContentFile(make_pdf(), name="签名笔录.pdf")
    done = services.confirm_by_signature(record.pk, visit_id=visit.pk, upload=scan, by=clerk, at=NOW)
    assert done.confirmed_by == ConfirmedBy.SIGNATURE
    assert visit.filing.materials.get(slot="complaint").file == done.signed


def test_an_oral_application_for_enforcement_is_its_application(clerk) -> None:
    details = {"basis_kind": "judgment", "basis_number": "（2026）鲁0117民初9号", "basis_issuer": "钢城区人民法院"}
    draft = make_complete_draft(kind="enforcement", details=details, cause=None)
    make_material(draft, "basis")
    visit = make_visit(clerk, filing=draft)
    record = services.make_record(visit.pk, by=clerk, at=NOW)
    upload = ContentFile(make_pdf(), name="签名笔录.pdf")
    services.confirm_by_signature(record.pk, visit_id=visit.pk, upload=upload, by=clerk, at=NOW)
    filing = services.hand_in_on_site(visit.pk, by=clerk, at=LATER)
    assert (filing.channel, filing.cause_name) == (Channel.ORAL, "申请执行")
    assert filing.materials.get(slot="complaint").file == OralRecord.objects.get().signed
    assert record.file.name.startswith("口头申请笔录")


def test_a_record_counts_for_nothing_before_it_is_confirmed(clerk) -> None:
    visit, _ = recorded(clerk)
    assert services.hand_in_on_site(visit.pk, by=clerk, at=LATER).channel == Channel.ON_SITE


def test_a_change_after_the_record_needs_a_new_one(clerk) -> None:
    visit, record = recorded(clerk)
    services.send_record_code(record.pk, visit_id=visit.pk, by=clerk, at=NOW)
    code = last_code(visit.filing.filer.phone)
    change = {"task": Task.FACTS, "by": clerk, "at": NOW, "facts": "另一种说法", "evidence": []}
    intake.save_answers(visit.filing.pk, **change)
    with pytest.raises(WrongState, match="改过"):
        services.confirm_by_code(record.pk, visit_id=visit.pk, code=code, by=clerk, at=NOW)


def test_a_confirmed_record_that_the_draft_has_outgrown_is_not_handed_in_and_a_new_one_takes_its_place(clerk) -> None:
    visit, record = recorded(clerk)
    scan = services.confirm_by_signature(
        record.pk, visit_id=visit.pk, upload=ContentFile(make_pdf(), name="签名.pdf"), by=clerk, at=NOW
    ).signed
    change = {"task": Task.FACTS, "by": clerk, "at": NOW, "facts": "另一种说法", "evidence": []}
    intake.save_answers(visit.filing.pk, **change)
    with pytest.raises(Refused, match="重新制作笔录"):
        services.hand_in_on_site(visit.pk, by=clerk, at=LATER)
    again = services.make_record(visit.pk, by=clerk, at=LATER)
    upload = ContentFile(make_pdf(), name="签名2.pdf")
    services.confirm_by_signature(again.pk, visit_id=visit.pk, upload=upload, by=clerk, at=LATER)
    current = visit.filing.materials.get(slot="complaint", left_at__isnull=True)
    assert current.file != scan
    assert current.replaces.file == scan
    assert services.hand_in_on_site(visit.pk, by=clerk, at=LATER).channel == Channel.ORAL


def test_there_is_nothing_to_record_before_something_was_said(clerk) -> None:
    with pytest.raises(Refused, match="还没有填写"):
        services.make_record(make_visit(clerk, filing=make_draft()).pk, by=clerk, at=NOW)


def test_a_wrong_code_confirms_nothing(clerk) -> None:
    visit, record = recorded(clerk)
    services.send_record_code(record.pk, visit_id=visit.pk, by=clerk, at=NOW)
    code = last_code(visit.filing.filer.phone)
    with pytest.raises(WrongCode):
        services.confirm_by_code(record.pk, visit_id=visit.pk, code=f"{(int(code) + 1) % 10**6:06d}", by=clerk, at=NOW)
