"""补正 between two courts, both of them in this process: the notice goes out, the answer comes back, once."""

import json
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from filings.cross_region import queries, services
from filings.cross_region.enums import ConsentBy, Direction, State
from filings.cross_region.models import Transfer, TransferCorrection
from filings.cross_region.package import APPLICATION, MANIFEST, BadPackage, Part
from filings.cross_region.services.sending import ASK_EVERY
from filings.cross_region.tests.builders import (
    NOTICE,
    give_file,
    make_asked,
    make_delivered,
    make_key,
    make_ready,
    make_two_courts,
    their_filing,
    their_package,
)
from filings.cross_region.tests.test_sending import answering, events, received
from filings.cross_region.transport import Answer
from filings.intake import services as intake
from filings.intake.enums import Status, Turn
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.reception import services as reception
from filings.review import services as review
from filings.review.models import CorrectionNotice, ReviewLimit
from filings.review.queries.changes import changes
from filings.review.tests.builders import NOW, judge_all, make_clerk, make_taken
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.promises import THREE_DAY_REVIEW

pytestmark = pytest.mark.django_db
LATER, ANSWERED = NOW + ASK_EVERY, NOW + timedelta(days=1)


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def other_court(settings):
    settings.CROSS_REGION_TRANSPORT = "filings.cross_region.tests.builders.loopback"
    return make_two_courts()


def work(at: datetime) -> None:
    """The outbox and the questions, as beat runs them."""
    with time_machine.travel(at, tick=False):
        while services.deliver_due(at=at):
            pass
        while services.ask_due(at=at):
            pass


def ask_there(filing: Filing, reviewer: User, *items: str, at: datetime = NOW) -> None:
    """The other court's own correction notice about those items of the checklist."""
    review.take(filing.pk, by=reviewer, at=at)
    judge_all(filing, failed=items, by=reviewer)
    review.ask_for_correction(filing.pk, by=reviewer, at=at)


def sent_there(clerk: User) -> tuple[Transfer, Filing]:
    """A filing of ours, and the same as the other court has it."""
    transfer = make_ready(clerk)
    services.hand_over(transfer.pk, by=clerk, at=NOW)
    work(NOW)
    return transfer, Transfer.objects.get(direction=Direction.IN).filing


def upload(filing: Filing, slot: str, *, at: datetime = ANSWERED) -> None:
    file = SimpleUploadedFile("新的.pdf", make_pdf(5))
    intake.upload_material(filing.pk, slot=slot, upload=file, by=filing.filer, at=at)


@pytest.mark.promise("4")
def test_a_correction_goes_there_and_back_and_the_other_courts_next_round_runs_from_its_arrival(other_court, clerk):
    reviewer = make_clerk()
    transfer, there = sent_there(clerk)
    ask_there(there, reviewer, "identity", "facts")

    work(LATER)
    transfer.refresh_from_db()
    filing = transfer.filing
    assert (filing.status, filing.turn) == (Status.TRANSFERRED, Turn.FILER)
    assert "slot:identity" in filing.open_targets
    assert events("correction_asked") == 1
    assert transfer.letters.get().title == "补正通知书"

    upload(filing, "identity")
    intake.save_answers(filing.pk, task=Task.FACTS, by=filing.filer, at=ANSWERED, facts="补充的事实", evidence=[])
    services.answer_correction(transfer.pk, by=filing.filer, at=ANSWERED)
    arrival = ANSWERED + timedelta(minutes=10)
    work(arrival)

    transfer.refresh_from_db()
    there.refresh_from_db()
    assert transfer.state == State.DELIVERED
    assert (there.status, there.facts, there.open_targets) == (Status.SUBMITTED, "补充的事实", [])
    second = there.rounds.get(number=2)
    limit = ReviewLimit.objects.get(round=second, promise=THREE_DAY_REVIEW.code)
    assert (second.opened_at, limit.started_at) == (arrival, arrival)
    assert CorrectionNotice.objects.get(round__filing=there).met_at == arrival
    assert {(c.target, c.after) for c in changes(there, NOW) if c.target == "slot:identity"} >= {
        ("slot:identity", "新的.pdf")
    }
    sent = transfer.corrections.get()
    assert (sent.answered_at, sent.delivered_at, bool(transfer.package)) == (ANSWERED, arrival, False)
    assert (events("correction_handed_in"), events("correction_delivered"), events("delivered")) == (1, 1, 1)


def test_parties_come_back_as_they_were_changed_added_and_taken_out(other_court, clerk):
    transfer, there = sent_there(clerk)
    plaintiff, defendant = there.parties.all()
    ask_there(there, make_clerk(), "plaintiff")
    work(LATER)
    filing = Filing.objects.get(pk=transfer.filing_id)
    assert filing.open_targets == ["task:parties"]

    mine, other = filing.parties.all()
    intake.save_party(filing.pk, party_id=mine.pk, by=filing.filer, at=ANSWERED, domicile="济南市钢城区新住所")
    intake.remove_party(filing.pk, party_id=other.pk, by=filing.filer, at=ANSWERED)
    new = {"side": "defendant", "kind": "natural", "name": "新被告", "phone": "13800000005"}
    intake.save_party(filing.pk, by=filing.filer, at=ANSWERED, **new)
    services.answer_correction(transfer.pk, by=filing.filer, at=ANSWERED)
    work(ANSWERED)

    kept, added = there.parties.all()
    assert (kept.pk, kept.domicile) == (plaintiff.pk, "济南市钢城区新住所")
    assert (added.name, added.pk != defendant.pk) == ("新被告", True)


def test_one_party_alone_is_named_by_its_place(other_court, clerk):
    transfer, there = sent_there(clerk)
    review.take(there.pk, by=(reviewer := make_clerk()), at=NOW)
    judge_all(there, by=reviewer)
    second = there.parties.last()
    round_ = there.rounds.get()
    round_.judgements.filter(item="plaintiff").update(passed=False, note="写明住所", target=f"party:{second.pk}")
    review.ask_for_correction(there.pk, by=reviewer, at=NOW)

    assert queries.asked_of(Filing.objects.get(pk=there.pk))["items"][0]["target"] == "party:1"
    work(LATER)
    filing = Filing.objects.get(pk=transfer.filing_id)
    ours = filing.parties.last()
    assert filing.open_targets == [f"party:{ours.pk}"]
    intake.save_party(filing.pk, party_id=ours.pk, by=filing.filer, at=ANSWERED, domicile="补写的住所")
    services.answer_correction(transfer.pk, by=filing.filer, at=ANSWERED)
    work(ANSWERED)

    second.refresh_from_db()
    assert second.domicile == "补写的住所"


def test_a_second_notice_is_another_correction(other_court, clerk):
    reviewer = make_clerk()
    transfer, there = sent_there(clerk)
    for at in (NOW, NOW + timedelta(hours=3)):
        ask_there(there, reviewer, "identity", at=at)
        work(at + ASK_EVERY)
        upload(transfer.filing, "identity", at=at + ASK_EVERY)
        services.answer_correction(transfer.pk, by=transfer.filing.filer, at=at + 2 * ASK_EVERY)
        work(at + 3 * ASK_EVERY)

    there.refresh_from_db()
    assert (there.status, there.rounds.count(), transfer.corrections.count()) == (Status.SUBMITTED, 3, 2)


def test_what_was_opened_and_nothing_else_may_be_changed(clerk):
    filing = make_asked(clerk, "slot:identity").filing
    upload(filing, "identity")
    with pytest.raises(WrongState):
        upload(filing, "evidence")
    with pytest.raises(WrongState):
        intake.save_answers(filing.pk, task=Task.FACTS, by=filing.filer, at=ANSWERED, facts="改事实")


def test_a_filing_that_was_returned_here_and_passed_on_is_corrected_and_stays_returned(other_court, clerk):
    filing = make_taken(clerk)
    give_file(filing)
    judge_all(filing)
    review.return_to_right_court(filing.pk, right_court="济南市莱芜区人民法院", reasons="住所地", by=clerk, at=NOW)
    transfer = services.pass_on(filing.pk, how=ConsentBy.TELEPHONE, by=clerk, at=NOW)
    work(NOW)
    there = Transfer.objects.get(direction=Direction.IN).filing
    ask_there(there, make_clerk(), "identity")
    work(LATER)
    filing.refresh_from_db()
    assert (filing.status, filing.turn, filing.open_targets) == (Status.RETURNED, Turn.FILER, ["slot:identity"])

    upload(filing, "identity")
    services.answer_correction(transfer.pk, by=filing.filer, at=ANSWERED)
    work(ANSWERED)
    filing.refresh_from_db()
    there.refresh_from_db()
    assert (filing.status, filing.turn, there.status) == (Status.RETURNED, Turn.NOBODY, Status.SUBMITTED)
    assert filing.rounds.count() == 1


@pytest.mark.parametrize("state", [State.QUEUED, State.DELIVERED, State.ANSWERED])
def test_without_an_open_correction_nothing_is_handed_in(clerk, state):
    make_key()
    transfer = make_delivered(clerk, state=state)
    with pytest.raises(WrongState):
        services.answer_correction(transfer.pk, by=transfer.filing.filer, at=ANSWERED)


def test_an_answer_is_handed_in_once_and_by_nobody_else(clerk):
    make_key()
    transfer = make_asked(clerk)
    with pytest.raises(NotYours):
        services.answer_correction(transfer.pk, by=make_user(), at=ANSWERED)
    services.answer_correction(transfer.pk, by=transfer.filing.filer, at=ANSWERED)
    with pytest.raises(WrongState):
        services.answer_correction(transfer.pk, by=transfer.filing.filer, at=ANSWERED)


def test_an_incomplete_answer_is_refused_and_stays_open(clerk):
    make_key()
    transfer = make_asked(clerk, "task:facts")
    filing = transfer.filing
    intake.save_answers(filing.pk, task=Task.FACTS, by=filing.filer, at=ANSWERED, facts="", evidence=[])
    with pytest.raises(reception.Incomplete):
        services.answer_correction(transfer.pk, by=filing.filer, at=ANSWERED)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.corrections.get().answered_at) == (State.DELIVERED, None)


def test_the_clerk_scans_what_is_open_and_hands_it_in_with_the_person_present(clerk):
    make_key()
    transfer = make_asked(clerk)
    scanned = SimpleUploadedFile("身份证.pdf", make_pdf(4))
    services.scan(transfer.pk, slot="identity", upload=scanned, by=clerk, at=ANSWERED)
    with pytest.raises(WrongState):
        services.scan(transfer.pk, slot="evidence", upload=scanned, by=clerk, at=ANSWERED)
    services.answer_correction(transfer.pk, by=clerk, at=ANSWERED)

    filing = Filing.objects.get(pk=transfer.filing_id)
    last = trail.history(filing)[0]
    assert (last.history_user, "本人在场" in last.history_change_reason) == (clerk, True)
    transfer.refresh_from_db()
    assert transfer.state == State.QUEUED


def standing(**changed: object) -> Answer:
    notice = {"notice": NOTICE, "issued_at": "2026-06-17T14:00:00+08:00", "due_at": "2026-06-25T00:00:00+08:00"}
    items = [{"target": "slot:identity", "text": "请提交身份证", "basis": ""}]
    told = {"number": "WS20260617-000077", "status": "correction", "status_words": "待补正", "letters": []}
    return Answer(200, json.dumps(told | {"correction": notice | {"items": items}} | changed).encode())


def test_a_notice_that_the_other_court_no_longer_waits_for_shuts_its_parts(clerk, monkeypatch):
    make_key()
    transfer = make_asked(clerk)
    answering(monkeypatch, standing(status="submitted", status_words="审核中", correction=None))
    services.ask_due(at=LATER)

    filing = Filing.objects.get(pk=transfer.filing_id)
    assert (filing.open_targets, filing.turn) == ([], Turn.COURT)
    assert transfer.corrections.get().ended_at == LATER


def test_asked_again_the_same_notice_is_not_a_new_one_and_its_limit_follows(clerk, monkeypatch):
    make_key()
    transfer = make_asked(clerk)
    answering(monkeypatch, standing())
    services.ask_due(at=LATER)
    services.ask_due(at=LATER + ASK_EVERY)
    assert (transfer.corrections.count(), events("correction_asked")) == (1, 0)


@pytest.mark.parametrize(
    "correction",
    [
        "补正",
        {"notice": NOTICE},
        {"notice": "", "issued_at": "2026-06-17T14:00:00+08:00", "due_at": "2026-06-25T00:00:00+08:00", "items": []},
        {"notice": NOTICE, "issued_at": "2026-06-17", "due_at": "2026-06-25T00:00:00+08:00", "items": []},
        {"notice": NOTICE, "issued_at": 5, "due_at": 6, "items": [7]},
        {
            "notice": NOTICE,
            "issued_at": "2026-06-17T14:00:00+08:00",
            "due_at": "2026-06-25T00:00:00+08:00",
            "items": [{"target": "slot:identity", "text": "\0"}],
        },
    ],
)
def test_a_notice_that_cannot_be_read_opens_nothing_and_stops_nothing(clerk, monkeypatch, correction):
    make_key()
    transfer = make_delivered(clerk)
    answering(monkeypatch, standing(correction=correction))
    assert services.ask_due(at=LATER) == 1

    transfer.refresh_from_db()
    assert (transfer.their_status, transfer.filing.open_targets) == ("待补正", [])
    assert not transfer.corrections.exists()


def test_an_item_about_something_unknown_here_is_shown_and_opens_nothing(clerk, monkeypatch):
    make_key()
    transfer = make_delivered(clerk)
    items = [{"target": target, "text": "请补正"} for target in ("slot:nothing", "party:9", "task:x", "slot:identity")]
    told = json.loads(standing().body)["correction"] | {"items": items}
    answering(monkeypatch, standing(correction=told))
    services.ask_due(at=LATER)

    transfer.refresh_from_db()
    assert transfer.filing.open_targets == ["slot:identity"]
    assert len(transfer.corrections.get().items) == 4


def test_an_answer_that_does_not_arrive_is_tried_again_with_the_same_bytes_and_then_waits_for_staff(clerk, monkeypatch):
    make_key()
    transfer = make_asked(clerk)
    services.answer_correction(transfer.pk, by=transfer.filing.filer, at=ANSWERED)
    first = answering(monkeypatch, OSError("no line"))
    services.deliver_due(at=ANSWERED)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.attempts) == (State.QUEUED, 1)

    refusing = answering(monkeypatch, Answer(409, b'{"errors": [{"detail": "\xe5\xb7\xb2\xe7\xad\x94\xe5\xa4\x8d"}]}'))
    services.deliver_due(at=ANSWERED + timedelta(hours=1))
    transfer.refresh_from_db()
    assert (transfer.state, "已答复" in transfer.last_answer) == (State.FAILED, True)
    assert events("failed") == 1

    services.retry(transfer.pk, by=clerk, at=ANSWERED + timedelta(hours=2))
    last = answering(monkeypatch, received())
    services.deliver_due(at=ANSWERED + timedelta(hours=2))
    transfer.refresh_from_db()
    assert transfer.state == State.DELIVERED
    assert first[0]["body"] == refusing[0]["body"] == last[0]["body"]


def test_a_court_that_refused_the_answer_is_still_asked_and_may_decide(clerk, monkeypatch):
    make_key()
    transfer = make_asked(clerk)
    services.answer_correction(transfer.pk, by=transfer.filing.filer, at=ANSWERED)
    answering(monkeypatch, Answer(409, b"{}"))
    services.deliver_due(at=ANSWERED)
    answering(monkeypatch, standing(status="returned", status_words="已退回", correction=None))
    services.ask_due(at=ANSWERED + ASK_EVERY)

    transfer.refresh_from_db()
    assert (transfer.state, transfer.their_status, bool(transfer.package)) == (State.ANSWERED, "已退回", False)


# 管辖法院: what comes in.


@pytest.fixture
def key(db):
    return make_key()


@pytest.fixture
def asked(key, clerk):
    """What another court sent us, with our notice about the identity paper and the facts."""
    filing = services.receive(their_package(), key=key, at=NOW)[0].filing
    ask_there(filing, clerk, "identity", "facts")
    filing.refresh_from_db()
    return filing


def answer(about: Filing, **changed: object) -> bytes:
    """The other court's package about it."""
    told = {"number": "WS20260617-000009", "received_at": "2026-06-18T09:00:00+08:00", "facts": "补充的事实"}
    values = {
        "package_id": UUID(int=10),
        "corrects": UUID(int=9),
        "notice": f"{about.number}/1",
        "filing": told,
        "parts": (
            Part(APPLICATION, make_pdf(7), "民事起诉.pdf"),
            Part("materials/001.pdf", make_pdf(3), "身份证正反面.pdf", "identity"),
        ),
    }
    return their_package(**values | changed)


def test_an_answer_is_taken_once_and_the_same_again_is_answered_alike(asked, key):
    content = answer(asked)
    transfer, is_new = services.receive(content, key=key, at=ANSWERED)
    again, is_new_again = services.receive(content, key=key, at=ANSWERED + timedelta(hours=1))

    asked.refresh_from_db()
    assert (transfer, is_new, is_new_again) == (again, True, False)
    assert (asked.status, asked.facts, asked.rounds.count()) == (Status.SUBMITTED, "补充的事实", 2)
    names = set(asked.materials.filter(left_at__isnull=True).values_list("slot", "file__name"))
    assert names == {("complaint", "民事起诉.pdf"), ("identity", "身份证正反面.pdf")}
    assert asked.materials.filter(left_at=ANSWERED).count() == 2
    assert queries.asked_of(asked) is None


def test_a_file_that_is_there_already_stays_as_it_is(asked, key):
    old = asked.materials.get(slot="identity")
    with old.file.handed_in.file.open("rb") as content:
        same = Part("materials/001.pdf", content.read(), "身份证.pdf", "identity")
    more = Part("materials/002.pdf", make_pdf(3), "反面.pdf", "identity")
    application = Part(APPLICATION, make_pdf(), "民事起诉.pdf")
    services.receive(answer(asked, parts=(application, same, more)), key=key, at=ANSWERED)

    here = asked.materials.filter(slot="identity", left_at__isnull=True)
    assert here.first() == old
    assert here.count() == 2


def test_agents_are_changed_added_and_taken_out_with_their_party(key, clerk):
    filing = services.receive(their_package(), key=key, at=NOW)[0].filing
    ask_there(filing, clerk, "plaintiff")
    plaintiff, defendant = filing.parties.all()
    old = plaintiff.agents.get()
    lawyer = {"kind": "lawyer", "name": "王律师", "authority": "general"}
    person = {"side": "plaintiff", "kind": "natural", "name": "张玥喆"}
    other = {"place": 1, "side": "defendant", "kind": "natural", "name": "李建国"}
    lines = [person | {"place": 0, "agents": [lawyer, lawyer | {"name": "孙律师"}]}, other | {"agents": [lawyer]}]
    parts = (Part(APPLICATION, make_pdf(3), "申请书.pdf"),)
    services.receive(answer(filing, filing={"parties": lines}, parts=parts), key=key, at=ANSWERED)

    assert [agent.name for agent in plaintiff.agents.all()] == ["王律师", "孙律师"]
    assert plaintiff.agents.first().pk == old.pk
    assert defendant.agents.count() == 1
    review.take(filing.pk, by=clerk, at=ANSWERED)
    judge_all(filing, failed=("plaintiff",), by=clerk)
    review.ask_for_correction(filing.pk, by=clerk, at=ANSWERED)
    again = {"package_id": UUID(int=12), "notice": f"{filing.number}/2", "filing": {"parties": [person | {"place": 0}]}}
    services.receive(answer(filing, **again, parts=parts), key=key, at=ANSWERED + timedelta(days=1))
    assert [(party.pk, party.agents.count()) for party in filing.parties.all()] == [(plaintiff.pk, 0)]


def test_an_urgent_answer_is_told_to_the_desk(key, clerk):
    kind = their_filing(kind="protection_order", cause=None, amount="")
    filing = services.receive(their_package(filing=kind), key=key, at=NOW)[0].filing
    before = Notice.objects.filter(template="filings/urgent_received").count()
    assert before
    ask_there(filing, clerk, "danger")
    parts = (Part(APPLICATION, make_pdf(3), "申请书.pdf"),)
    services.receive(answer(filing, parts=parts), key=key, at=ANSWERED)
    assert Notice.objects.filter(template="filings/urgent_received").count() == 2 * before


@pytest.mark.parametrize(
    ("changed", "file", "words"),
    [
        ({"corrects": UUID(int=77)}, MANIFEST, "没有收到过"),
        ({"notice": "WS20200101-000001/1"}, MANIFEST, "不是这份申请的"),
        ({"filing": {"claims": ["改了请求"]}}, MANIFEST, "claims"),
        ({"filing": {"parties": [{"side": "plaintiff", "kind": "natural", "name": "新人"}]}}, MANIFEST, "当事人"),
        ({"filing": {"parties": [{"place": 0, "side": "plaintiff", "kind": "natural"}]}}, MANIFEST, "当事人"),
        ({"filing": {"parties": [{"place": 5, "side": "plaintiff", "kind": "natural"}]}}, MANIFEST, "place"),
        ({"filing": {"parties": [{"place": True, "side": "plaintiff", "kind": "natural"}]}}, MANIFEST, "place"),
        ({"filing": {"facts": 5}}, MANIFEST, "文字"),
        ({"parts": ()}, APPLICATION, "必须"),
        (
            {
                "parts": (
                    Part(APPLICATION, make_pdf(), "起诉状.pdf"),
                    Part("materials/001.pdf", make_pdf(9), "借条.pdf", "evidence"),
                )
            },
            "materials/001.pdf",
            "不能改动",
        ),
        (
            {
                "parts": (
                    Part(APPLICATION, make_pdf(), "起诉状.pdf"),
                    Part("materials/001.pdf", b"not a pdf", "x.pdf", "identity"),
                )
            },
            "materials/001.pdf",
            "",
        ),
    ],
)
def test_what_the_notice_did_not_open_or_cannot_be_kept_is_named_and_changes_nothing(asked, key, changed, file, words):
    before = (asked.facts, StoredFile.objects.count(), asked.history.count())
    with pytest.raises(BadPackage) as caught:
        services.receive(answer(asked, **changed), key=key, at=ANSWERED)

    asked.refresh_from_db()
    assert (caught.value.file, words in str(caught.value)) == (file, True)
    assert (asked.status, asked.rounds.count()) == (Status.CORRECTION, 1)
    assert (asked.facts, StoredFile.objects.count(), asked.history.count()) == before
    assert not TransferCorrection.objects.exists()


def test_another_courts_filing_is_not_corrected(asked):
    stranger = make_key("鲁0124")
    with pytest.raises(BadPackage, match="没有收到过"):
        services.receive(answer(asked, sender="鲁0124"), key=stranger, at=ANSWERED)


def test_a_notice_that_is_answered_is_not_answered_again(asked, key):
    services.receive(answer(asked), key=key, at=ANSWERED)
    with pytest.raises(Refused, match="已经答复过"):
        services.receive(answer(asked, package_id=UUID(int=11)), key=key, at=ANSWERED)
    with pytest.raises(Refused, match="已经用过"):
        services.receive(answer(asked, filing={"facts": "又改"}), key=key, at=ANSWERED)


def test_a_notice_that_is_over_is_not_answered(asked, key):
    Filing.objects.filter(pk=asked.pk).update(status=Status.RETURNED, open_targets=[])
    with pytest.raises(Refused, match="已退回"):
        services.receive(answer(asked), key=key, at=ANSWERED)


def test_an_answer_that_fails_late_leaves_neither_rows_nor_files(asked, key, monkeypatch):
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the calendar is gone")

    before = StoredFile.objects.count()
    monkeypatch.setattr("filings.review.rounds.open_round", broken)
    with pytest.raises(RuntimeError):
        services.receive(answer(asked), key=key, at=ANSWERED)

    asked.refresh_from_db()
    assert (asked.status, StoredFile.objects.count()) == (Status.CORRECTION, before)


@pytest.mark.django_db(transaction=True)
def test_while_somebody_works_on_the_filing_the_question_is_put_off_instead_of_waiting(monkeypatch):
    make_key()
    transfer = make_asked(make_clerk())
    asked = answering(monkeypatch, standing(correction=None))
    with transaction.atomic():
        Filing.objects.locked(transfer.filing_id)
        done, _ = together(lambda: services.ask_due(at=LATER))
    assert (done, asked) == ([0], [])
    assert services.ask_due(at=LATER) == 1


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one_round():
    key = make_key()
    filing = services.receive(their_package(), key=key, at=NOW)[0].filing
    ask_there(filing, make_clerk(), "identity", "facts")
    filing.refresh_from_db()
    contents = [answer(filing), answer(filing, package_id=UUID(int=11))]

    done, refused = together(*(lambda c=c: services.receive(c, key=key, at=ANSWERED) for c in contents))

    assert (len(done), len(refused), filing.rounds.count()) == (1, 1, 2)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_same_answer_twice_at_once_is_one_round():
    key = make_key()
    filing = services.receive(their_package(), key=key, at=NOW)[0].filing
    ask_there(filing, make_clerk(), "identity", "facts")
    filing.refresh_from_db()
    content = answer(filing)

    done, refused = together(*[lambda: services.receive(content, key=key, at=ANSWERED)] * 2)

    assert (sorted(new for _, new in done), refused, filing.rounds.count()) == ([False, True], [], 2)


@pytest.mark.django_db(transaction=True)
def test_the_filer_and_the_clerk_hand_in_at_once_and_one_of_them_is_told():
    make_key()
    clerk = make_clerk()
    transfer = make_asked(clerk)
    people = (transfer.filing.filer, clerk)
    done, refused = together(
        *(lambda by=by: services.answer_correction(transfer.pk, by=by, at=ANSWERED) for by in people)
    )
    assert (len(done), len(refused)) == (1, 1)
