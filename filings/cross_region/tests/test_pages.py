"""The window and the filer's pages: every step by its page, and what is wrong named where it is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from filings.cross_region import services
from filings.cross_region.enums import Direction, State
from filings.cross_region.models import CourtKey, Transfer
from filings.cross_region.package import public_key_of
from filings.cross_region.tests.builders import (
    SECRET,
    THEIR_KEY,
    make_asked,
    make_court,
    make_key,
    make_preparing,
    make_queued,
    make_ready,
    their_package,
)
from filings.intake.enums import Channel, Side, Status
from filings.intake.models import Filing
from filings.intake.services import load_courts
from filings.review import services as review
from filings.review.tests.builders import NOW, judge_all, make_clerk, make_taken
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents.tests.builders import make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def desk(client: Client, clerk) -> Client:
    return sign_in(client, clerk)


def url(name: str, transfer: Transfer, *more: object) -> str:
    return reverse(f"filings:{name}", args=[transfer.filing.draft_code, *more])


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.promise("4")
def test_a_clerk_takes_a_persons_filing_for_another_court_from_start_to_receipt(desk, clerk):
    make_key()
    person = make_user()
    court = make_court()

    answer = desk.post(
        reverse("filings:transfer-window"), {"person": person.phone, "court": court.pk, "kind": "civil_complaint"}
    )
    transfer = Transfer.objects.get()
    assert answer.url == url("transfer-desk", transfer)
    assert (transfer.filing.filer, transfer.assisted_by, transfer.filing.channel) == (
        person,
        clerk,
        Channel.CROSS_REGION,
    )

    transfer = make_preparing(filer=person)
    assert desk.post(url("transfer-identify", transfer), {"document": "resident", "same": "on"}).status_code == 302
    assert desk.post(url("transfer-consent", transfer), {"how": "in_person"}).status_code == 302
    scanned = {"slot": "evidence", "file": SimpleUploadedFile("借条.pdf", make_pdf())}
    assert desk.post(url("transfer-scan", transfer), scanned).status_code == 302
    assert "形式齐全" in text(desk.get(url("transfer-desk", transfer)))
    assert desk.post(url("transfer-hand-over", transfer)).status_code == 302

    transfer.refresh_from_db()
    assert (transfer.state, transfer.filing.materials.count()) == (State.QUEUED, 2)
    receipt = desk.get(url("transfer-desk-receipt", transfer))
    assert receipt["Content-Type"] == "application/pdf"
    assert ReadLog.objects.filter(what="跨域立案申请", reader=clerk).exists()


@pytest.mark.parametrize("number", ["13900000000", "370117199001010022", ""])
def test_a_person_without_an_account_is_named(desk, number):
    make_key()
    answer = desk.post(
        reverse("filings:transfer-window"), {"person": number, "court": make_court().pk, "kind": "civil_complaint"}
    )
    assert answer.status_code == 422
    assert not Transfer.objects.exists()


def test_a_person_is_found_by_the_identity_number(desk):
    make_key()
    person = make_user()
    answer = desk.post(
        reverse("filings:transfer-window"),
        {"person": person.id_number, "court": make_court().pk, "kind": "civil_complaint"},
    )
    assert answer.status_code == 302


def test_the_filer_sees_the_whole_list_corrects_what_it_names_and_hands_it_in(client: Client, clerk):
    make_key()
    transfer = make_asked(clerk, "slot:identity", "task:facts")
    filing = transfer.filing
    sign_in(client, filing.filer)
    correction = url("transfer-correct", transfer)
    assert correction in text(client.get(reverse("filings:mine")))
    assert correction in text(client.get(reverse("filings:progress", args=[filing.number])))
    assert correction in text(client.get(url("transfer", transfer)))
    page = text(client.get(correction))
    facts = reverse("filings:draft-facts", args=[filing.draft_code])
    assert page.count("请补正") >= 2
    assert facts in page

    saved = client.post(facts, {"facts": "补充的事实", "evidence-TOTAL_FORMS": 0, "evidence-INITIAL_FORMS": 0})
    assert saved.url == correction
    assert client.get(reverse("filings:draft", args=[filing.draft_code])).url == correction
    assert client.get(reverse("filings:draft-service", args=[filing.draft_code])).status_code == 409
    uploaded = reverse("filings:draft-upload", args=[filing.draft_code, "identity"])
    assert client.post(uploaded, {"files": SimpleUploadedFile("新身份证.pdf", make_pdf())}).status_code == 302
    assert client.post(correction).url == url("transfer", transfer)

    assert "正在转送" in text(client.get(url("transfer", transfer)))
    assert client.get(correction).url == url("transfer", transfer)
    assert client.post(correction).status_code == 409
    assert client.get(facts).url == reverse("filings:progress", args=[filing.number])


def test_an_incomplete_correction_is_shown_with_what_is_left(client: Client, clerk):
    make_key()
    transfer = make_asked(clerk, "task:facts")
    Filing.objects.filter(pk=transfer.filing_id).update(facts="")
    sign_in(client, transfer.filing.filer)
    answer = client.post(url("transfer-correct", transfer))
    assert (answer.status_code, "请写明事实与理由" in text(answer)) == (422, True)


def test_a_draft_for_another_court_has_no_list_of_corrections(client: Client):
    transfer = make_preparing()
    sign_in(client, transfer.filing.filer)
    assert client.get(url("transfer-correct", transfer)).url == url("transfer", transfer)
    filing = make_taken(make_clerk(), filer=transfer.filing.filer)
    assert client.get(reverse("filings:transfer-correct", args=[filing.draft_code])).status_code == 404


def test_the_clerk_scans_and_hands_the_correction_in_on_the_persons_word(desk, clerk):
    make_key()
    transfer = make_asked(clerk)
    page = text(desk.get(url("transfer-desk", transfer)))
    assert "对方法院要求补正" in page
    scanned = {"slot": "evidence", "file": SimpleUploadedFile("借条.pdf", make_pdf())}
    assert desk.post(url("transfer-scan", transfer), scanned).status_code == 422
    scanned = {"slot": "identity", "file": SimpleUploadedFile("身份证.pdf", make_pdf())}
    assert desk.post(url("transfer-scan", transfer), scanned).status_code == 302
    assert desk.post(url("transfer-desk-correct", transfer)).status_code == 422
    assert desk.post(url("transfer-desk-correct", transfer), {"present": "on"}).status_code == 302

    transfer.refresh_from_db()
    assert transfer.state == State.QUEUED


def test_without_a_connected_court_the_page_says_so(desk, client: Client):
    assert "还没有法院与本院接通" in text(desk.get(reverse("filings:transfer-window")))
    sign_in(client, make_user())
    assert "目前还没有法院与本院接通" in text(client.get(reverse("filings:transfer-start")))


@pytest.mark.parametrize(
    ("name", "form", "words"),
    [
        ("transfer-identify", {"document": "resident"}, "请核对证件后勾选"),
        ("transfer-consent", {}, "请选择当事人怎样表示同意"),
        ("transfer-consent", {"how": "online"}, "请在列出的选项里选择"),
        ("transfer-scan", {"slot": "evidence"}, "请选择文件"),
    ],
)
def test_a_step_that_is_not_filled_in_says_what_is_missing(desk, name, form, words):
    transfer = make_preparing()
    answer = desk.post(url(name, transfer), form)

    assert answer.status_code == 422
    assert words in text(answer)
    assert "错误：" in text(answer)


def test_a_bad_scan_is_named_beside_its_field(desk):
    transfer = make_preparing()
    scanned = {"slot": "evidence", "file": SimpleUploadedFile("x.pdf", b"no pdf")}
    answer = desk.post(url("transfer-scan", transfer), scanned)

    assert answer.status_code == 422
    assert "不是可以接收的格式" in text(answer)
    assert transfer.filing.materials.count() == 1


def test_an_incomplete_form_is_listed_and_not_sent(desk, clerk):
    make_key()
    transfer = make_ready(clerk)
    Filing.objects.filter(pk=transfer.filing_id).update(facts="")
    answer = desk.post(url("transfer-hand-over", transfer))

    assert answer.status_code == 422
    assert "请写明事实与理由" in text(answer)


def test_a_failed_transfer_is_seen_and_sent_again(desk, clerk):
    make_key()
    transfer = make_queued(clerk, state=State.FAILED, last_answer="对方法院应答 422：签名不符")

    page = text(desk.get(reverse("filings:transfers")))
    assert "1 件没有送到" in page
    assert "签名不符" in page
    assert desk.post(url("transfer-retry", transfer)).status_code == 302

    transfer.refresh_from_db()
    assert (transfer.state, transfer.attempts) == (State.QUEUED, 0)


def test_a_letter_is_added_and_the_filer_reads_it(desk, clerk, client: Client):
    transfer = make_queued(clerk, state=State.DELIVERED)
    letter = {"title": "补正通知书", "upload": SimpleUploadedFile("补正.pdf", make_pdf())}
    assert desk.post(url("transfer-add-letter", transfer), letter).status_code == 302

    filer = sign_in(Client(), transfer.filing.filer)
    one = transfer.letters.get()
    assert "补正通知书" in text(filer.get(url("transfer", transfer)))
    assert filer.get(url("transfer-letter", transfer, one.pk))["Content-Type"] == "application/pdf"
    assert filer.get(url("transfer-receipt", transfer))["Content-Type"] == "application/pdf"
    assert sign_in(Client(), make_user()).get(url("transfer-letter", transfer, one.pk)).status_code == 404


def test_what_has_come_in_is_listed_with_the_assisting_courts_time(desk):
    services.receive(their_package(), key=make_key(), at=NOW)
    page = text(desk.get(reverse("filings:transfers"), {"tab": "in"}))

    assert "济南市莱芜区人民法院" in page
    assert "协作法院收件" in page


def test_a_citizen_starts_fills_in_and_agrees(client: Client):
    make_key()
    person = make_user()
    sign_in(client, person)
    answer = client.post(
        reverse("filings:transfer-start"), {"court": make_court().pk, "kind": "civil_complaint"}, follow=True
    )
    assert "等您办理" in text(answer)
    transfer = Transfer.objects.get()
    assert transfer.assisted_by is None
    assert "由窗口转送其他法院" in text(client.get(reverse("filings:draft", args=[transfer.filing.draft_code])))
    assert "由窗口转送其他法院" in text(client.get(reverse("filings:check", args=[transfer.filing.draft_code])))

    client.post(url("transfer-agree", transfer))

    transfer.refresh_from_db()
    assert transfer.consent_by == "online"


@pytest.mark.promise("4")
@pytest.mark.parametrize("who", ["filer", "clerk"])
def test_after_another_courts_matter_one_click_sends_it_on(client: Client, clerk, who):
    make_key()
    filing = make_taken(clerk)
    judge_all(filing)
    review.return_to_right_court(filing.pk, right_court="济南市莱芜区人民法院", reasons="住所地", by=clerk, at=NOW)
    if who == "clerk":
        sign_in(client, clerk)
        assert "转送该院" in text(client.get(reverse("filings:review", args=[filing.number])))
        page = reverse("filings:transfer-wrong-court", args=[filing.number])
        assert "征得当事人同意" in text(client.get(page))
        client.post(page, {"how": "telephone"})
    else:
        sign_in(client, filing.filer)
        page = reverse("filings:transfer", args=[filing.draft_code])
        assert "我同意转送" in text(client.get(page))
        client.post(reverse("filings:transfer-agree", args=[filing.draft_code]))

    transfer = Transfer.objects.get(direction=Direction.OUT)
    assert (transfer.state, transfer.filing) == (State.QUEUED, filing)
    assert transfer.consent_by == ("telephone" if who == "clerk" else "online")
    assert Filing.objects.get(pk=filing.pk).status == Status.RETURNED


def test_a_court_that_is_not_connected_is_said_to_be_so(desk, clerk):
    filing = make_taken(clerk)
    review.return_to_right_court(filing.pk, right_court="某外省法院", reasons="住所地", by=clerk, at=NOW)
    page = text(desk.get(reverse("filings:transfer-wrong-court", args=[filing.number])))

    assert "“某外省法院”不在法院目录里" in page


def test_the_administrator_enters_a_key_and_sees_a_made_secret_once(client: Client):
    sign_in(client, make_user(Role.ADMINISTRATOR))
    court = make_court()
    form = {"court": court.pk, "address": "https://x.example.cn/api", "active": "on"}
    form["public_key"] = public_key_of(THEIR_KEY)

    page = text(client.post(reverse("admin:filings_courtkey_add"), form, follow=True))

    key = CourtKey.objects.get()
    assert key.secret in page
    assert key.secret not in text(client.get(reverse("admin:filings_courtkey_change", args=[key.pk])))
    client.post(reverse("admin:filings_courtkey_change", args=[key.pk]), form | {"active": ""})
    old = key.secret
    key.refresh_from_db()
    assert (key.active, key.secret) == (False, old)


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"public_key": "abc"}, "Ed25519"), ({"secret": "short"}, "密钥太短"), ({"address": "不是地址"}, "URL")],
)
def test_a_key_that_cannot_work_is_refused(client: Client, changed, words):
    sign_in(client, make_user(Role.ADMINISTRATOR))
    form = {"court": make_court().pk, "address": "https://x.example.cn/api", "secret": SECRET}
    answer = client.post(
        reverse("admin:filings_courtkey_add"), form | {"public_key": public_key_of(THEIR_KEY)} | changed
    )
    assert words in text(answer)
    assert not CourtKey.objects.exists()


def test_what_went_to_another_court_stands_in_no_review_and_its_receipt_is_its_own(desk, clerk):
    make_key()
    transfer = make_queued(clerk)
    filing = transfer.filing

    assert desk.get(reverse("filings:review", args=[filing.number])).status_code == 404
    assert "没有找到" in text(desk.get(reverse("filings:review-queue"), {"tab": "all", "q": filing.number}))
    filer = sign_in(Client(), filing.filer)
    progress = filer.get(reverse("filings:progress", args=[filing.number]))
    assert "已转送其他法院" in text(progress)
    assert filer.get(reverse("filings:receipt", args=[filing.draft_code])).url == url("transfer", transfer)
    assert filer.get(reverse("filings:receipt-pdf", args=[filing.draft_code])).url == url("transfer-receipt", transfer)
    assert filing.number in text(filer.get(reverse("filings:mine")))


def test_a_returned_filing_whose_court_is_not_connected_says_so(client: Client, clerk):
    filing = make_taken(clerk)
    review.return_to_right_court(filing.pk, right_court="某外省法院", reasons="住所地", by=clerk, at=NOW)
    sign_in(client, filing.filer)

    page = client.get(reverse("filings:transfer", args=[filing.draft_code]), follow=True)

    assert "还没有与本院接通" in text(page)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_for_one_row_and_for_many(desk, clerk, rows, django_assert_max_num_queries):
    for _ in range(rows):
        make_queued(clerk)
    with django_assert_max_num_queries(12):
        assert desk.get(reverse("filings:transfers")).status_code == 200


def test_the_reviewer_is_offered_the_courts_that_may_be_right_and_may_write_another(desk, clerk):
    load_courts()
    filing = make_taken(clerk)
    filing.parties.filter(side=Side.DEFENDANT).update(domicile="济南市莱芜区凤城街道 1 号")

    page = text(desk.get(reverse("filings:review", args=[filing.number])))

    assert '<option value="济南市莱芜区人民法院"></option>' in page
    assert "民事诉讼法第二十二条" in page
    answer = desk.post(
        reverse("filings:review-decide", args=[filing.number, "wrong-court"]),
        {"right_court": "某外省法院", "reasons": "住所地", "step": "look"},
    )
    assert answer.status_code == 200
