"""The window's pages: one way from the greeting to the receipt, bad input at its field, readings logged."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filings.intake.enums import Channel, Status
from filings.intake.models import Assistance, Filing
from filings.intake.tests.builders import make_complete_draft, make_draft
from filings.review.tests.builders import make_chief, make_clerk, make_correction, make_waiting
from filings.window import services
from filings.window.models import OralRecord, Visit
from filings.window.tests.builders import NOW, last_code, make_assistance, make_visit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_no_phone, make_resident_number, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.notices.models import PhoneCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client: Client) -> User:
    user = make_clerk()
    sign_in(client, user)
    return user


@pytest.fixture
def operator(client: Client) -> User:
    user = make_user(Role.OPERATOR)
    sign_in(client, user)
    return user


def url(name: str, *args: object) -> str:
    return reverse(f"filings:{name}", args=args)


def words(response) -> str:
    return response.content.decode()


def paper(**fields: str) -> dict[str, str]:
    return {"received_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "present": "on"} | fields


# On site


def test_the_page_for_who_has_no_phone_asks_why_and_the_clerk_is_told_how_to_reach_them(
    client: Client, clerk: User
) -> None:
    visit = services.begin("王玥", by=clerk, at=NOW)
    page = url("window-no-phone", visit.pk)
    assert page in words(client.get(url("window-visit", visit.pk)))
    typed = {"name": "王玥", "id_kind": "resident", "id_number": make_resident_number("19380101")}
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert typed["id_number"] in words(refused)
    done = client.post(page, typed | {"because": "没有手机", "contact": "0531-76881643"}, follow=True)
    assert "无手机，收不到短信。请电话、邮寄或者当面告知（0531-76881643）" in words(done)
    assert client.post(page, typed | {"because": "没有手机"}).status_code == 409


def test_the_reviewer_is_told_that_no_text_message_reaches_the_filer(client: Client, clerk: User) -> None:
    filing = make_waiting(filer=make_no_phone())
    for name in ("review", "fees-desk-filing", "mediation-desk"):
        assert "无手机" in words(client.get(url(name, filing.number)))


def test_a_visit_is_led_from_the_greeting_to_the_printed_receipt(client: Client, clerk: User) -> None:
    citizen = make_user()
    draft = make_complete_draft(filer=citizen)
    client.post(url("window"), {"name": "张玥喆"})
    visit = Visit.objects.get()
    client.post(url("window-person", visit.pk), {"phone": citizen.phone})
    assert "核对证件" in words(client.get(url("window-visit", visit.pk)))
    client.post(url("window-document", visit.pk), {"id_kind": citizen.id_kind, "id_number": citizen.id_number})
    row = Assistance.objects.get()
    assert draft.draft_code in words(client.get(url("window-visit", visit.pk)))
    client.post(url("assistance-draft", row.pk), {"draft_code": draft.draft_code})
    assert client.get(url("draft", draft.draft_code)).status_code == 200
    assert client.post(url("window-submit", visit.pk), paper()).url == url("window-visit", visit.pk)

    draft.refresh_from_db()
    assert (draft.status, draft.channel) == (Status.SUBMITTED, Channel.ON_SITE)
    page = words(client.get(url("window-visit", visit.pk)))
    assert "领取并审核" in page
    receipt = client.get(url("receipt-pdf", draft.draft_code))
    assert receipt["Content-Type"] == "application/pdf"
    assert client.get(url("receipt", draft.draft_code)).status_code == 200
    assert ReadLog.objects.filter(reader=clerk, what="收件凭证", reference=draft.number).count() == 2
    client.post(url("review-take", draft.number))
    assert client.post(url("window-end", visit.pk), {"reason": ""}).status_code == 422
    assert client.post(url("window-end", visit.pk), {"reason": "材料多，当场看不完"}).url == url("window")


def test_a_visitor_who_is_not_registered_is_registered_on_the_same_page(client: Client, clerk: User) -> None:
    visit = make_visit(clerk, identified=False, at=timezone.now())
    answer = client.post(url("window-person", visit.pk), {"phone": "139 8765 4321"})
    assert answer.status_code == 422
    assert "当场为其注册" in words(answer)
    number = make_resident_number("19480101")
    form = {"phone": "13987654321", "name": "王玥", "id_kind": "resident", "id_number": number[:-1]}
    assert "18 位" in words(client.post(url("window-person", visit.pk), form))
    client.post(url("window-person", visit.pk), form | {"id_number": number})
    row = Assistance.objects.get()
    wrong = client.post(url("assistance-open", row.pk), {"code": "12"})
    assert wrong.status_code == 422
    assert "验证码不正确" in words(wrong)
    assert "接待 张玥喆" in words(wrong)
    client.post(url("assistance-open", row.pk), {"code": last_code("13987654321")})
    row.refresh_from_db()
    assert row.opened_at


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"received_at": "昨天"}, "请填写真实的时间"),
        ({"received_at": "2099-01-01T10:00"}, "不能晚于现在"),
        ({"received_at": "2020-01-01T10:00"}, "请写明补录的理由"),
        ({"present": ""}, "请先由本人确认内容"),
    ],
)
def test_a_bad_moment_or_no_word_of_the_person_hands_nothing_in(client: Client, clerk: User, form, said) -> None:
    visit = make_visit(clerk, at=timezone.now())
    answer = client.post(url("window-submit", visit.pk), paper() | form)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Filing.objects.filter(number__isnull=False).exists()


def test_what_is_missing_is_listed_with_its_place(client: Client, clerk: User) -> None:
    visit = make_visit(clerk, filing=make_draft(), at=timezone.now())
    answer = client.post(url("window-submit", visit.pk), paper())
    assert answer.status_code == 422
    assert url("draft-parties", visit.filing.draft_code) in words(answer)


def test_the_oral_record_is_made_opened_and_signed_on_the_page(client: Client, clerk: User) -> None:
    visit = make_visit(clerk, at=timezone.now())
    client.post(url("window-record", visit.pk))
    record = OralRecord.objects.get()
    assert client.get(url("window-record-file", visit.pk, record.pk))["Content-Type"] == "application/pdf"
    bad = SimpleUploadedFile("笔录.pdf", b"not a pdf")
    assert client.post(url("window-record-sign", visit.pk, record.pk), {"scan": bad}).status_code == 422
    assert client.post(url("window-record-confirm", visit.pk, record.pk), {"code": "000000"}).status_code == 422
    scan = SimpleUploadedFile("笔录.pdf", make_pdf(), "application/pdf")
    assert client.post(url("window-record-sign", visit.pk, record.pk), {"scan": scan}).status_code == 302
    assert "本人已确认" in words(client.get(url("window-visit", visit.pk)))


def test_the_book_shows_the_reasons_to_chief_and_supervision_and_a_clerk_the_own(client: Client, clerk: User) -> None:
    own = services.begin("张甲", by=clerk, at=timezone.now() - timedelta(minutes=5))
    services.end_visit(own.pk, by=clerk, at=timezone.now(), reason="只是咨询")
    other = make_clerk()
    services.begin("李乙", by=other, at=timezone.now())
    page = words(client.get(url("window-book")))
    assert "只是咨询" in page
    assert "李乙" not in page
    for reader in (make_chief(), make_user(Role.SUPERVISOR)):
        sign_in(client, reader)
        assert "李乙" in words(client.get(url("window-book")))
        undecided = words(client.get(url("window-book"), {"tab": "undecided"}))
        assert "只是咨询" in undecided
        assert "李乙" not in undecided


# Side by side


def test_an_operator_helps_a_caller_from_the_phone_number_to_the_submission(client: Client, operator: User) -> None:
    citizen = make_user()
    draft = make_complete_draft(filer=citizen)
    client.post(url("assistances"), {"phone": citizen.phone})
    row = Assistance.objects.get()
    assert client.get(url("draft", draft.draft_code)).status_code == 404
    client.post(url("assistance-open", row.pk), {"code": last_code(citizen.phone)})
    client.post(url("assistance-draft", row.pk), {"draft_code": draft.draft_code})
    page = words(client.get(url("draft", draft.draft_code)))
    assert f"正在协助 <strong>{citizen}" in page
    check = words(client.get(url("check", draft.draft_code)))
    assert "提交立案申请</button>" not in check
    assert client.post(url("check", draft.draft_code), {"truth": "on"}).status_code == 404
    stored = documents.store_bytes(
        make_pdf(), name="身份证.pdf", content_type="application/pdf", by=citizen, at=timezone.now()
    )
    draft.materials.update(file=stored)
    assert client.get(url("file", draft.draft_code, stored.pk)).status_code == 200
    PhoneCode.objects.update(sent_at=timezone.now() - timedelta(minutes=2))
    client.post(url("assistance-ask", row.pk))
    wrong = client.post(url("assistance-submit", row.pk), {"code": "1"})
    assert wrong.status_code == 422
    client.post(url("assistance-submit", row.pk), {"code": last_code(citizen.phone)})
    draft.refresh_from_db()
    assert (draft.status, draft.channel) == (Status.SUBMITTED, Channel.ASSISTED)
    assert draft.number in words(client.get(url("assistance", row.pk)))
    assert ReadLog.objects.filter(reader=operator, reference=draft.draft_code).exists()


def test_the_citizen_asks_on_the_own_page_and_ends_it_there(client: Client) -> None:
    draft = make_draft()
    sign_in(client, draft.filer)
    assert "得到协助码" in words(client.get(url("draft-help", draft.draft_code)))
    page = words(client.post(url("draft-help", draft.draft_code)))
    assert draft.draft_code in page
    assert client.post(url("draft-help", draft.draft_code)).status_code == 422  # within the minute
    row = make_assistance(make_user(Role.OPERATOR), filing=draft, at=timezone.now())
    assert f"{row.helper}正在协助您" in words(client.get(url("draft-help", draft.draft_code)))
    assert client.post(url("assistance-end", row.pk)).url == url("draft", draft.draft_code)
    row.refresh_from_db()
    assert row.ended_at


def test_the_helper_types_number_and_code_that_the_citizen_reads_out(client: Client, operator: User) -> None:
    draft = make_draft()
    code = services.invite(draft.pk, by=draft.filer, at=timezone.now())
    wrong = client.post(url("assistance-invited"), {"draft_code": draft.draft_code, "code": "x"})
    assert wrong.status_code == 422
    client.post(url("assistance-invited"), {"draft_code": draft.draft_code, "code": code})
    row = Assistance.objects.get()
    assert client.get(url("assistance-of", draft.draft_code)).url == url("assistance", row.pk)
    assert "去填写" in words(client.get(url("assistance", row.pk)))


@pytest.mark.parametrize("number", ["123", "13800000000000", "1380000000a"])
def test_a_number_that_is_no_mobile_is_answered_at_the_field(client: Client, operator: User, number: str) -> None:
    answer = client.post(url("assistances"), {"phone": number})
    assert answer.status_code == 422
    assert "11 位" in words(answer)
    assert not Assistance.objects.exists()


def test_a_page_of_an_assistance_is_its_helpers_alone(client: Client, operator: User) -> None:
    row = make_assistance(make_user(Role.OPERATOR))
    assert client.get(url("assistance", row.pk)).status_code == 404
    assert client.get(url("assistance-of", "NOSUCHDRAF")).status_code == 404


def test_a_helper_corrects_on_the_list_of_the_notice_and_hands_in_nothing_alone(client: Client, operator: User) -> None:
    filing = make_correction(make_clerk())
    row = make_assistance(operator, filing=filing, at=timezone.now())
    assert client.get(url("draft", filing.draft_code)).url == url("correct", filing.number)
    page = words(client.get(url("correct", filing.number)))
    assert "去确认和提交" in page
    item = filing.rounds.get().correction.items.get()
    assert client.post(url("correct-tick", filing.number, item.pk), {"done": "1"}).status_code == 302
    assert client.post(url("correct", filing.number)).status_code == 404
    client.post(url("assistance-ask", row.pk))
    client.post(url("assistance-submit", row.pk), {"code": last_code(filing.filer.phone)})
    filing.refresh_from_db()
    assert filing.status == Status.SUBMITTED


@pytest.mark.parametrize("button", ["assistance-code", "assistance-ask", "window-record-code"])
def test_a_second_code_within_the_minute_is_answered_on_the_page(client: Client, clerk: User, button: str) -> None:
    now, record = timezone.now(), ()
    if button == "window-record-code":
        row = make_visit(clerk, filing=make_complete_draft(at=now), at=now)
        record = (services.make_record(row.pk, by=clerk, at=now).pk,)
    else:
        row = make_assistance(clerk, filing=make_complete_draft(at=now), at=now)
    if button == "assistance-code":
        Assistance.objects.filter(pk=row.pk).update(opened_at=None, expires_at=None, filing=None)
    asking = url(button, row.pk, *record)
    assert "要重新发送请等 1 分钟" not in words(client.post(asking, follow=True))
    assert "要重新发送请等 1 分钟" in words(client.post(asking, follow=True))
    assert PhoneCode.objects.count() == 1


def test_whom_a_helper_names_as_the_person_is_the_citizen_and_never_the_helper(client: Client, operator: User) -> None:
    draft = make_draft(filer=make_user(Role.LAWYER))
    make_assistance(operator, filing=draft, at=timezone.now())
    adding = url("draft-add-party", draft.draft_code)
    assert "本人就是原告" in words(client.get(adding))
    client.post(adding, {"myself": "1"})
    party = draft.parties.get()
    assert (party.name, party.id_number) == (draft.filer.name, draft.filer.id_number)
    client.post(url("draft-add-agent", draft.draft_code, party.pk), {"myself": "1"})
    assert party.agents.get().name == draft.filer.name


def test_the_reviewer_sees_how_a_filing_came_in_and_who_helped(client: Client, clerk: User) -> None:
    operator, filing = make_user(Role.OPERATOR), make_waiting(channel=Channel.ASSISTED)
    make_assistance(operator, filing=filing, ended_at=timezone.now())
    page = words(client.get(url("review", filing.number)))
    assert f"肩并肩协助立案，{operator}协助填写" in page


def test_the_filer_sees_the_submission_through_a_helpers_hands_in_the_progress(client: Client) -> None:
    clerk = make_clerk()
    filing = services.hand_in_on_site(make_visit(clerk).pk, by=clerk, at=NOW)
    sign_in(client, filing.filer)
    page = words(client.get(url("progress", filing.number)))
    assert f"代{filing.filer}提交立案申请" in page
    assert "窗口收到纸质材料" in page


def test_a_reason_that_is_wanted_is_not_called_optional(client: Client, clerk: User) -> None:
    visit = services.begin("王玥", by=clerk, at=NOW)
    label = '一次性告知的理由<span class="optional">'
    assert label not in words(client.get(url("window-visit", visit.pk)))
    refused = client.post(url("window-end", visit.pk), {"reason": ""})
    assert refused.status_code == 422
    assert label not in words(refused)
