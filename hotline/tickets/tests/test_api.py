"""Tickets over the API: as on the public's pages, one for each key, and only one's own."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from knox.models import AuthToken

from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.notices.models import Notice
from hotline.tickets.enums import Source, Status, StepKind, TicketType
from hotline.tickets.forms import TicketForm
from hotline.tickets.models import Ticket
from hotline.tickets.services import find_followed
from hotline.tickets.tests.builders import NOW, PHONE, make_ticket

pytestmark = pytest.mark.django_db
TICKETS = "/api/v1/tickets/"


@pytest.fixture(autouse=True)
def fallback():
    cache.clear()
    return make_department("supervision", "督察室")


@pytest.fixture
def me():
    return make_user()


@pytest.fixture
def api(client: Client, me):
    sign_in(client, me)
    return client


def send(client, key="", **changed):
    given = {"type": "suggestion", "text": "大厅里没有饮水机。", "name": "张玥喆", "phone": PHONE} | changed
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(TICKETS, given, content_type="application/json", headers=headers)


def test_a_matter_is_a_ticket_of_the_account_and_its_code_follows_it(api, me):
    answer = send(api, type="consultation", needs=["hearing"], no_call_back=True)

    assert answer.status_code == 201
    receipt = answer.json()
    ticket = Ticket.objects.get(number=receipt["number"])
    assert (ticket.person, ticket.source, ticket.type) == (me, Source.WEB, TicketType.CONSULTATION)
    assert (ticket.needs, ticket.no_call_back, ticket.title) == (["hearing"], True, "大厅里没有饮水机。")
    assert find_followed(code=receipt["code"], phone=PHONE, at=NOW) == ticket
    assert receipt["due_at"] == api.get(f"{TICKETS}{ticket.number}/").json()["due_at"]
    assert receipt["due_at"]
    assert Notice.objects.filter(recipient=me, about=ticket.number).exists()


def test_a_token_brings_a_matter_too(client, me):
    _, token = AuthToken.objects.create(me)

    client.defaults["HTTP_AUTHORIZATION"] = f"Token {token}"
    assert send(client).status_code == 201
    assert Ticket.objects.get().person == me


def test_the_same_key_opens_nothing_twice_and_gets_the_same_answer(api):
    first, second = send(api, key="a-1"), send(api, key="a-1", text="又一次。")

    assert (second.status_code, second.json()) == (201, first.json())
    assert Ticket.objects.count() == 1
    assert send(api, key="a-2").json() != first.json()


def test_the_same_key_of_another_account_is_another_matter(api):
    other = sign_in(Client(), make_user())

    assert send(api, key="1").json()["number"] != send(other, key="1").json()["number"]


@pytest.mark.parametrize("key", ["two words", "长", "x" * 61])
def test_a_key_that_cannot_be_kept_is_refused_by_name(api, key):
    answer = send(api, key=key.encode().decode("latin-1"))

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "Idempotency-Key"
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"text": ""}, "text"),
        ({"text": "长" * 3001}, "text"),
        ({"name": "", "phone": PHONE}, "name"),
        ({"phone": "12"}, "phone"),
        ({"type": "complaint"}, "subject"),
        ({"needs": ["tea"]}, "needs"),
        ({"type": "inquiry"}, "type"),
        ({"text": {"a": 1}}, "text"),
        ({"text": "a\0b"}, "text"),
    ],
)
def test_what_the_form_refuses_the_api_refuses_at_the_same_field(api, given, refused):
    answer = send(api, **given)

    assert answer.status_code == 400
    assert {error["attr"] for error in answer.json()["errors"]} == {refused}
    assert not Ticket.objects.exists()


def test_the_words_of_a_refusal_are_the_forms(api):
    form = TicketForm({"text": "", "name": "张玥喆", "phone": "12"}, type=TicketType.SUGGESTION)

    told = {error["attr"]: error["detail"] for error in send(api, text="", phone="12").json()["errors"]}

    assert told == {field: messages[0] for field, messages in form.errors.items()}


def test_one_reads_ones_own_with_the_answer_and_without_what_is_noted_inside(api, me, fallback):
    ticket = make_ticket(person=me, status=Status.ANSWERED, department=fallback)
    for kind in (StepKind.HANDED_OVER, StepKind.NOTED, StepKind.REPLIED):
        ticket.steps.create(kind=kind, at=NOW, words="内部的话", department=fallback)

    told = api.get(f"{TICKETS}{ticket.number}/").json()

    assert (told["answer"], told["department"]) == ("已经增设。", "督察室")
    assert [step["kind"] for step in told["steps"]] == ["handed_over", "replied"]
    assert "内部的话" not in str(told)


@pytest.mark.parametrize(
    ("type", "more", "statements"),
    [
        ("consultation", {}, 10),
        ("suggestion", {}, 11),
        ("complaint", {"subject": "conduct", "complained_name": "刘"}, 13),  # one for whose name it says anywhere
    ],
)
def test_a_matter_takes_at_most_thirteen_statements(api, monkeypatch, type, more, statements):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    send(api, key="first")
    with CaptureQueriesContext(connection) as captured:
        assert send(api, key="1", type=type, **more).status_code == 201

    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == statements, asked


def test_anothers_ticket_does_not_exist(api):
    ticket = make_ticket(person=make_user())
    make_ticket()

    assert api.get(f"{TICKETS}{ticket.number}/").status_code == 404
    assert api.get(TICKETS).json()["results"] == []


def test_whoever_is_not_signed_in_is_told_to_sign_in(client):
    assert send(client).status_code == 401


def test_the_list_is_newest_first_and_needs_as_many_queries_for_thirty_as_for_one(api, me, django_assert_num_queries):
    numbers = [make_ticket(person=me).number]
    api.get(TICKETS)
    with django_assert_num_queries(3):
        api.get(TICKETS)
    numbers += [make_ticket(person=me).number for _ in range(29)]
    with django_assert_num_queries(3):
        first = api.get(TICKETS).json()
    second = api.get(first["next"]).json()

    assert [row["number"] for row in first["results"] + second["results"]] == numbers[::-1]


def test_twenty_matters_a_minute_are_enough_for_one_account(api, me):
    assert [send(api, key="1").status_code for _ in range(21)] == [201] * 20 + [429]
    assert api.get(TICKETS).status_code == 200
