"""The public's form: nothing typed is lost, nothing is sent twice, and nobody is known by it."""

import logging
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture
from supervision.complaints import services
from supervision.complaints.enums import Mode, Subject
from supervision.complaints.models import Complaint, ComplaintDraft
from supervision.complaints.tests.builders import NOW, PHONE, TEXT

pytestmark = pytest.mark.django_db
WHOM = {"kind": "unknown", "about_name": "窗口戴眼镜的", "department": "", "promise": "", "matter": ""}
WHAT = {"subject": "conduct", "when": "6月16日上午", "text": TEXT, "case_number": ""}


def begin(client: Client) -> str:
    """The code of a new draft."""
    return client.post(reverse("supervision:complain")).url.split("/")[-3]


def at(code: str, step: str) -> str:
    return reverse("supervision:complain-step", args=[code, step])


def fill(client: Client, code: str, *, mode: str = "anonymous", what: dict | None = None) -> str:
    """Answer every step; the page of the check."""
    answers = [("mode", {"mode": mode}), ("whom", WHOM), ("what", WHAT | (what or {})), ("files", {"onward": "1"})]
    if mode != "anonymous":
        answers.append(("contact", {"name": "张玥喆", "phone": PHONE, "address": ""}))
    for step, given in answers:
        answer = client.post(at(code, step), given)
        assert answer.status_code == 302, answer.text
    return client.get(answer.url).text


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def send(client: Client, code: str, page: str):
    given = {name: hidden(page, name) for name in ("key", "puzzle")}
    return client.post(reverse("supervision:complained", args=[code]), given | {"solution": ""})


def code_in(page: str) -> str:
    return "".join(re.findall(r"<span>(\d{4})</span>", page))


def test_six_steps_lead_to_one_complaint_and_a_code_that_is_shown_once(client):
    code = begin(client)
    page = fill(client, code)
    assert TEXT in page
    receipt = send(client, code, page)
    assert receipt.status_code == 200
    shown = code_in(receipt.text)
    complaint = Complaint.objects.get()
    assert len(shown) == 16
    assert services.find(shown, at=NOW) == complaint
    assert complaint.text == f"时间：6月16日上午\n{TEXT}"
    assert complaint.about_name == "窗口戴眼镜的"
    again = send(client, code, page)
    assert code_in(again.text) == shown
    assert Complaint.objects.count() == 1
    assert not ComplaintDraft.objects.exists()
    assert client.get(reverse("supervision:complained", args=[code])).status_code == 410
    assert client.get(at(code, "check")).status_code == 410


def test_a_step_ahead_of_its_turn_leads_to_the_first_that_is_open(client):
    code = begin(client)
    assert client.get(at(code, "check")).url == at(code, "mode")
    client.post(at(code, "mode"), {"mode": "named"})
    assert client.get(at(code, "contact")).url == at(code, "whom")
    assert client.get(at(code, "nothing")).status_code == 404
    assert client.get(at("no-such-draft", "mode")).status_code == 410


def test_what_was_typed_stays_when_it_was_wrong_and_when_it_was_only_saved_meanwhile(client):
    code = begin(client)
    client.post(at(code, "mode"), {"mode": "anonymous"})
    wrong = client.post(at(code, "whom"), WHOM | {"kind": "person", "about_name": "", "matter": "RX1"})
    assert wrong.status_code == 422
    assert 'value="RX1"' in client.get(at(code, "whom")).text
    client.post(at(code, "whom"), WHOM)
    saved = client.post(
        reverse("supervision:complain-save", args=[code, "what"]), {"text": "写了一半", "subject": "conduct"}
    )
    assert saved.status_code == 204
    assert "写了一半" in client.get(at(code, "what")).text
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, code_hash FROM supervision_complaintdraft")
        answers, code_hash = cursor.fetchone()
    assert "conduct" not in answers
    assert code not in code_hash


def test_an_answer_that_is_changed_leads_back_to_the_check(client):
    code = begin(client)
    fill(client, code)
    changed = client.post(at(code, "what") + "?then=check", WHAT | {"text": "改过的话"})
    assert changed.url == at(code, "check")
    assert "改过的话" in client.get(changed.url).text
    named = client.post(at(code, "mode") + "?then=check", {"mode": "named"})
    assert named.url == at(code, "contact")
    client.post(named.url, {"name": "张玥喆", "phone": "", "address": ""})
    client.post(at(code, "mode") + "?then=check", {"mode": "anonymous"})
    assert "张玥喆" not in client.get(at(code, "check")).text


def test_who_disagrees_with_a_judgment_is_told_the_remedy_and_its_period_and_may_go_on(client):
    code = begin(client)
    client.post(at(code, "mode"), {"mode": "anonymous"})
    client.post(at(code, "whom"), WHOM)
    told = client.post(at(code, "what"), WHAT | {"subject": "merits"})
    page = client.get(told.url).text
    for words in ("十五日", "十日", "六个月", "执行"):
        assert words in page
    onward = client.post(told.url)
    assert onward.url == at(code, "files")


def test_files_survive_a_bad_one_and_are_limited_in_number_and_size(client, settings):
    code = begin(client)
    for step, given in (("mode", {"mode": "anonymous"}), ("whom", WHOM), ("what", WHAT)):
        client.post(at(code, step), given)
    good = SimpleUploadedFile("经过.pdf", make_pdf())
    bad = SimpleUploadedFile("坏的.exe", b"MZ" + b"\0" * 100)
    answer = client.post(at(code, "files"), {"files": [good, bad]})
    assert answer.status_code == 422
    assert "“坏的.exe”没有收下" in answer.text
    assert "经过.pdf" in answer.text
    many = [SimpleUploadedFile(f"图{n}.jpg", make_picture()) for n in range(30)]
    answer = client.post(at(code, "files"), {"files": many})
    assert "最多上传 10 个文件" in answer.text
    assert StoredFile.objects.count() == 10
    draft = ComplaintDraft.objects.get()
    first = draft.files.first()
    stored = first.file.file
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda run, robust=False: run())
        client.post(reverse("supervision:complain-file-remove", args=[code, first.pk]))
    assert not stored.storage.exists(stored.name)
    settings.MAX_UPLOAD_MB = 0
    answer = client.post(at(code, "files"), {"files": [SimpleUploadedFile("大.pdf", make_pdf())]})
    assert answer.status_code == 422
    assert StoredFile.objects.count() == 9


def test_a_signed_in_person_is_linked_to_nothing(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    person = make_user(name="赵宁静")
    sign_in(client, person)
    client.get(reverse("portal:home"))
    before = dict(client.session)
    time_machine.move_to(NOW + timedelta(minutes=1), tick=False)
    code = begin(client)
    page = fill(client, code)
    send(client, code, page)
    client.get(reverse("supervision:tracked", args=[Complaint.objects.get().number]))
    assert dict(client.session) == before, "not even when somebody was here"
    complaint = Complaint.objects.get()
    assert complaint.mode == Mode.ANONYMOUS
    assert complaint.received_by is None
    assert complaint.history.get().history_user is None
    assert not hasattr(complaint, "complainant")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_readlog")
        assert cursor.fetchone()[0] == 0
    assert complaint.number not in str(dict(client.session))


def test_a_named_person_finds_the_own_name_and_a_confidential_one_is_kept_apart(client):
    sign_in(client, make_user(name="赵宁静"))
    code = begin(client)
    for step, given in (("mode", {"mode": "confidential"}), ("whom", WHOM), ("what", WHAT), ("files", {"onward": 1})):
        client.post(at(code, step), given)
    assert "赵宁静" in client.get(at(code, "contact")).text
    client.post(at(code, "contact"), {"name": "赵宁静", "phone": PHONE, "address": ""})
    send(client, code, client.get(at(code, "check")).text)
    complaint = Complaint.objects.get()
    assert complaint.complainant.name == "赵宁静"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM supervision_complainant")
        assert all("赵宁静" not in cell and PHONE not in cell for cell in cursor.fetchone())


def test_pages_are_kept_by_no_browser_named_to_no_site_and_stand_in_no_log(client, caplog):
    code = begin(client)
    with caplog.at_level(logging.DEBUG):
        pages = [
            client.get(reverse("supervision:complain")),
            client.get(at(code, "mode")),
            client.post(at(code, "mode"), {}),
            client.get(at("a-draft-that-is-gone", "mode")),
            client.get(reverse("supervision:track")),
            client.post(reverse("supervision:track"), {"code": "1234567890123456"}),
        ]
    for page in pages:
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"
    assert code not in caplog.text
    assert "127.0.0.1" not in caplog.text
    assert "a-draft-that-is-gone" not in caplog.text


def test_the_way_out_is_a_plain_link_that_closes_what_was_opened(client, settings):
    code = begin(client)
    receipt = send(client, code, fill(client, code))
    number = Complaint.objects.get().number
    assert reverse("supervision:complaint-leave") in receipt.text
    assert client.get(reverse("supervision:tracked", args=[number])).status_code == 200
    assert client.get(reverse("supervision:complaint-leave")).url == settings.COMPLAINT_EXIT_URL
    assert "请再输入一次查询码" in client.get(reverse("supervision:tracked", args=[number])).text


def test_leaving_destroys_the_draft(client):
    code = begin(client)
    assert client.post(reverse("supervision:complain-throw-away", args=[code])).status_code == 204
    assert not ComplaintDraft.objects.exists()


def test_a_browser_that_hides_where_it_comes_from_is_believed_by_its_token_and_nobody_without(client):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(reverse("supervision:complain")).text
    origin = {"HTTP_ORIGIN": "null", "secure": True}
    assert strict.post(reverse("supervision:complain"), **origin).status_code == 403
    token = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")}
    assert strict.post(reverse("supervision:complain"), token, **origin).status_code == 302


def test_formulas_control_characters_and_huge_texts_do_no_harm(client):
    code = begin(client)
    client.post(at(code, "mode"), {"mode": "anonymous"})
    client.post(at(code, "whom"), WHOM | {"about_name": "=1+1\x07\u202eok"})
    huge = client.post(at(code, "what"), WHAT | {"text": "长" * 5001})
    assert huge.status_code == 422
    assert "最多 5000 个字" in huge.text
    assert client.post(at(code, "what"), WHAT | {"text": "坏\0字"}).status_code == 422
    client.post(at(code, "what"), WHAT | {"text": "=cmd()\r\n<script>1</script>\x1b[2J"})
    client.post(at(code, "files"), {"onward": "1"})
    page = client.get(at(code, "check")).text
    assert "<script>1" not in page
    send(client, code, page)
    complaint = Complaint.objects.get()
    assert complaint.about_name == "=1+1ok"
    assert complaint.text.endswith("=cmd()\n<script>1</script>[2J")


def test_a_department_and_a_promise_are_chosen(client):
    filing = make_department("filing", "立案庭")
    clerk = make_user("clerk", department=filing)
    code = begin(client)
    client.post(at(code, "mode"), {"mode": "anonymous"})
    client.post(at(code, "whom"), WHOM | {"kind": "department", "department": filing.pk})
    client.post(at(code, "what"), WHAT | {"subject": Subject.FILING})
    client.post(at(code, "files"), {"onward": "1"})
    send(client, code, client.get(at(code, "check")).text)
    complaint = Complaint.objects.get()
    assert (complaint.about_department, complaint.kept_from) == (filing, [clerk.pk])
    code = begin(client)
    client.post(at(code, "mode"), {"mode": "anonymous"})
    client.post(at(code, "whom"), WHOM | {"kind": "promise", "promise": "three_day_review", "matter": "WL1"})
    client.post(at(code, "what"), WHAT)
    client.post(at(code, "files"), {"onward": "1"})
    page = client.get(at(code, "check")).text
    assert "网上立案三天内审核" in page
    send(client, code, page)
    assert Complaint.objects.latest("pk").about_promise == "three_day_review"
    assert Complaint.objects.latest("pk").case_number == "WL1"


def test_without_scripts_a_form_passes_after_a_short_wait_and_loses_nothing(client, settings, time_machine):
    settings.COMPLAINT_WAIT_SECONDS = 20
    time_machine.move_to(NOW, tick=False)
    code = begin(client)
    page = fill(client, code)
    early = send(client, code, page)
    assert early.status_code == 422
    assert "请等 20 秒" in early.text
    assert TEXT in early.text
    time_machine.move_to(NOW + timedelta(seconds=20), tick=False)
    assert code_in(send(client, code, early.text).text)


def test_a_draft_is_gone_after_a_day_with_its_files(client):
    code = begin(client)
    draft = ComplaintDraft.objects.get()
    services.add_file(draft.pk, SimpleUploadedFile("一.pdf", make_pdf()), at=draft.begun_at)
    day = draft.begun_at + timedelta(days=1)
    assert services.find_draft(code, at=day - timedelta(seconds=1))
    assert services.find_draft(code, at=day) is None
    assert services.destroy_old(at=day - timedelta(seconds=1)) == 0
    assert services.destroy_old(at=day) == 1
    assert not StoredFile.objects.exists()


def test_all_drafts_together_do_not_fill_the_disk(client, settings):
    settings.COMPLAINT_DRAFTS_MB = 0
    begin(client)
    with pytest.raises(BadFile, match="现在不能上传"):
        services.add_file(ComplaintDraft.objects.get().pk, SimpleUploadedFile("一.pdf", make_pdf()), at=timezone.now())


def test_a_session_that_ended_meanwhile_keeps_nothing_of_a_complaint(client, settings, time_machine):
    time_machine.move_to(NOW, tick=False)
    sign_in(client, make_user())
    code = begin(client)
    time_machine.move_to(NOW + timedelta(seconds=settings.CITIZEN_IDLE_SECONDS + 60), tick=False)
    onward = client.post(at(code, "mode"), {"mode": "anonymous"})
    assert onward.url == at(code, "whom")
    assert "anonymous" not in str(dict(client.session))


def test_a_draft_that_is_not_complete_is_not_sent_and_leads_to_what_is_open(client):
    code = begin(client)
    answer = client.post(reverse("supervision:complained", args=[code]), {"key": "x"})
    assert answer.url == at(code, "mode")
    assert client.post(at(code, "mode")).status_code == 422
    assert not Complaint.objects.exists()


def test_one_solved_puzzle_sends_one_draft_whatever_key_is_claimed(client):
    first, second = begin(client), begin(client)
    page = fill(client, first)
    fill(client, second)
    given = {"key": "claimed", "puzzle": hidden(page, "puzzle"), "solution": ""}
    assert client.post(reverse("supervision:complained", args=[first]), given).status_code == 200
    assert client.post(reverse("supervision:complained", args=[second]), given).status_code == 422
    assert Complaint.objects.count() == 1
