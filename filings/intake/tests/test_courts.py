"""The directory of courts: its data, its loading, and the public page."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from filings.intake import courts, queries, services
from filings.intake.enums import CourtLevel, Side
from filings.intake.models import Court
from filings.intake.tests.builders import make_cause, make_complete_draft
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in

ROWS = list(courts.rows())
BY_CODE = {row.code: row for row in ROWS}
FORM = {CourtLevel.HIGH: r"鲁", CourtLevel.INTERMEDIATE: r"鲁\d{2}", CourtLevel.BASIC: r"鲁\d{4}"}


def test_every_code_is_unique_and_of_the_form_of_its_level():
    assert len(BY_CODE) == len(ROWS)
    assert [row.code for row in ROWS if not re.fullmatch(FORM[CourtLevel(row.level)], row.code)] == []


def test_every_court_stands_under_the_one_its_code_names():
    assert [
        row.code
        for row in ROWS
        if row.code != "鲁" and row.parent_code != (row.code[:3] if len(row.code) == 5 else "鲁")
    ] == []


def test_jinan_is_complete():
    names = {row.name for row in ROWS if row.parent_code == "鲁01"}

    assert len(names) == 13
    assert {"济南市钢城区人民法院", "济南市莱芜区人民法院", "平阴县人民法院", "商河县人民法院"} <= names
    assert BY_CODE["鲁0117"].divisions[0] == "济南市钢城区"


def test_no_place_is_covered_twice():
    places = [place for row in ROWS for place in row.divisions]
    assert len(places) == len(set(places))


def test_addresses_are_given_only_where_they_were_found():
    assert [row.code for row in ROWS if row.address or row.phone] == ["鲁7101"]


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_keeps_what_the_administrator_put_right():
    assert services.load_courts() == len(ROWS)
    court = Court.objects.get(code="鲁0116")
    Court.objects.filter(pk=court.pk).update(address="核对过的地址", name="旧名")

    call_command("load_courts", verbosity=0)

    court.refresh_from_db()
    assert (court.name, court.address, court.parent.name) == (
        "济南市莱芜区人民法院",
        "核对过的地址",
        "济南市中级人民法院",
    )
    assert Court.objects.count() == len(ROWS)


@pytest.mark.django_db
def test_the_administrator_puts_address_and_phone_right_and_nothing_else(client: Client):
    services.load_courts()
    court = Court.objects.get(code="鲁0116")
    page = reverse("admin:filings_court_change", args=[court.pk])
    administrator = make_user(Role.ADMINISTRATOR)
    sign_in(client, administrator)

    answer = client.post(page, {"address": "凤城街道 1 号", "phone": "0531-00000000", "name": "改名", "code": "鲁9999"})

    court.refresh_from_db()
    assert answer.status_code == 302
    assert (court.name, court.code, court.address) == ("济南市莱芜区人民法院", "鲁0116", "凤城街道 1 号")
    assert court.history.get().history_user == administrator
    assert client.get(reverse("admin:filings_court_add")).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("莱芜", "济南市莱芜区人民法院"),
        ("鲁0124", "平阴县人民法院"),
        ("莱城区", "济南市莱芜区人民法院"),
        ("滕州市龙泉街道 5 号", "滕州市人民法院"),
        ("", "济南市钢城区人民法院"),
    ],
)
def test_anybody_finds_a_court_by_name_code_or_place(client: Client, words: str, shown: str):
    services.load_courts()

    page = client.get(reverse("filings:courts"), {"q": words}).content.decode()

    assert shown in page
    assert "地址以该院公布为准" in page


@pytest.mark.django_db
def test_a_search_that_finds_nothing_says_what_to_try(client: Client):
    services.load_courts()
    assert "没有找到" in client.get(reverse("filings:courts"), {"q": "石家庄"}).content.decode()


@pytest.mark.django_db
def test_an_unverified_code_is_marked(client: Client):
    services.load_courts()
    assert "待核实" in client.get(reverse("filings:courts"), {"q": "烟台开发区"}).content.decode()


RIGHT_COURT = {"matter": "civil", "cause": "民间借贷", "defendant": "济南市莱芜区凤城街道 1 号"}


@pytest.mark.django_db
def test_the_filer_is_told_which_court_may_be_right_and_why(client: Client):
    services.load_courts()
    make_cause()

    page = client.get(reverse("filings:right-court"), RIGHT_COURT).content.decode()

    assert "济南市莱芜区人民法院" in page
    assert "民事诉讼法第二十二条" in page
    assert "开始填写" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "opened"), [({}, False), ({"employer": "钢城区"}, True), ({"employer": "钢" * 201}, True)]
)
def test_the_further_places_stay_folded_until_one_is_given(client: Client, given: dict[str, str], opened: bool):
    page = client.get(reverse("filings:right-court"), RIGHT_COURT | given).content.decode()
    assert ('<details class="details" open>' in page) is opened


@pytest.mark.django_db
@pytest.mark.parametrize("amount", ["-1", "1e30", "很多"])
def test_an_amount_that_is_no_amount_is_named(client: Client, amount: str):
    answer = client.get(reverse("filings:right-court"), RIGHT_COURT | {"amount": amount})

    assert answer.status_code == 422
    assert "金额" in answer.content.decode()


@pytest.mark.django_db
def test_without_a_place_the_page_says_how_to_write_one(client: Client):
    page = client.get(reverse("filings:right-court"), {"matter": "civil", "defendant": "不清楚"}).content.decode()
    assert "现有的回答还看不出来" in page


@pytest.mark.django_db
def test_a_filings_own_parties_point_to_the_right_court():
    services.load_courts()
    filing = make_complete_draft()
    filing.parties.filter(side=Side.DEFENDANT).update(domicile="济南市莱芜区凤城街道 1 号")

    filing.refresh_from_db()
    assert "济南市莱芜区人民法院" in [hint.court for hint in queries.right_courts_for(filing)]


@pytest.mark.django_db
def test_an_application_for_enforcement_points_to_the_court_that_judged():
    services.load_courts()
    filing = make_complete_draft(kind="enforcement", details={"basis_issuer": "济南市莱芜区人民法院"})
    filing.refresh_from_db()

    assert [hint.court for hint in queries.right_courts_for(filing)] == ["济南市莱芜区人民法院"]
