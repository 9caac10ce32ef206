"""Other courts over HTTP: who they are, what they may see, and how they are told what is wrong."""

import zipfile
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from filings.cross_region.models import CourtKey, Transfer
from filings.cross_region.package import Part
from filings.cross_region.tests.builders import PACKAGES, headers, make_key, their_package
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import services as review
from filings.review.enums import LetterKind
from filings.review.models import Letter
from filings.review.tests.builders import judge_all, make_clerk, put_in
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key(db):
    cache.clear()
    return make_key()


def ask(client: Client, method: str = "GET", path: str = PACKAGES, body: bytes = b"", **changed):
    signed = changed.pop("signed", None) or headers(method, path, body, timezone.now(), **changed)
    return client.generic(method, path, body, content_type="application/zip", headers=signed)


def hand_in(client: Client, **changed):
    return ask(client, "POST", body=changed.pop("body", None) or their_package(), **changed)


def test_a_package_is_taken_in_and_answered_with_our_number(client: Client):
    content = their_package()
    answer = hand_in(client, body=content)

    filing = Filing.objects.get()
    assert answer.status_code == 201
    assert (answer.json()["number"], answer.json()["status"]) == (filing.number, "submitted")
    again = hand_in(client, body=content)
    assert (again.status_code, again.json()["number"], Filing.objects.count()) == (200, filing.number, 1)


@pytest.mark.parametrize(
    "changed",
    [{"secret": "x" * 40}, {"code": "鲁0124"}, {"method": "PUT"}, {"path": "/elsewhere/"}, {"body": b"other"}],
)
def test_what_another_did_not_sign_for_this_is_401(client: Client, changed):
    values = {"method": "POST", "path": PACKAGES, "body": their_package()} | changed
    signed = headers(values.pop("method"), values.pop("path"), values.pop("body"), timezone.now(), **values)

    answer = hand_in(client, signed=signed)

    assert answer.status_code == 401
    assert not Filing.objects.exists()


def test_an_old_signature_is_401(client: Client):
    signed = headers("POST", PACKAGES, their_package(), timezone.now() - timedelta(minutes=6))
    assert hand_in(client, signed=signed).status_code == 401


def test_a_request_recorded_and_played_again_is_refused(client: Client):
    signed = headers("POST", PACKAGES, their_package(), timezone.now())

    assert hand_in(client, signed=signed).status_code == 201
    answer = hand_in(client, signed=signed)

    assert answer.status_code == 401
    assert "X-Court-Nonce" in answer.json()["errors"][0]["detail"]


def test_a_key_that_is_switched_off_opens_nothing(client: Client):
    CourtKey.objects.update(active=False)
    assert hand_in(client).status_code == 401


@pytest.mark.parametrize("role", [Role.CLERK, Role.ADMINISTRATOR])
def test_an_account_is_no_court(client: Client, role):
    sign_in(client, make_user(role))
    assert client.post(PACKAGES, b"", content_type="application/zip").status_code == 401


@pytest.mark.promise("4")
def test_a_tampered_file_is_422_and_named_and_nothing_is_left(client: Client):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(their_package())) as good, zipfile.ZipFile(out, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"/Count 2", b"/Count 3"))

    answer = hand_in(client, body=out.getvalue())

    error = answer.json()["errors"][0]
    assert (answer.status_code, error["attr"]) == (422, "materials/001.pdf")
    assert "SHA-256" in error["detail"]
    assert not Filing.objects.exists()
    assert not Transfer.objects.exists()


def test_a_package_larger_than_allowed_is_413(client: Client, settings):
    settings.MAX_PACKAGE_MB = 0
    assert hand_in(client).status_code == 413


def test_its_number_with_another_content_is_409(client: Client):
    hand_in(client)
    assert hand_in(client, body=their_package(parts=())).status_code == 409


def test_a_court_asks_how_its_filing_stands_and_fetches_the_letters(client: Client):
    package_id = hand_in(client).json()["package_id"]
    filing = Filing.objects.get()
    file = documents.store_bytes(
        make_pdf(), name="受理.pdf", content_type="application/pdf", by=None, at=timezone.now()
    )
    letter = Letter.objects.create(filing=filing, kind=LetterKind.ACCEPTANCE, file=file, issued_at=timezone.now())
    put_in(Status.ACCEPTED, filing)

    standing = ask(client, path=f"{PACKAGES}{package_id}/").json()
    fetched = ask(client, path=f"{PACKAGES}{package_id}/letters/{letter.pk}/")

    assert (standing["status"], standing["case_number"]) == ("accepted", filing.case_number or standing["case_number"])
    assert standing["letters"] == [
        {
            "id": letter.pk,
            "title": "受理通知书",
            "sha256": file.sha256,
            "issued_at": standing["letters"][0]["issued_at"],
        }
    ]
    assert fetched.content == file.file.open("rb").read()
    assert "莱芜区人民法院" in ReadLog.objects.get(reference=filing.number).reason


def test_what_is_to_be_corrected_is_told_and_the_answer_taken_once(client: Client):
    package_id = hand_in(client).json()["package_id"]
    filing, reviewer, now = Filing.objects.get(), make_clerk(), timezone.now()
    assert ask(client, path=f"{PACKAGES}{package_id}/").json()["correction"] is None
    review.take(filing.pk, by=reviewer, at=now)
    judge_all(filing, failed=("identity",), by=reviewer)
    notice = review.ask_for_correction(filing.pk, by=reviewer, at=now)

    told = ask(client, path=f"{PACKAGES}{package_id}/").json()["correction"]
    assert (told["notice"], parse_datetime(told["due_at"])) == (notice.reference, notice.due_at)
    assert told["items"] == [
        {"target": "slot:identity", "text": notice.items.get().text, "basis": told["items"][0]["basis"]}
    ]

    about = {"corrects": UUID(package_id), "notice": told["notice"], "filing": {}}
    parts = (Part("materials/001.pdf", make_pdf(4), "身份证.pdf", "identity"),)
    content = their_package(**about, package_id=UUID(int=10), parts=parts)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as good, zipfile.ZipFile(out, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"/Count 4", b"/Count 5"))
    tampered = hand_in(client, body=out.getvalue())
    assert (tampered.status_code, tampered.json()["errors"][0]["attr"]) == (422, "materials/001.pdf")
    assert hand_in(client, body=their_package(**about, parts=parts, key=b"u" * 32)).status_code == 422
    assert hand_in(client, body=their_package(**about, parts=parts, receiver="鲁0124")).status_code == 422
    filing.refresh_from_db()
    assert filing.status == Status.CORRECTION

    taken = hand_in(client, body=content)
    assert (taken.status_code, taken.json()["package_id"], taken.json()["status"]) == (201, package_id, "submitted")
    assert taken.json()["correction"] is None
    assert hand_in(client, body=content).status_code == 200
    again = hand_in(client, body=their_package(**about, package_id=UUID(int=11), parts=parts))
    assert (again.status_code, "已经答复过" in again.json()["errors"][0]["detail"]) == (409, True)
    assert filing.rounds.count() == 2


def test_another_courts_filing_does_not_exist_for_it(client: Client):
    package_id = hand_in(client).json()["package_id"]
    make_key("鲁0124")

    path = f"{PACKAGES}{package_id}/"
    assert ask(client, path=path, code="鲁0124").status_code == 404
    assert ask(client, path=f"{path}letters/1/", code="鲁0124").status_code == 404
    assert ask(client, path=f"{path}letters/1/").status_code == 404


def test_each_court_is_throttled_by_itself(client: Client):
    make_key("鲁0124")
    path = f"{PACKAGES}00000000-0000-0000-0000-000000000001/"
    answers = [ask(client, path=path).status_code for _ in range(61)]

    assert (answers[0], answers[-1]) == (404, 429)
    assert ask(client, path=path, code="鲁0124").status_code == 404


def test_the_secret_is_sealed_at_rest(client: Client):
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM filings_courtkey")
        assert "sss" not in cursor.fetchone()[0]
