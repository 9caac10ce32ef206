"""With the code: where it stands, messages, files, a rating, one second review. Without it: the same words, slowly."""

import hashlib
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.tests.builders import make_pdf, upload
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import Refused, WrongState
from supervision.complaints import numbers, permissions, queries, services
from supervision.complaints.enums import Score, Status, StepKind
from supervision.complaints.models import Complaint
from supervision.complaints.rules import work
from supervision.complaints.services import following, steps, working
from supervision.complaints.tests.builders import NOW, code_of, make_complaint, make_president, make_supervisor

pytestmark = pytest.mark.django_db
LATER = court_time("2026-06-25 09:00")


@pytest.fixture(autouse=True)
def _no_failures():
    cache.clear()


def opened(client, complaint):
    client.post(reverse("supervision:track"), {"code": code_of(complaint)})
    return client


def act(client, complaint, what, given=None):
    return client.post(reverse(f"supervision:tracked-{what}", args=[complaint.number]), given or {})


# The code


def test_a_code_is_found_however_it_is_spaced(client):
    complaint = make_complaint()
    code = code_of(complaint)
    typed = f"{code[:4]} {code[4:8]}-{code[8:12]} {code[12:]}".translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    answer = client.post(reverse("supervision:track"), {"code": typed})
    assert answer.url == reverse("supervision:tracked", args=[complaint.number])
    page = client.get(answer.url)
    assert page.status_code == 200
    assert "怎么算的" in page.text
    assert code not in page.text


def test_wrong_codes_are_told_alike_and_counted_together_and_shut_out_nobody(monkeypatch):
    monkeypatch.setattr(following, "WORK_FROM", 3)
    for number in range(3):
        assert not services.is_busy(at=NOW)
        with pytest.raises(Refused, match="没有查到"):
            services.find(f"{number:016}", at=NOW)
    assert services.is_busy(at=NOW)
    complaint = make_complaint()
    assert services.find(code_of(complaint), at=NOW) == complaint
    assert not services.is_busy(at=NOW + timedelta(minutes=1))


def test_after_a_failure_the_next_search_costs_this_browser_work(client, settings):
    settings.COMPLAINT_WAIT_SECONDS, settings.COMPLAINT_PUZZLE_BITS = 20, 6
    complaint = make_complaint()
    wrong = client.post(reverse("supervision:track"), {"code": "0" * 16})
    assert wrong.status_code == 422
    assert "没有查到" in wrong.text
    early = client.post(reverse("supervision:track"), {"code": code_of(complaint)})
    assert "再点一次“查询”" in early.text
    puzzle = early.context["puzzle"]
    given = {"code": code_of(complaint), "puzzle": puzzle, "solution": solve(puzzle, 6)}
    assert client.post(reverse("supervision:track"), given).status_code == 302


def test_another_browser_sees_nothing_and_what_was_typed_there_is_given_back(client):
    complaint = make_complaint()
    assert "请再输入一次查询码" in client.get(reverse("supervision:tracked", args=[complaint.number])).text
    lost = act(client, complaint, "message", {"text": "写了很久的话"})
    assert lost.status_code == 404
    assert "写了很久的话" in lost.text
    assert not complaint.messages.exists()
    opened(client, make_complaint())
    assert "请再输入一次查询码" in client.get(reverse("supervision:tracked", args=[complaint.number])).text


# Puzzles


def solve(puzzle: str, bits: int) -> str:
    return next(str(n) for n in range(10_000) if work.solves(puzzle, str(n), bits))


def test_a_solution_begins_with_zero_bits():
    assert [n for n in range(60) if work.solves("p", str(n), 4)] == [
        n for n in range(60) if hashlib.sha256(f"p:{n}".encode()).hexdigest()[0] == "0"
    ]
    for bad in ("", "-1", "1.5", "１", "9" * 21, "x"):
        assert not work.solves("p", bad, 0)


def passes(puzzle, solution="", *, purpose="send", holder="a", at=NOW):
    return working.pass_through(puzzle, solution, purpose=purpose, holder=holder, at=at)


def test_a_puzzle_passes_solved_at_once_or_unsolved_after_a_while(settings):
    settings.COMPLAINT_WAIT_SECONDS, settings.COMPLAINT_PUZZLE_BITS = 20, 6
    puzzle = working.puzzle("send", at=NOW)
    assert passes(puzzle).seconds == 20
    assert passes(puzzle, at=NOW + timedelta(seconds=19)).seconds == 1
    assert passes(puzzle, at=NOW + timedelta(seconds=20)) is None
    other = working.puzzle("send", at=NOW)
    assert passes(other, solve(other, 6)) is None


def test_a_store_of_old_puzzles_opens_nothing_but_work_does(settings, monkeypatch):
    settings.COMPLAINT_WAIT_SECONDS, settings.COMPLAINT_PUZZLE_BITS = 20, 6
    monkeypatch.setattr(working, "MOST_UNSOLVED", 2)
    old = [working.puzzle("track", at=NOW) for _ in range(4)]
    later = NOW + timedelta(minutes=30)
    waits = [passes(puzzle, purpose="track", holder=puzzle, at=later) for puzzle in old[:3]]
    assert [wait and wait.seconds for wait in waits] == [None, None, 60]
    assert passes(old[3], solve(old[3], 6), purpose="track", at=later) is None
    assert passes(old[2], purpose="track", holder=old[2], at=later + timedelta(minutes=1)) is None


def test_a_puzzle_is_for_one_sending_one_form_and_two_hours(settings):
    settings.COMPLAINT_PUZZLE_BITS = 6
    puzzle = working.puzzle("send", at=NOW)
    solution = solve(puzzle, 6)
    assert passes(puzzle, solution, purpose="track").puzzle != puzzle
    assert passes(puzzle, solution) is None
    assert passes(puzzle, solution) is None, "the same form again"
    assert passes(puzzle, solution, holder="b").puzzle != puzzle
    late = working.puzzle("send", at=NOW)
    assert passes(late, solve(late, 6), at=NOW + timedelta(hours=2))
    stem, _, mark = late.rpartition(".")
    for forged in ("", "x", f"{stem}.{'0' * 32}", f"send.abc.{int(NOW.timestamp())}.{mark}"):
        assert passes(forged, "1").puzzle != forged


def test_many_who_wait_wait_longer_but_never_for_ever():
    assert [work.waits(20, 600, lately, 10) for lately in (0, 9, 10, 35, 9999)] == [20, 20, 40, 80, 600]


# What one says afterwards


def test_a_message_and_files_reach_the_owner_or_the_desk_but_not_whom_it_is_about(client):
    named, other, president = make_supervisor(name="督察丙某"), make_supervisor(), make_president()
    complaint = make_complaint(about=named)
    opened(client, complaint)
    assert act(client, complaint, "message", {"text": "还有一位证人。"}).status_code == 302
    message = complaint.messages.get()
    assert (message.by, message.text) == (None, "还有一位证人。")
    told = Notice.objects.filter(template="supervision/complaint_added")
    assert {notice.recipient for notice in told} == {other, president}
    assert act(client, complaint, "files", {"files": [upload(make_pdf(), "证据.pdf")]}).status_code == 302
    assert complaint.files.get().file.uploaded_by is None
    page = client.get(reverse("supervision:tracked", args=[complaint.number])).text
    assert "还有一位证人" in page
    assert "证据.pdf" in page
    owned = make_complaint(status=Status.IN_HAND)
    services.add_message(owned.pk, text="补充", at=NOW)
    assert Notice.objects.get(about=owned.number).recipient == owned.owner


def test_files_are_all_or_none_and_limited(client, monkeypatch):
    complaint = make_complaint()
    with pytest.raises(BadFile):
        services.add_files(complaint.pk, uploads=[upload(make_pdf(), "好.pdf"), upload(b"MZ", "坏.exe")], at=NOW)
    assert not complaint.files.exists()
    monkeypatch.setattr(following, "MOST_FILES", 1)
    with pytest.raises(BadFile, match="最多上传 1 个"):
        services.add_files(complaint.pk, uploads=[upload(make_pdf(), "一.pdf"), upload(make_pdf(), "二.pdf")], at=NOW)
    opened(client, complaint)
    bad = act(client, complaint, "files", {"files": [SimpleUploadedFile("坏.exe", b"MZ")]})
    assert bad.status_code == 422
    assert act(client, complaint, "files").status_code == 422


def test_a_closed_complaint_takes_no_more_words():
    complaint = make_complaint(status=Status.CLOSED)
    with pytest.raises(WrongState):
        services.add_message(complaint.pk, text="还有", at=LATER)
    with pytest.raises(WrongState):
        services.add_files(complaint.pk, uploads=[upload(make_pdf(), "一.pdf")], at=LATER)


def test_a_content_rating_closes_and_a_discontent_one_leaves_the_review_open():
    content, not_content = make_complaint(status=Status.ANSWERED), make_complaint(status=Status.ANSWERED)
    row = services.rate(content.pk, score=Score.SATISFIED, words="谢谢", at=LATER)
    assert (row.status, row.closed_at, row.score) == (Status.CLOSED, LATER, Score.SATISFIED)
    assert [step.kind for step in row.steps.all()][-2:] == [StepKind.RATED, StepKind.CLOSED]
    assert row.history.latest("pk").history_change_reason == "评价"
    row = services.rate(not_content.pk, score=Score.DISSATISFIED, at=LATER)
    assert (row.status, row.closed_at) == (Status.ANSWERED, None)
    assert services.review_until(row) > LATER
    assert Notice.objects.filter(template="supervision/complaint_rated").count() == 2


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.IN_HAND, Status.CLOSED])
def test_only_an_answer_is_rated(status):
    with pytest.raises(WrongState):
        services.rate(make_complaint(status=status).pk, score=Score.FAIR, at=LATER)


def test_an_answer_is_rated_once():
    complaint = make_complaint(status=Status.ANSWERED)
    services.rate(complaint.pk, score=Score.DISSATISFIED, at=LATER)
    with pytest.raises(WrongState, match="已经评价过"):
        services.rate(complaint.pk, score=Score.SATISFIED, at=LATER)


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.CLOSED])
def test_a_second_review_begins_once_with_another_owner_and_a_limit_of_its_own(status):
    first = make_supervisor()
    complaint = make_complaint(status=status, owner=first)
    row = services.ask_review(complaint.pk, reason="证人没有问", at=LATER)
    assert (row.status, row.owner, row.reviews, row.closed_at, row.score) == (Status.IN_HAND, None, 1, None, "")
    limit = row.limits.open().get()
    assert (limit.promise, limit.reference) == ("complaint_answer", f"{row.number}/2")
    assert row.due_at == limit.due_at == court_time("2026-07-11 00:00")  # 15 days: Friday 10 July
    assert row.steps.last().words == "证人没有问"
    assert not permissions.is_fit_owner(first, row)
    assert first in {notice.recipient for notice in Notice.objects.filter(template="supervision/complaint_review")}
    with pytest.raises(WrongState, match="已经申请过复查"):
        services.ask_review(complaint.pk, reason="再来", at=LATER)


def test_a_review_is_not_asked_of_what_was_not_answered_nor_too_late():
    with pytest.raises(WrongState):
        services.ask_review(make_complaint(status=Status.IN_HAND).pk, reason="为什么", at=LATER)
    complaint = make_complaint(status=Status.ANSWERED)
    last = court_time("2026-07-17 23:59")  # 30 days from 17 June
    with pytest.raises(Refused, match="时间已经过了"):
        services.ask_review(complaint.pk, reason="为什么", at=last + timedelta(minutes=1))
    services.ask_review(complaint.pk, reason="为什么", at=last)


def test_after_the_second_review_a_rating_closes_it_and_the_way_to_the_upper_court_is_shown(client):
    complaint = make_complaint(status=Status.ANSWERED, reviews=1)
    page = opened(client, complaint).get(reverse("supervision:tracked", args=[complaint.number])).text
    assert "济南市中级人民法院" in page
    assert "申请复查</button>" not in page
    assert act(client, complaint, "rate", {"score": "dissatisfied"}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.status == Status.CLOSED
    assert act(client, complaint, "review", {"reason": "再查"}).status_code == 409


def test_the_page_shows_what_is_told_and_not_what_stays_inside(client):
    complaint = make_complaint(status=Status.ANSWERED, at=timezone.now())
    steps.add(complaint, StepKind.NOTED, by=complaint.owner, at=NOW, words="内部记录")
    page = opened(client, complaint).get(reverse("supervision:tracked", args=[complaint.number])).text
    for words in ("属实", "责令当面道歉", "情况属实", "您对答复满意吗", "申请复查"):
        assert words in page
    assert "内部记录" not in page
    assert complaint.owner.name not in page


def test_bad_words_are_asked_again_and_the_others_stay(client):
    complaint = make_complaint(status=Status.ANSWERED)
    opened(client, complaint)
    assert act(client, complaint, "message", {"text": " "}).status_code == 422
    assert act(client, complaint, "rate", {}).status_code == 422
    assert act(client, complaint, "review", {"reason": "长" * 2001}).status_code == 422


# The receipt


def test_the_receipt_names_nobody_carries_no_code_and_is_verified(client):
    complaint = make_complaint()
    opened(client, complaint)
    paper = client.get(reverse("supervision:complaint-receipt", args=[complaint.number]))
    assert paper.content.startswith(b"%PDF")
    code = numbers.verify_code(complaint.number)
    assert queries.verification(code.lower()).content_hash == complaint.content_hash
    found = client.get(reverse("portal:verify"), {"code": code}, follow=True)
    assert found.status_code == 200
    assert complaint.number in found.text
    assert complaint.text not in found.text
    assert queries.verification(code[:-1] + ("2" if code[-1] != "2" else "3")) is None
    assert client.get(reverse("supervision:complaint-verify", args=["TS1"])).status_code == 404


# Races


@pytest.mark.django_db(transaction=True)
def test_what_is_done_twice_at_once_is_done_once():
    code = services.begin(at=NOW)
    draft = services.find_draft(code, at=NOW)
    whom = {"kind": "unknown", "about_name": "", "department": "", "promise": "", "matter": ""}
    what = {"subject": "conduct", "when": "", "text": "态度生硬", "case_number": ""}
    for step, given in (("mode", {"mode": "anonymous"}), ("whom", whom), ("what", what), ("files", {})):
        answers = services.keep_answer(draft.pk, step, given)
    receipts, refused = together(*[lambda: services.send(code, key=answers["key"], at=NOW)] * 2)
    assert not refused
    assert receipts[0] == receipts[1]
    assert Complaint.objects.count() == 1
    complaint = make_complaint(status=Status.ANSWERED)
    rated, refused = together(*[lambda: services.rate(complaint.pk, score=Score.DISSATISFIED, at=LATER)] * 2)
    assert (len(rated), len(refused)) == (1, 1)
    asked, refused = together(*[lambda: services.ask_review(complaint.pk, reason="为什么", at=LATER)] * 2)
    assert (len(asked), len(refused)) == (1, 1)
    assert complaint.limits.open().count() == 1
