from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause, make_complete_draft, make_draft, make_party, make_submitted
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import StaffRelative
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog

pytestmark = pytest.mark.django_db
FILINGS = "/api/v1/filings/"


@pytest.fixture
def me():
    return make_user()


@pytest.fixture
def api(client: Client, me):
    sign_in(client, me)
    return client


def pdf() -> SimpleUploadedFile:
    out = BytesIO()
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(out)
    return SimpleUploadedFile("身份证.pdf", out.getvalue())


def test_a_filing_is_drafted_filled_and_handed_in_over_the_api(api, me):
    code = api.post(FILINGS, {"kind": "civil_complaint"}, content_type="application/json").json()["draft_code"]
    here = f"{FILINGS}{code}/"

    def send(method, path, body):
        answer = getattr(api, method)(here + path, body, content_type="application/json")
        assert answer.status_code in (200, 201), answer.json()
        return answer.json()

    person = {"kind": "natural", "sex": "female", "birth_on": "1990-01-01", "ethnicity": "汉族", "occupation": "教师"}
    place = {"domicile": "济南市钢城区艾山街道1号", "phone": "13800000001"}
    plaintiff = send(
        "post",
        "parties/",
        {"side": "plaintiff", "name": "张玥喆", "id_number": "370117199001010022", **person, **place},
    )
    send("post", "parties/", {"side": "defendant", "name": "李建国", "kind": "natural", **place})
    send("put", "cause/", {"cause": make_cause().pk, "claims": ["判令被告还款"], "amount": "50000.00"})
    send("put", "facts/", {"facts": "被告借款未还。", "evidence": [{"name": "借条"}]})
    send(
        "put",
        "service/",
        {"service_recipient": "张玥喆", "service_address": "艾山街道1号", "service_phone": "13800000001"},
    )
    assert "****" in plaintiff["id_number"]
    upload = api.post(here + "materials/", {"slot": "identity", "file": pdf()})
    assert upload.status_code == 201, upload.json()
    first = send("post", "submit/", {"statement_of_truth": True})
    again = send("post", "submit/", {"statement_of_truth": True})
    assert first["number"] == again["number"]
    assert api.get(here).json()["problems"] == [
        {"level": "warning", "task": "materials", "field": "evidence", "message": "还没有上传证据材料，可以以后补充"},
        {
            "level": "warning",
            "task": "service",
            "field": "mediation_wish",
            "message": "您还没有回答是否愿意先行调解，不回答也可以提交",
        },
    ]


def test_what_is_missing_is_named_field_by_field(api, me):
    filing = make_draft(filer=me)
    answer = api.post(
        f"{FILINGS}{filing.draft_code}/submit/", {"statement_of_truth": True}, content_type="application/json"
    )
    assert answer.status_code == 400
    assert {"attr": "facts", "code": "invalid", "detail": "请写明事实与理由"} in answer.json()["errors"]


def test_two_parties_that_miss_the_same_field_are_both_named(api, me):
    filing = make_complete_draft(filer=me)
    for name in ("甲", "乙"):
        make_party(filing, name=name, occupation="")
    answer = api.post(
        f"{FILINGS}{filing.draft_code}/submit/", {"statement_of_truth": True}, content_type="application/json"
    )
    assert [error["detail"] for error in answer.json()["errors"]] == ["请填写甲的职业", "请填写乙的职业"]


def test_without_the_statement_of_truth_nothing_is_handed_in(api, me):
    filing = make_complete_draft(filer=me)
    answer = api.post(f"{FILINGS}{filing.draft_code}/submit/", {}, content_type="application/json")
    assert answer.status_code == 400
    assert Filing.objects.get().number is None


def test_a_wrong_identity_number_is_refused_with_the_fix(api, me):
    filing = make_draft(filer=me)
    answer = api.post(
        f"{FILINGS}{filing.draft_code}/parties/",
        {"side": "defendant", "kind": "natural", "name": "李", "id_number": "370117199001010015"},
        content_type="application/json",
    )
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == ["id_number"]


@pytest.mark.parametrize("odd", [True, 5, ["x"], {"a": 1}, [[]], "a\0", 10**400, None])
@pytest.mark.parametrize("field", ["domicile", "birth_on", "id_number"])
def test_a_partys_answer_is_text_or_refused(api, me, field, odd):
    filing = make_draft(filer=me)
    party = {"side": "defendant", "kind": "natural", "name": "李", field: odd}
    answer = api.post(f"{FILINGS}{filing.draft_code}/parties/", party, content_type="application/json")
    assert answer.status_code in (201, 400)
    assert answer.status_code == 201 or answer.json()["errors"][0]["attr"].startswith(field)


@pytest.mark.parametrize(
    ("part", "body", "wrong"),
    [
        ("service", {"service_recipient": "李", "service_postcode": "abc"}, "service_postcode"),
        ("cause", {"cause": None, "claims": ["还款"], "amount": -1}, "amount"),
    ],
)
def test_the_api_asks_what_the_pages_ask(api, me, part, body, wrong):
    filing = make_draft(filer=me)
    answer = api.put(f"{FILINGS}{filing.draft_code}/{part}/", body, content_type="application/json")
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [wrong]


def test_a_token_that_is_no_text_is_refused(client):
    assert client.get(FILINGS, headers={"Authorization": "Token \xff\xfe"}).status_code == 400


def test_a_refusal_by_the_service_is_a_conflict(api, me):
    filing = make_draft(filer=me, status="correction", number="WS1", submitted_at="2026-06-17T00:00Z")
    answer = api.put(f"{FILINGS}{filing.draft_code}/facts/", {"facts": "改"}, content_type="application/json")
    assert answer.status_code == 409
    assert "补正通知" in answer.json()["errors"][0]["detail"]


def test_a_stranger_finds_nothing_and_a_visitor_is_asked_to_sign_in(api, client):
    filing = make_complete_draft()
    assert api.get(f"{FILINGS}{filing.draft_code}/").status_code == 404
    assert api.get(FILINGS).json()["results"] == []
    assert Client().get(FILINGS).status_code == 401


def test_the_list_needs_as_many_queries_for_thirty_rows_as_for_one(api, me, django_assert_num_queries):
    make_draft(filer=me)
    api.get(FILINGS)
    with django_assert_num_queries(3):
        api.get(FILINGS)
    for _ in range(29):
        make_draft(filer=me)
    with django_assert_num_queries(3):
        api.get(FILINGS)


def test_causes_are_found_by_words_without_an_account(client):
    make_cause()
    assert [row["name"] for row in client.get("/api/v1/causes/?q=借贷").json()] == ["民间借贷纠纷"]
    assert client.get("/api/v1/causes/?q=%00").status_code == 200


def test_staff_who_must_stay_away_read_nothing_of_the_filing(client):
    filing = make_complete_draft(status="submitted", number="WS1", submitted_at="2026-06-17T00:00Z")
    material = filing.materials.first()
    clerk = make_user(Role.CLERK)
    StaffRelative.objects.create(staff=clerk, name=filing.parties.first().name, relation="姐姐")
    sign_in(client, clerk)
    assert client.get(f"{FILINGS}{filing.draft_code}/").status_code == 409
    address = reverse("filings:file", args=[filing.draft_code, material.file_id])
    assert client.get(address).status_code == 409


def test_staff_reading_a_filing_over_the_api_leave_a_trace_and_its_filer_none(api, me):
    filing = make_submitted(filer=me)
    here = f"{FILINGS}{filing.draft_code}/"
    assert api.get(here).status_code == 200
    assert not ReadLog.objects.exists()
    supervisor = make_user(Role.SUPERVISOR)
    sign_in(api, supervisor)

    assert api.get(here).status_code == 200

    read = ReadLog.objects.get()
    assert (read.reader, read.what, read.reference) == (supervisor, "立案申请", filing.number)


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"kind":' + "[" * 5_000 + "]" * 5_000 + "}", '{"kind": "\\ud800"}', "0," * 3_000_000]
)
def test_json_made_to_break_the_reader_is_a_bad_request(api, body):
    assert api.post(FILINGS, body, content_type="application/json").status_code == 400


def test_a_program_with_a_token_sends_no_more_json_than_a_page(client, me):
    _, token = AuthToken.objects.create(user=me)

    answer = client.post(
        FILINGS, "0," * 3_000_000, content_type="application/json", headers={"Authorization": f"Token {token}"}
    )

    assert answer.status_code == 400
    assert "过大" in answer.json()["errors"][0]["detail"]
