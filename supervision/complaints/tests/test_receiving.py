"""收: a complaint comes in once, its clocks run, and whoever it is about hears nothing."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection

from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Delivery, Notice
from supervision.complaints import numbers, permissions, services
from supervision.complaints.enums import Mode, Source, StepKind, Subject
from supervision.complaints.models import Complaint
from supervision.complaints.tests.builders import NOW, PHONE, TEXT, make_president, make_supervisor, new_complaint

pytestmark = pytest.mark.django_db


def receive(**fields):
    return services.receive(new_complaint(**fields), by=None, at=NOW, once=fields.pop("once", None))


def test_a_complaint_has_a_number_a_code_its_first_step_and_its_limits():
    receipt = receive()
    complaint = receipt.complaint
    assert complaint.number.startswith("TS20260617-")
    assert len(receipt.code) == 16
    assert receipt.code.isdigit()
    assert complaint.code_hash == numbers.code_hash(receipt.code)
    assert [step.kind for step in complaint.steps.all()] == [StepKind.RECEIVED]
    limits = {limit.promise: limit.due_at for limit in complaint.limits.all()}
    assert limits == {
        "complaint_acknowledgement": court_time("2026-06-23 00:00"),  # 2 working days: Thursday, Monday
        "complaint_answer": court_time("2026-07-03 00:00"),  # 15 days: Thursday 2 July
    }
    assert complaint.due_at == court_time("2026-06-23 00:00")
    row = complaint.history.get()
    assert (row.history_change_reason, row.history_user, row.due_at) == ("收到", None, complaint.due_at)


def test_the_hash_is_that_of_what_was_handed_in():
    complaint = receive(about_name="窗口的人", case_number="（2026）鲁0117民初1号").complaint
    lines = ["conduct", "窗口的人", "", "", "（2026）鲁0117民初1号", TEXT]
    assert complaint.content_hash == hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_the_same_form_sent_twice_is_one_complaint_with_the_same_code_and_later_shows_none():
    new = new_complaint()
    first = services.receive(new, by=None, at=NOW, once="key")
    again = services.receive(new, by=None, at=NOW + timedelta(minutes=9), once="key")
    late = services.receive(new, by=None, at=NOW + timedelta(minutes=10), once="key")
    assert first == again
    assert Complaint.objects.count() == 1
    assert (late.complaint, late.code) == (first.complaint, "")


def test_neither_the_code_nor_what_leads_to_it_is_anywhere_in_the_database():
    receipt = services.receive(new_complaint(), by=None, at=NOW, once="the-key-of-a-form")
    with connection.cursor() as cursor:
        for table in ("complaint", "historicalcomplaint", "complaintstep"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM supervision_{table} t")
            rows = " ".join(row for (row,) in cursor.fetchall())
            assert receipt.code not in rows
            assert "the-key-of-a-form" not in rows
            assert TEXT not in rows


def test_other_sources_and_the_pull_have_no_code_and_a_ticket_keeps_its_own_clock():
    clerk = make_supervisor()
    letter = services.receive(new_complaint(source=Source.LETTER), by=clerk, at=NOW)
    assert (letter.code, letter.complaint.code_hash, letter.complaint.received_by) == ("", None, clerk)
    due = court_time("2026-06-30 00:00")
    pulled = receive(source=Source.HOTLINE, ticket="RX20260617-000001", due_at=due)
    assert not pulled.complaint.limits.exists()
    assert pulled.complaint.due_at == due


def test_a_petition_has_the_regulation_s_limits():
    complaint = receive(subject=Subject.PETITION).complaint
    due = {limit.promise: limit.due_at for limit in complaint.limits.all()}
    assert due["complaint_acknowledgement"] == court_time("2026-07-03 00:00")
    assert due["complaint_answer"] == court_time("2026-08-18 00:00")  # 60 days: 16 August is a Sunday


def test_whoever_it_is_about_is_kept_out_by_account_department_name_and_text():
    filing = make_department("filing", "立案庭")
    clerk = make_user("clerk", department=filing)
    judge, guard = make_user("judge", name="秦怀瑾"), make_user("clerk", name="苏慕白")
    citizen = make_user(name="苏慕")
    complaint = receive(about_name="秦 怀瑾法官", about_department=filing, text=f"{TEXT}苏慕白也在场。").complaint
    assert set(complaint.kept_from) == {clerk.pk, judge.pk, guard.pk}
    assert citizen.pk not in complaint.kept_from
    assert receive(about_name="秦怀瑾").complaint.about == judge
    make_user("judge", name="秦怀瑾")
    assert receive(about_name="秦怀瑾").complaint.about is None


def test_the_desk_is_told_but_never_whom_it_is_about():
    one, president = make_supervisor(name="督察甲某"), make_president()
    make_supervisor()
    complaint = receive(about_name="督察甲某").complaint
    told = Notice.objects.filter(template="supervision/complaint_to_receive")
    assert {notice.recipient for notice in told} == {president}
    assert all(notice.confidential and complaint.text not in notice.body for notice in told)
    assert not permissions.visible_to(one).exists()


def test_a_text_that_names_the_whole_desk_still_finds_a_reader():
    only = make_supervisor(name="督察乙某")
    assert receive(text="已经对督察乙某说过，没有回音。").complaint.kept_from == []
    assert receive(about_name="督察乙某").complaint.kept_from == [only.pk]


def test_a_confidential_person_is_texted_without_a_word_of_the_matter_and_an_anonymous_one_not_at_all():
    receive(name="张玥喆", phone=PHONE)
    assert not Delivery.objects.filter(channel="sms").exists()
    complaint = receive(mode=Mode.CONFIDENTIAL, name="张玥喆", phone=PHONE).complaint
    sms = Delivery.objects.get(channel="sms")
    assert sms.address == PHONE
    assert "您的反映已收到" in sms.text
    assert complaint.number not in f"{sms.text} {sms.notice.once} {sms.notice.about} {sms.notice.body}"
    assert complaint.complainant.phone == PHONE
