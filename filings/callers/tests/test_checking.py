"""A caller is told of a case only after three answers fit together; the check itself tells nothing more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.urls import reverse

from filings.callers import permissions, services
from filings.callers.models import IdentityCheck
from filings.callers.tests.builders import make_check
from filings.intake.enums import AgentKind, Side
from filings.intake.models import Agent
from filings.review.tests.builders import NOW, make_clerk, make_waiting
from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.errors import NotYours, Refused

pytestmark = pytest.mark.django_db
NUMBER, PHONE = "37010219850607003X", "13812340000"


@pytest.fixture
def operator():
    return make_user(Role.OPERATOR)


@pytest.fixture
def filing():
    filer = make_user(phone=PHONE)
    filer.set_identity(IdentityKind.RESIDENT, NUMBER)
    filer.save()
    return make_waiting(filer=filer)


def check(operator, number, **said):
    given = {"id_number": NUMBER, "phone": PHONE} | said
    return services.check(number, **given, by=operator, at=NOW)


def test_the_filer_passes_and_the_check_is_on_the_read_log(operator, filing):
    row = check(operator, filing.number)

    assert row.passed
    assert row.filing == filing
    log = ReadLog.objects.get()
    assert (log.reader, log.reference, log.reason) == (operator, filing.number, "通过")


@pytest.mark.parametrize("said", [{"id_number": "370102198506070013"}, {"phone": "13812340001"}])
def test_one_wrong_answer_fails_and_is_logged_without_what_was_said(operator, filing, said):
    row = check(operator, filing.number, **said)

    assert not row.passed
    assert ReadLog.objects.get().reason == "不通过"
    assert not {NUMBER, PHONE, *said.values()} & {str(value) for value in vars(ReadLog.objects.get()).values()}


def test_a_number_that_does_not_exist_fails_alike(operator, filing):
    row = check(operator, "WS20260101-999999")

    assert (row.passed, row.filing) == (False, None)


def test_document_and_phone_must_be_one_persons(operator, filing):
    party = filing.parties.filter(side=Side.PLAINTIFF).first()
    party.phone, party.id_number_hash = "13812349999", ""
    party.save()

    assert not check(operator, filing.number, phone="13812349999").passed


@pytest.mark.parametrize("side", [Side.PLAINTIFF, Side.DEFENDANT])
def test_a_party_who_files_passes_and_the_other_side_does_not(operator, side):
    filing = make_waiting()
    party = filing.parties.filter(side=side).first()
    party.phone, party.id_number_hash = PHONE, blind_index(IdentityKind.RESIDENT, NUMBER)
    party.save()

    assert check(operator, filing.number).passed is (side == Side.PLAINTIFF)


def test_the_agent_of_a_party_who_files_passes(operator):
    filing = make_waiting()
    Agent.objects.create(
        party=filing.parties.filter(side=Side.PLAINTIFF).first(),
        kind=AgentKind.RELATIVE,
        name="王玥",
        phone=PHONE,
        id_number_hash=blind_index(IdentityKind.RESIDENT, NUMBER),
    )

    assert check(operator, filing.number).passed


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.JUDGE, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_nobody_else_checks_callers(filing, role):
    with pytest.raises(NotYours):
        check(make_user(role), filing.number)


def test_whoever_must_stay_away_from_the_matter_checks_nobody_about_it(filing):
    operator = make_user(Role.OPERATOR, name=filing.filer.name)

    with pytest.raises(Refused, match="回避"):
        check(operator, filing.number)
    assert not IdentityCheck.objects.exists()


def test_after_five_failures_within_an_hour_nobody_is_checked_about_the_filing(operator, filing):
    for minutes in range(5):
        make_check(make_user(Role.OPERATOR), filing, passed=False, at=NOW - timedelta(minutes=minutes))

    with pytest.raises(Refused, match="5 次"):
        check(operator, filing.number)
    assert services.check(filing.number, id_number=NUMBER, phone=PHONE, by=operator, at=NOW + timedelta(hours=1)).passed


def test_after_five_failures_within_an_hour_the_operator_checks_nobody(operator, filing):
    for _ in range(5):
        make_check(operator, None, passed=False)

    with pytest.raises(Refused, match="5 次"):
        check(operator, filing.number)


@pytest.mark.django_db(transaction=True)
def test_attempts_side_by_side_are_counted_too(operator, filing):
    def attempt(_):
        try:
            return check(operator, filing.number, phone="13812340001").passed
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(attempt, range(8)))

    assert results.count(False) == 5
    assert results.count(None) == 3


def test_a_check_is_never_changed(operator, filing):
    row = make_check(operator, filing)

    with pytest.raises(DatabaseError, match="append-only"):
        IdentityCheck.objects.filter(pk=row.pk).update(passed=False)


def test_a_passed_check_opens_the_case_for_its_operator_for_half_an_hour(operator, filing):
    row = make_check(operator, filing)

    assert list(permissions.checks_of(operator, NOW + permissions.OPEN_FOR - timedelta(seconds=1))) == [row]
    assert not permissions.checks_of(operator, NOW + permissions.OPEN_FOR)
    assert not permissions.checks_of(make_user(Role.OPERATOR), NOW)
    assert not permissions.checks_of(make_user(Role.JUDGE), NOW)


def test_a_failed_check_opens_nothing(operator, filing):
    make_check(operator, filing, passed=False)

    assert not permissions.checks_of(operator, NOW)


def test_the_page_tells_where_the_case_stands_and_no_number_of_a_person(client, operator, filing):
    sign_in(client, operator)
    answer = client.post(
        reverse("filings:caller-check"),
        {"number": f" {filing.number.lower()} ", "id_number": "37010219850607003x", "phone": "138 1234 0000"},
        follow=True,
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert filing.get_status_display() in page
    assert NUMBER not in page
    assert PHONE not in page
    assert ReadLog.objects.filter(reader=operator, reference=filing.number).count() == 2


def test_the_page_does_not_say_which_answer_was_wrong(client, operator, filing):
    sign_in(client, operator)
    pages = [
        client.post(
            reverse("filings:caller-check"), {"number": filing.number, "id_number": NUMBER, "phone": PHONE} | wrong
        )
        for wrong in ({"phone": "13812340001"}, {"id_number": "370102198506070013"})
    ]

    assert {page.status_code for page in pages} == {422}
    assert all("没有同时对上" in page.content.decode() for page in pages)


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"number": "民初123"}, "案号格式不对"), ({"phone": "12"}, "电话号码格式不对"), ({"number": ""}, "请填写案号")],
)
def test_bad_input_is_named_and_what_was_typed_stays(client, operator, typed, words):
    sign_in(client, operator)
    answer = client.post(
        reverse("filings:caller-check"), {"number": "WS20260617-000001", "id_number": NUMBER, "phone": PHONE} | typed
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert NUMBER in answer.content.decode()


def test_a_clerk_checks_a_case_number_with_half_width_brackets(client):
    clerk = sign_in(client, make_clerk())
    answer = client.post(
        reverse("filings:caller-check"), {"number": "(2026)鲁0117民初123号", "id_number": NUMBER, "phone": PHONE}
    )

    assert clerk
    assert answer.status_code == 422
    assert ReadLog.objects.get().reference == "（2026）鲁0117民初123号"
