"""The outbox: what is handed over arrives, is tried again, or waits for staff; the answer reaches the filer."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from filings.cross_region import package, services
from filings.cross_region.enums import ConsentBy, Direction, State
from filings.cross_region.models import Transfer
from filings.cross_region.services.sending import ASK_EVERY, WAITS
from filings.cross_region.tests.builders import (
    OUR_KEY,
    SECRET,
    THEM,
    US,
    make_key,
    make_preparing,
    make_queued,
    make_ready,
    make_two_courts,
)
from filings.cross_region.transport import Answer
from filings.intake.enums import Channel, Status
from filings.intake.models import Filing
from filings.reception import services as reception
from filings.review import services as review
from filings.review.enums import LetterKind
from filings.review.models import Letter, ReviewRound
from filings.review.tests.builders import NOW, judge_all, make_chief, make_clerk, make_taken, put_in
from gangcheng_court.core.accounts.models import StaffRelative
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.notices.models import Delivery, Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
LOOPBACK = "filings.cross_region.tests.builders.loopback"
LATER = NOW + ASK_EVERY


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def other_court(settings):
    settings.CROSS_REGION_TRANSPORT = LOOPBACK
    return make_two_courts()


def answering(monkeypatch: pytest.MonkeyPatch, answer: Answer | Exception) -> list[dict[str, Any]]:
    """Every request is answered alike; what was asked is returned."""
    asked: list[dict[str, Any]] = []

    def transport(method: str, url: str, *, headers: dict[str, str], body: bytes) -> Answer:
        asked.append({"method": method, "url": url, "body": body})
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr("filings.cross_region.transport.https", transport)
    return asked


def received(number: str = "WS20260617-000077") -> Answer:
    return Answer(201, json.dumps({"number": number}).encode())


def events(template: str) -> int:
    return Notice.objects.filter(template=f"filings/transfer_{template}").count()


@pytest.mark.promise("4")
def test_a_filing_for_another_court_arrives_there_and_its_answer_comes_back(other_court, clerk):
    transfer = make_ready(clerk)
    services.hand_over(transfer.pk, by=clerk, at=NOW)
    with time_machine.travel(NOW, tick=False):
        assert services.deliver_due(at=NOW) == 1

    transfer.refresh_from_db()
    there = Transfer.objects.get(direction=Direction.IN).filing
    assert (transfer.state, transfer.their_number) == (State.DELIVERED, there.number)
    assert (there.channel, there.status, there.facts) == (Channel.CROSS_REGION, Status.SUBMITTED, transfer.filing.facts)
    assert ReviewRound.objects.filter(filing=there).count() == 1
    assert not ReviewRound.objects.filter(filing=transfer.filing).exists()

    file = documents.store_bytes(make_pdf(), name="受理.pdf", content_type="application/pdf", by=None, at=NOW)
    Letter.objects.create(filing=there, kind=LetterKind.ACCEPTANCE, file=file, issued_at=NOW)
    put_in(Status.ACCEPTED, there)
    assert services.ask_due(at=NOW) == 0
    with time_machine.travel(LATER, tick=False):
        assert services.ask_due(at=LATER) == 1

    transfer.refresh_from_db()
    letter = transfer.letters.get()
    assert (transfer.state, transfer.their_status) == (State.ANSWERED, "已立案")
    assert transfer.their_case_number.startswith("（2026）")
    assert (letter.title, letter.file.sha256) == ("受理通知书", file.sha256)
    assert (events("handed_over"), events("delivered"), events("answer")) == (1, 1, 1)
    assert services.ask_due(at=LATER + ASK_EVERY) == 0


def test_handing_over_closes_the_draft_and_gives_number_time_and_receipt(clerk):
    make_key()
    transfer = services.hand_over(make_ready(clerk).pk, by=clerk, at=NOW)

    filing = Filing.objects.get(pk=transfer.filing_id)
    assert (filing.status, filing.submitted_at) == (Status.TRANSFERRED, NOW)
    assert filing.number
    receipt = services.receipt(transfer.pk, at=NOW)
    assert receipt == services.receipt(transfer.pk, at=LATER)
    with pytest.raises(WrongState):
        services.hand_over(transfer.pk, by=clerk, at=NOW)
    with pytest.raises(WrongState):
        services.scan(transfer.pk, slot="other", upload=SimpleUploadedFile("a.pdf", make_pdf()), by=clerk, at=NOW)


@pytest.mark.parametrize(
    ("missing", "words"),
    [({"identified_at": None}, "身份"), ({"consent_at": None}, "同意")],
)
def test_nothing_goes_before_the_person_was_identified_and_agreed(clerk, missing, words):
    make_key()
    transfer = make_ready(clerk, **missing)

    with pytest.raises(Refused, match=words):
        services.hand_over(transfer.pk, by=clerk, at=NOW)
    assert Filing.objects.get(pk=transfer.filing_id).status == Status.DRAFT


def test_an_incomplete_form_names_everything_that_is_missing(clerk):
    make_key()
    transfer = make_ready(clerk)
    Filing.objects.filter(pk=transfer.filing_id).update(claims=[], facts="")

    with pytest.raises(reception.Incomplete) as caught:
        services.hand_over(transfer.pk, by=clerk, at=NOW)
    assert {problem.field for problem in caught.value.problems} == {"claims", "facts"}


def test_a_court_without_a_key_cannot_be_sent_to(clerk):
    with pytest.raises(Refused, match="还没有与本院接通"):
        services.hand_over(make_ready(clerk).pk, by=clerk, at=NOW)


def test_the_filer_cannot_hand_it_to_our_own_court_by_mistake():
    transfer = make_preparing()
    with pytest.raises(Refused, match="跨域立案窗口"):
        reception.submit(transfer.filing_id, by=transfer.filing.filer, at=NOW)


def test_only_the_desk_works_on_it_and_never_in_ones_own_or_a_relatives_matter(clerk):
    make_key()
    transfer = make_ready(clerk)
    with pytest.raises(NotYours):
        services.hand_over(transfer.pk, by=transfer.filing.filer, at=NOW)
    StaffRelative.objects.create(staff=clerk, name="李建国", relation="兄弟")
    with pytest.raises(Refused, match="回避"):
        services.hand_over(transfer.pk, by=clerk, at=NOW)


def test_online_consent_is_the_filers_own(clerk):
    transfer = make_preparing()
    with pytest.raises(Refused, match="本人"):
        services.record_consent(transfer.pk, how=ConsentBy.ONLINE, by=clerk, at=NOW)
    with pytest.raises(NotYours):
        services.agree(transfer.pk, by=make_user(), at=NOW)

    services.agree(transfer.pk, by=transfer.filing.filer, at=NOW)

    transfer.refresh_from_db()
    assert (transfer.consent_by, transfer.consent_at) == (ConsentBy.ONLINE, NOW)
    assert "莱芜区人民法院" in transfer.consent_words


def test_a_clerk_scans_a_paper_into_the_persons_draft(clerk):
    transfer = make_preparing()

    material = services.scan(
        transfer.pk, slot="evidence", upload=SimpleUploadedFile("借条.pdf", make_pdf()), by=clerk, at=NOW
    )

    assert (material.filing_id, material.file.uploaded_by) == (transfer.filing_id, clerk)


def test_the_package_holds_every_answer_and_file_under_our_signature(clerk, monkeypatch):
    make_key()
    asked = answering(monkeypatch, received())
    transfer = make_queued(clerk)

    services.deliver_due(at=NOW)

    content = asked[0]["body"]
    opened = package.verify(
        content, public_key=package.public_key_of(OUR_KEY), sender=US, receiver=THEM, most_bytes=10**7
    )
    assert opened.package_id == transfer.package_id
    assert [part.path for part in opened.parts] == ["application.pdf", "materials/001.pdf"]
    assert opened.filing["claims"] == transfer.filing.claims
    assert opened.filing["number"] == transfer.filing.number
    assert asked[0]["url"].endswith("/cross-region/packages/")
    assert SECRET.encode() not in content


def test_a_package_is_kept_only_until_the_other_court_has_it(clerk, monkeypatch, django_capture_on_commit_callbacks):
    make_key()
    transfer = make_queued(clerk)
    answering(monkeypatch, ConnectionError("refused"))
    services.deliver_due(at=NOW)
    transfer.refresh_from_db()
    file, sha256 = transfer.package, transfer.sha256
    assert file.storage.exists(file.name)

    asked = answering(monkeypatch, received())
    with django_capture_on_commit_callbacks(execute=True):
        services.deliver_due(at=NOW + WAITS[0])

    transfer.refresh_from_db()
    assert (transfer.state, transfer.package.name, transfer.sha256) == (State.DELIVERED, "", sha256)
    assert not file.storage.exists(file.name)
    assert package.hashlib.sha256(asked[0]["body"]).hexdigest() == sha256


@pytest.mark.parametrize(
    "answer", [ConnectionError("refused"), Answer(503, b"later"), Answer(401, b"{}"), Answer(200, b"[]")]
)
def test_what_may_pass_is_tried_again_ever_more_rarely_and_then_shown_to_staff(clerk, monkeypatch, answer):
    make_key()
    transfer = make_queued(clerk)
    asked = answering(monkeypatch, answer)

    at = NOW
    for tries, wait in enumerate(WAITS, start=1):
        services.deliver_due(at=at)
        transfer.refresh_from_db()
        assert (transfer.state, transfer.attempts, transfer.next_attempt_at) == (State.QUEUED, tries, at + wait)
        assert services.deliver_due(at=at + wait - timedelta(seconds=1)) == 0
        at += wait
    services.deliver_due(at=at)

    transfer.refresh_from_db()
    assert (transfer.state, len(asked)) == (State.FAILED, len(WAITS) + 1)
    assert events("failed") == 1


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422])
def test_a_refusal_is_shown_to_staff_at_once_with_its_words(clerk, monkeypatch, status):
    make_key()
    transfer = make_queued(clerk)
    errors = {"errors": [{"attr": "application.pdf", "detail": "文件内容与清单不符"}]}
    answering(monkeypatch, Answer(status, json.dumps(errors).encode()))

    services.deliver_due(at=NOW)

    transfer.refresh_from_db()
    assert transfer.state == State.FAILED
    assert f"{status}：application.pdf 文件内容与清单不符" in transfer.last_answer
    assert Notice.objects.get(template="filings/transfer_failed").recipient == clerk


def test_without_a_helping_clerk_the_chiefs_are_told(clerk, monkeypatch):
    make_key()
    chief = make_chief()
    make_queued(clerk, assisted_by=None)
    answering(monkeypatch, Answer(422, b""))

    services.deliver_due(at=NOW)

    assert Notice.objects.get(template="filings/transfer_failed").recipient == chief


def test_staff_send_again_and_it_is_the_same_package(clerk, monkeypatch):
    make_key()
    transfer = make_queued(clerk)
    first = answering(monkeypatch, Answer(422, b""))
    services.deliver_due(at=NOW)
    services.retry(transfer.pk, by=clerk, at=LATER)
    second = answering(monkeypatch, received())
    services.deliver_due(at=LATER)

    transfer.refresh_from_db()
    assert transfer.state == State.DELIVERED
    assert first[0]["body"] == second[0]["body"]
    with pytest.raises(WrongState):
        services.retry(transfer.pk, by=clerk, at=LATER)


def test_a_court_may_first_say_only_that_it_has_it(clerk, monkeypatch):
    make_key()
    transfer = make_queued(clerk)
    answering(monkeypatch, Answer(202, b"{}"))
    services.deliver_due(at=NOW)
    transfer.refresh_from_db()
    assert (transfer.state, events("delivered")) == (State.SENT, 0)

    answering(monkeypatch, Answer(200, b'{"number": "A1", "status": "submitted", "status_words": "x", "letters": []}'))
    services.ask_due(at=LATER)

    transfer.refresh_from_db()
    assert (transfer.state, transfer.their_number, events("delivered")) == (State.DELIVERED, "A1", 1)


def test_without_a_signing_key_staff_are_told_what_is_missing(clerk, settings):
    settings.COURT_SIGNING_KEY = ""
    make_key()
    transfer = make_queued(clerk)

    services.deliver_due(at=NOW)

    transfer.refresh_from_db()
    assert "COURT_SIGNING_KEY" in transfer.last_answer


def test_a_letter_that_was_changed_on_the_way_is_not_served_and_asked_for_again(clerk, monkeypatch):
    make_key()
    transfer = make_queued(clerk, state=State.DELIVERED)
    line = {"id": 3, "title": "受理通知书", "sha256": "0" * 64}
    told = {"number": "A1", "status": "accepted", "status_words": "已立案", "letters": [line]}
    answering(monkeypatch, Answer(200, json.dumps(told).encode()))

    assert services.ask_due(at=NOW) == 0

    transfer.refresh_from_db()
    assert (transfer.state, transfer.letters.count(), transfer.next_attempt_at) == (State.DELIVERED, 0, LATER)
    assert "校验值不符" in transfer.last_answer


def test_a_clerk_brings_a_letter_that_came_on_paper(clerk):
    transfer = make_queued(clerk, state=State.DELIVERED)
    upload = SimpleUploadedFile("补正.pdf", make_pdf())

    services.add_letter(transfer.pk, title="补正通知书", upload=upload, final=False, by=clerk, at=NOW)
    transfer.refresh_from_db()
    assert (transfer.state, events("answer")) == (State.DELIVERED, 1)

    upload = SimpleUploadedFile("受理.pdf", make_pdf())
    services.add_letter(transfer.pk, title="受理通知书", upload=upload, final=True, by=clerk, at=NOW)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.answered_at) == (State.ANSWERED, NOW)


@pytest.mark.promise("4")
@pytest.mark.parametrize("how", list(ConsentBy))
def test_another_courts_matter_is_passed_on_with_the_filers_consent(clerk, monkeypatch, how):
    make_key()
    filing = make_taken(clerk)
    judge_all(filing)
    review.return_to_right_court(filing.pk, right_court="济南市莱芜区人民法院", reasons="住所地", by=clerk, at=NOW)
    by = filing.filer if how == ConsentBy.ONLINE else clerk

    transfer = services.pass_on(filing.pk, how=how, by=by, at=NOW)

    filing.refresh_from_db()
    assert (transfer.state, transfer.consent_by, filing.status) == (State.QUEUED, how, Status.RETURNED)
    with pytest.raises(WrongState, match="已经转送过"):
        services.pass_on(filing.pk, how=how, by=by, at=NOW)


def test_what_is_not_another_courts_or_whose_court_is_not_connected_is_not_passed_on(clerk):
    make_key()
    taken = make_taken(clerk)
    unknown = make_taken(clerk)
    review.return_to_right_court(unknown.pk, right_court="某外省法院", reasons="住所地", by=clerk, at=NOW)
    for filing in (taken, unknown):
        with pytest.raises(Refused, match="没有与本院接通"):
            services.pass_on(filing.pk, how=ConsentBy.IN_PERSON, by=clerk, at=NOW)


def test_a_hand_over_that_fails_late_leaves_nothing(clerk, monkeypatch):
    make_key()
    transfer = make_ready(clerk)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the outbox table is gone")

    monkeypatch.setattr("filings.cross_region.services.telling.outbox.queue", broken)
    with pytest.raises(RuntimeError):
        services.hand_over(transfer.pk, by=clerk, at=NOW)

    transfer.refresh_from_db()
    filing = Filing.objects.get(pk=transfer.filing_id)
    assert (transfer.state, filing.status, filing.number) == (State.PREPARING, Status.DRAFT, None)


def test_who_is_switched_off_gets_no_text_message(clerk, monkeypatch):
    make_key()
    transfer = make_ready(clerk)
    transfer.filing.filer.is_active = False
    transfer.filing.filer.save()

    services.hand_over(transfer.pk, by=clerk, at=NOW)

    assert set(Delivery.objects.values_list("channel", flat=True)) == {"inbox"}


def test_our_manifest_says_in_plain_json_what_the_docs_say(clerk, monkeypatch):
    make_key()
    asked = answering(monkeypatch, received())
    make_queued(clerk)
    services.deliver_due(at=NOW)
    with zipfile.ZipFile(io.BytesIO(asked[0]["body"])) as archive:
        manifest = json.loads(archive.read("manifest.json"))

    assert set(manifest) == {"format", "package_id", "sender", "receiver", "filing", "files"}
    assert set(manifest["files"][0]) == {"path", "name", "slot", "size", "sha256"}
    assert manifest["sender"] == settings.COURT_CODE
