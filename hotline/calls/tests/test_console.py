"""The operator's console: what rings pops up, the caller is known, and each call has its outcome before the next."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from hotline.calls import permissions
from hotline.calls.enums import CallResult, Outcome
from hotline.calls.models import Call
from hotline.calls.tests.builders import CALLER, make_call, make_operator
from hotline.tickets import services as tickets
from hotline.tickets.enums import Status, TicketType
from hotline.tickets.models import Ticket
from hotline.tickets.tests.builders import make_ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    user = make_operator()
    sign_in(client, user)
    return user


@pytest.fixture
def call(operator):
    return make_call(operator=operator, caller=CALLER, ended_at=None, rang_at=timezone.now())


def page_of(answer):
    return answer.content.decode()


def ring(**fields):
    return make_call(result=CallResult.RINGING, ended_at=None, rang_at=timezone.now(), caller=CALLER, **fields)


def test_a_ringing_call_pops_up_and_an_unchanged_page_is_told_nothing(client, operator):
    url = reverse("hotline:console-incoming")
    assert client.get(url, {"state": "none"}).status_code == 204

    rang = ring(operator=operator)
    popped = client.get(url, {"state": "none"})

    assert popped.status_code == 200
    assert CALLER in page_of(popped)
    assert client.get(url, {"state": str(rang.pk)}).status_code == 204


def test_what_rings_at_a_colleagues_telephone_does_not_pop_up(client, operator):
    ring(operator=make_operator())

    assert client.get(reverse("hotline:console-incoming"), {"state": "none"}).status_code == 204


def test_an_answered_call_opens_its_page_by_itself(client, call):
    answer = client.get(reverse("hotline:console-incoming"), {"state": "none"}, headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == reverse("hotline:call", args=[call.pk])
    assert client.get(reverse("hotline:console")).url == reverse("hotline:call", args=[call.pk])


def test_the_caller_is_known_by_number_with_what_is_open_and_what_is_needed(client, call):
    person = make_user(phone=CALLER, name="王玥喆", access_needs=["hearing"])
    ticket = make_ticket(phone=CALLER, status=Status.RECEIVED, needs=["vision"], no_call_back=True)
    earlier = make_call(operator=call.operator, caller=CALLER, outcome=Outcome.ASSISTED)

    page = page_of(client.get(reverse("hotline:call", args=[call.pk])))

    assert person.name in page
    assert ticket.title in page
    assert "听不清" in page
    assert "看不清" in page
    assert "请勿回拨" in page
    assert earlier.get_outcome_display() in page


@pytest.mark.promise("3")
def test_a_handed_over_complaint_of_the_caller_is_not_shown(client, call):
    ticket = make_ticket(type=TicketType.COMPLAINT, status=Status.HANDED_OVER, phone=CALLER, title="投诉窗口人员")

    assert ticket.title not in page_of(client.get(reverse("hotline:call", args=[call.pk])))


@pytest.mark.promise("3")
def test_that_a_colleagues_call_was_a_complaint_stands_neither_in_the_book_nor_at_the_next_call(client, call):
    earlier = make_call(operator=make_operator(), caller=CALLER, outcome=Outcome.COMPLAINT)
    pages = [reverse("hotline:calls"), reverse("hotline:call", args=[call.pk])]

    for page in pages:
        assert "，转办</li>" in page_of(client.get(page)) or ">转办</td>" in page_of(client.get(page))
    assert permissions.outcome_words(earlier.operator, earlier) == "投诉"
    assert permissions.outcome_words(make_user(Role.SUPERVISOR), earlier) == "投诉"
    assert permissions.outcome_words(call.operator, call) == ""


def test_without_an_exchange_a_call_is_begun_and_ended_by_hand(client, operator):
    started = client.post(reverse("hotline:console-start"), {"caller": "138 0000 0001"})
    call = Call.objects.get()

    assert started.url == reverse("hotline:call", args=[call.pk])
    assert (call.caller, call.operator) == ("13800000001", operator)
    client.post(reverse("hotline:call-end", args=[call.pk]))
    call.refresh_from_db()
    assert call.ended_at is not None
    assert client.post(reverse("hotline:console-start"), {}).status_code == 409  # the outcome first
    assert client.post(reverse("hotline:console-start"), {"caller": "12"}).status_code == 422


def test_ending_the_call_keeps_what_was_being_typed(client, operator):
    client.post(reverse("hotline:console-start"), {"caller": CALLER})
    url = reverse("hotline:call-end", args=[Call.objects.get().pk])

    page = page_of(client.post(url, {"question": "诉讼费怎么退", "answer": "向立案庭"}))

    assert 'value="诉讼费怎么退"' in page
    assert "向立案庭</textarea>" in page
    assert "通话已结束" in page
    assert client.post(url, {"question": "", "answer": ""}).status_code == 302


def test_answered_at_once_is_a_closed_ticket_that_can_be_rated(client, call):
    said = {"question": "诉讼费怎么退", "answer": "向立案庭申请，十五日内退。", "once": str(uuid.uuid4())}
    url = reverse("hotline:call-answer", args=[call.pk])

    assert client.post(url, {"question": "", "answer": ""}).status_code == 422
    for _ in range(2):
        assert client.post(url, said).status_code == 302

    ticket = Ticket.objects.get()
    call.refresh_from_db()
    assert (ticket.status, ticket.answer) == (Status.CLOSED, "向立案庭申请，十五日内退。")
    assert call.outcome == Outcome.ANSWERED_AT_ONCE
    assert call.tickets.get().ticket == ticket


@pytest.mark.parametrize(
    ("type", "more", "outcome"),
    [
        ("contact_judge", {}, Outcome.HANDED_OVER),
        ("suggestion", {}, Outcome.HANDED_OVER),
        ("complaint", {"subject": "other", "complained_name": "三号窗口"}, Outcome.COMPLAINT),
    ],
)
def test_a_ticket_of_a_call_is_its_outcome(client, call, type, more, outcome):
    url = reverse("hotline:call-ticket", args=[call.pk, type])
    assert CALLER in page_of(client.get(url))
    answer = client.post(url, {"text": "请转告", "phone": CALLER, "once": str(uuid.uuid4())} | more)

    call.refresh_from_db()
    ticket = Ticket.objects.get()
    assert ticket.number in page_of(answer)
    assert (ticket.type, ticket.source, ticket.received_by) == (type, "call", call.operator)
    assert call.outcome == outcome


def test_a_call_back_is_promised_in_one_of_the_free_hours(client, call):
    url = reverse("hotline:call-ticket", args=[call.pk, "consultation"]) + "?plan"
    slot = tickets.free_slots(timezone.now(), 3)[0]
    said = {"text": "复杂的问题", "phone": CALLER, "once": str(uuid.uuid4())}

    assert client.post(url, said).status_code == 422
    assert client.post(url, said | {"planned_at": slot.isoformat()}).status_code == 200

    call.refresh_from_db()
    assert call.outcome == Outcome.CALL_BACK
    assert Ticket.objects.get().callbacks.get().planned_at == slot


def test_a_kind_that_is_not_taken_down_in_a_call_is_not_found(client, call):
    assert client.get(reverse("hotline:call-ticket", args=[call.pk, "inquiry"])).status_code == 404


def test_one_key_says_helped_or_no_speech_and_nothing_else(client, call):
    url = reverse("hotline:call-outcome", args=[call.pk])

    client.post(url, {"outcome": "complaint"})
    call.refresh_from_db()
    assert call.outcome == ""
    assert client.post(url, {"outcome": "assisted"}).url == reverse("filings:assistances")
    call.refresh_from_db()
    assert call.outcome == Outcome.ASSISTED


def test_a_colleagues_call_does_not_exist(client, operator):
    other = make_call(operator=make_operator())

    for route in ("hotline:call", "hotline:call-end", "hotline:call-answer"):
        method = client.get if route == "hotline:call" else client.post
        assert method(reverse(route, args=[other.pk])).status_code == 404


def test_the_book_of_calls_is_narrowed_and_pages_by_key(client, operator):
    missed = make_call(result=CallResult.MISSED, caller="13511112222")
    for _ in range(31):
        make_call()
    url = reverse("hotline:calls")

    assert "135****2222" not in page_of(client.get(url))
    assert "135****2222" in page_of(client.get(url, {"result": "missed"}))
    assert "135****2222" in page_of(client.get(url, {"q": missed.caller}))
    assert "135****2222" in page_of(client.get(url, {"after": missed.pk + 1}))
    assert client.get(url, {"after": "x"}).status_code == 400


def test_the_figures_are_those_of_the_calls_and_tickets_with_their_numbers(client):
    sign_in(client, make_user(Role.SUPERVISOR))
    now = timezone.now()
    make_call(rang_at=now)
    make_call(rang_at=now, result=CallResult.MISSED)
    make_ticket(type=TicketType.COMPLAINT, status=Status.IN_HAND, at=now)

    page = page_of(client.get(reverse("hotline:figures")))
    assert "50%" in page
    assert "1 ÷ 2" in page
    assert "（1/1）" in page
    wrong = client.get(reverse("hotline:figures"), {"since": "2026-12-01", "until": "2026-11-01"})
    assert wrong.status_code == 422
    book = client.get(reverse("hotline:figures-xlsx"))
    assert book["Content-Type"].endswith("sheet")


@pytest.mark.promise("3")
def test_an_operators_figures_count_no_complaint_that_was_handed_over(client, operator):
    make_ticket(type=TicketType.COMPLAINT, status=Status.IN_HAND, at=timezone.now())

    assert "投诉</th>" not in page_of(client.get(reverse("hotline:figures")))


def test_everybody_reads_the_connection_rate_with_its_number(client):
    make_call(rang_at=timezone.now())

    for route in ("portal:home", "portal:promises"):
        page = page_of(client.get(reverse(route)))
        assert "接通率" in page
        assert "100%" in page
