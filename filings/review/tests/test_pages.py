"""The workbench, the decisions and their letters, as a browser without scripts sees them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from filings.intake.enums import Side, Status
from filings.intake.models import Agent, Filing
from filings.intake.tests.builders import make_file, make_material
from filings.review.models import CorrectionNotice, Judgement, Letter
from filings.review.services import judging
from filings.review.tests.builders import (
    NOW,
    judge_all,
    make_chief,
    make_clerk,
    make_correction,
    make_proposal,
    make_second_round,
    make_taken,
    make_waiting,
    put_in,
)
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.tests.builders import make_resident_number, sign_in
from gangcheng_court.core.audit.models import ReadLog

pytestmark = pytest.mark.django_db


def url(name: str, filing: Filing, *args: object) -> str:
    return reverse(f"filings:{name}", args=[filing.number, *args])


@pytest.fixture
def clerk(client: Client) -> User:
    person = make_clerk()
    sign_in(client, person)
    return person


@pytest.fixture
def filing(clerk: User) -> Filing:
    return make_taken(clerk)


def page(client: Client, filing: Filing, **query: object) -> str:
    answer = client.get(url("review", filing), query)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client: Client, filing: Filing, code: str, **typed: str) -> object:
    return client.post(url("review-decide", filing, code), typed)


def test_the_workbench_shows_what_was_stated_the_limits_and_the_documents(client: Client, filing: Filing) -> None:
    shown = page(client, filing)

    for words in ("张玥喆", "李建国", "判令被告偿还借款本金50000元", "¥50,000.00", "借条", "271104", "怎么算的"):
        assert words in shown
    assert "没有被告李建国的电话" not in shown  # the warning is there only when the phone is missing
    assert reverse("filings:file", args=[filing.draft_code, filing.materials.get().file_id]) in shown


def test_warnings_of_the_filers_rules_are_shown_to_the_reviewer_too(client: Client, filing: Filing) -> None:
    filing.parties.filter(side=Side.DEFENDANT).update(phone="")

    assert "没有被告李建国的电话" in page(client, filing)


def test_html_in_answers_is_text(client: Client, filing: Filing) -> None:
    Filing.objects.filter(pk=filing.pk).update(
        facts="<script>alert(1)</script>", claims=["<b>粗</b>"], cause_name="<i>x</i>"
    )
    filing.parties.update(name="<img src=x onerror=alert(1)>")

    shown = page(client, filing)

    assert "<script>alert" not in shown
    assert "<b>粗" not in shown
    assert "<img src=x" not in shown


def test_each_document_can_be_chosen(client: Client, filing: Filing) -> None:
    photo = make_file(name="借条.jpg", content_type="image/jpeg")
    material = make_material(filing, "evidence", file=photo)

    shown = page(client, filing, material=material.pk)

    assert f'src="{reverse("filings:file", args=[filing.draft_code, photo.pk])}" alt="借条.jpg"' in shown


def test_the_checklist_is_kept_without_scripts_and_by_htmx(client: Client, filing: Filing) -> None:
    typed = {"passed_claims": "no", "note_claims": "请写明金额", "target_claims": "task:cause", "passed_facts": "yes"}

    plain = client.post(url("review-judge", filing), typed)
    part = client.post(url("review-judge", filing), typed | {"passed_identity": "yes"}, headers={"HX-Request": "true"})

    assert plain.headers["Location"] == f"{url('review', filing)}#checklist"
    assert "还有 7 项没有核对" in part.content.decode()
    assert 'id="correction-list"' in part.content.decode()
    assert Judgement.objects.get(item="claims").note == "请写明金额"
    assert Judgement.objects.count() == 3


def test_stock_words_are_offered_and_kept_as_stock(client: Client, filing: Filing) -> None:
    item = next(item for item in judging.checklist_of(filing) if item.code == "identity")
    assert item.stock in page(client, filing)

    client.post(url("review-judge", filing), {"passed_identity": "no", "note_identity": item.stock})

    assert Judgement.objects.get().note == ""


@pytest.mark.parametrize(
    "typed",
    [{"passed_claims": "perhaps"}, {"passed_claims": "no", "target_claims": "party:1"}, {"note_claims": "字" * 4001}],
)
def test_a_broken_checklist_is_422(client: Client, filing: Filing, typed: dict[str, str]) -> None:
    assert client.post(url("review-judge", filing), typed).status_code == 422
    assert client.post(url("review-judge", filing), typed, headers={"HX-Request": "true"}).status_code == 422
    assert not Judgement.objects.exists()


def test_without_scripts_a_broken_checklist_comes_back_whole_with_what_was_typed(
    client: Client, filing: Filing
) -> None:
    typed = {"passed_claims": "no", "note_claims": "字" * 4001, "passed_facts": "yes", "note_facts": "没有丢"}
    shown = client.post(url("review-judge", filing), typed).content.decode()
    assert shown.count("告知申请人的内容最多 4000 个字，现在有 4001 个") == 2
    assert all(words in shown for words in ("字" * 4001, "没有丢", "<h1>审核"))


@pytest.mark.parametrize(
    ("code", "failed", "typed", "status"),
    [
        ("accept", (), {}, Status.ACCEPTED),
        ("correction", ("claims",), {}, Status.CORRECTION),
        ("wrong-court", (), {"right_court": "济南市莱芜区人民法院", "reasons": "住所地不在本辖区"}, Status.RETURNED),
        ("rejection", (), {"reasons": "不属于法院受案范围"}, Status.AWAITING_APPROVAL),
    ],
)
def test_a_decision_is_looked_at_as_a_letter_and_then_sent(
    client: Client, filing: Filing, code: str, failed: tuple[str, ...], typed: dict[str, str], status: Status
) -> None:
    judge_all(filing, failed=failed)

    look = decide(client, filing, code, **typed)

    assert look.status_code == 200
    filing.refresh_from_db()
    assert filing.status == Status.UNDER_REVIEW
    assert not Letter.objects.exists()
    draft_url = re.search(r'<iframe class="document__frame" src="([^"]+)"', look.content.decode())[1]
    draft = client.get(draft_url)
    assert draft.content.startswith(b"%PDF-")
    assert draft.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert all(f'value="{words}"' in look.content.decode() for words in typed.values())

    sent = decide(client, filing, code, **typed, step="send")

    assert sent.headers["Location"] == url("review", filing)
    filing.refresh_from_db()
    assert filing.status == status
    assert page(client, filing)


def test_a_draft_letter_is_only_its_authors(client: Client, filing: Filing) -> None:
    judge_all(filing)
    look = decide(client, filing, "accept")
    draft_url = re.search(r'<iframe class="document__frame" src="([^"]+)"', look.content.decode())[1]

    assert client.get(draft_url).status_code == 200
    assert ReadLog.objects.get(what="文书预览").reference == filing.number

    sign_in(client, make_clerk())

    assert client.get(draft_url).status_code == 404


def test_going_back_to_edit_keeps_what_was_typed(client: Client, filing: Filing) -> None:
    answer = decide(client, filing, "wrong-court", right_court="莱芜区法院", reasons="住所地", step="edit")

    assert answer.status_code == 200
    assert 'value="莱芜区法院"' in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        ("wrong-court", {"right_court": "", "reasons": ""}, "请填写有管辖权的法院"),
        ("rejection", {"reasons": ""}, "请填写不予立案的理由"),
        ("accept", {"case_number": "鲁0117民初1号"}, "案号格式不对"),
        ("accept", {"case_number": "（2026）鲁0102民初1号"}, "不是本院这类案件的案号"),
        ("accept", {"case_number": "（2206）鲁0117民初1号"}, "案号格式不对"),
        ("accept", {"case_number": "（2099）鲁0117民初1号"}, "还没有到"),
        ("accept", {"case_number": "a\0"}, "特殊字符"),
        ("wrong-court", {"right_court": "长" * 101, "reasons": "x"}, "有管辖权的法院最多 100 个字"),
    ],
)
def test_what_is_missing_is_said_above_and_beside(
    client: Client, filing: Filing, code: str, typed: dict[str, str], words: str
) -> None:
    judge_all(filing)

    answer = decide(client, filing, code, **typed)

    assert answer.status_code == 422
    assert answer.content.decode().count(words) >= 2


def test_a_case_number_already_given_is_said_beside_the_field_before_any_letter(
    client: Client, clerk: User, filing: Filing
) -> None:
    other = put_in(Status.ACCEPTED, make_taken(clerk))
    judge_all(filing)

    answer = decide(client, filing, "accept", case_number=other.case_number)

    assert answer.status_code == 422
    assert answer.content.decode().count("已经用于另一件") == 2
    assert f'value="{other.case_number}"' in answer.content.decode()


def test_a_decision_refused_by_its_rules_is_409_before_any_letter(client: Client, filing: Filing) -> None:
    assert decide(client, filing, "accept").status_code == 409  # nothing judged
    judge_all(filing)
    assert decide(client, filing, "correction").status_code == 409  # nothing failed
    assert decide(client, filing, "accept", step="send").status_code == 302
    again = decide(client, filing, "accept", step="send")
    assert again.status_code == 409
    assert "准予立案" in again.content.decode()


def test_no_decision_by_get_and_none_unknown(client: Client, filing: Filing) -> None:
    assert client.get(url("review-decide", filing, "accept")).status_code == 405
    assert decide(client, filing, "burn").status_code == 404


def test_the_second_round_shows_only_what_changed_and_offers_no_second_notice_without_the_chief(
    client: Client, clerk: User
) -> None:
    filing = make_second_round(clerk, at=NOW + timedelta(days=2))
    make_material(filing, "identity", file=make_file(name="新照片.jpg"), at=NOW + timedelta(days=1))
    judge_all(filing, failed=("service",))

    shown = page(client, filing)

    assert "补正后改动了什么" in shown
    assert "<mark>新照片.jpg</mark>" in shown
    assert "上一次就能发现" in shown
    assert decide(client, filing, "correction").status_code == 409
    assert decide(client, filing, "second-correction", reasons="前次遗漏").status_code == 200
    assert decide(client, filing, "second-correction", reasons="前次遗漏", step="send").status_code == 302
    assert CorrectionNotice.objects.count() == 1


def test_the_second_person_reads_the_ruling_and_answers(client: Client, clerk: User) -> None:
    proposal = make_proposal(make_taken(make_clerk()))
    filing = proposal.round.filing
    answer_url = url("review-answer", filing, proposal.pk)
    assert "同意并发出文书" not in page(client, filing)
    assert client.post(answer_url, {"verdict": "approve"}).status_code == 404  # a clerk is no second person

    sign_in(client, make_chief())
    shown = page(client, filing)
    assert proposal.reasons in shown
    assert "同意并发出文书" in shown
    letter = client.post(url("review-look", filing, proposal.pk), follow=True)
    assert letter.content.startswith(b"%PDF-")
    assert client.post(answer_url, {"verdict": "refuse", "answer": ""}).status_code == 409
    assert client.post(answer_url, {"verdict": "approve", "answer": "同意"}).status_code == 302
    filing.refresh_from_db()
    assert filing.status == Status.REJECTED


def test_registering_first_is_offered_to_the_chief_on_the_last_day(client: Client) -> None:
    filing = make_waiting()  # long past its last day by now
    sign_in(client, make_clerk())
    assert "先行立案" not in page(client, filing)

    sign_in(client, make_chief())
    assert "先行立案" in page(client, filing)
    assert decide(client, filing, "register-first").status_code == 200
    assert decide(client, filing, "register-first", step="send").status_code == 302
    filing.refresh_from_db()
    assert filing.status == Status.ACCEPTED


def test_papers_not_corrected_can_be_returned_once_the_time_has_passed(client: Client, clerk: User) -> None:
    filing = make_correction(clerk)

    assert "退回（逾期未补正）" in page(client, filing)
    assert decide(client, filing, "uncorrected", reasons="联系不上申请人").status_code == 200
    assert decide(client, filing, "uncorrected", reasons="联系不上申请人", step="send").status_code == 302
    letter = filing.letters.get()
    assert client.get(url("review-letter", filing, letter.pk)).status_code == 200
    assert ReadLog.objects.filter(reference=filing.number, what="退回告知书").exists()


def test_identity_numbers_are_masked_until_a_reason_is_given(client: Client, clerk: User, filing: Filing) -> None:
    number = make_resident_number("19800101", serial=997)
    party = filing.parties.first()
    party.id_kind, party.id_number = IdentityKind.RESIDENT, number
    party.save()
    reveal = url("review-reveal", filing, party.pk)

    assert number not in page(client, filing)
    assert client.post(reveal, {"reason": ""}).status_code == 422
    shown = client.post(reveal, {"reason": "核对身份证照片"})

    assert number in shown.content.decode()
    log = ReadLog.objects.get(what="证件号码")
    assert (log.reader, log.reason, log.reference) == (clerk, "核对身份证照片", f"{filing.number} {party.name}")


def test_an_agents_number_is_masked_until_a_reason_is_given(client: Client, filing: Filing) -> None:
    party = filing.parties.first()
    agent = Agent.objects.create(party=party, kind="lawyer", name="李律师", license_number="13701201510123456")
    reveal = url("review-reveal-agent", filing, party.pk, agent.pk)

    assert "137012*******3456" in page(client, filing)
    assert client.post(reveal, {"reason": ""}).status_code == 422
    shown = client.post(reveal, {"reason": "核对执业证"}).content.decode()

    assert "13701201510123456" in shown
    assert ReadLog.objects.get(what="证件号码").reference == f"{filing.number} 李律师"
    other = filing.parties.last()
    assert (
        client.post(url("review-reveal-agent", filing, other.pk, agent.pk), {"reason": "核对执业证"}).status_code == 404
    )


def test_another_filings_party_is_not_revealed(client: Client, filing: Filing) -> None:
    other = make_waiting().parties.first()

    assert client.post(url("review-reveal", filing, other.pk), {"reason": "核对身份"}).status_code == 404


def test_who_must_stay_away_sees_nothing_of_it(client: Client, clerk: User, filing: Filing) -> None:
    StaffRelative.objects.create(staff=clerk, name="李建国", relation="父亲")

    answer = client.get(url("review", filing))

    assert answer.status_code == 409
    assert "回避" in answer.content.decode()
    assert "50000" not in answer.content.decode()


def test_an_address_with_a_control_character_is_404(client: Client, clerk: User) -> None:
    assert client.get("/review/WS%00/").status_code == 404


def test_an_unknown_number_or_a_draft_is_404(client: Client, clerk: User) -> None:
    assert client.get("/review/WS20260101-999999/").status_code == 404
    assert client.get("/review/None/").status_code == 404


def test_opening_the_workbench_is_on_record(client: Client, clerk: User) -> None:
    filing = make_taken(clerk)

    client.get(url("review", filing))

    read = ReadLog.objects.get()
    assert (read.reader, read.what, read.reference) == (clerk, "立案申请", filing.number)
