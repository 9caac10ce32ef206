"""A number on one's own telephone: taken at the door, followed, given up, taken up again."""

import pytest
from django.test import Client
from django.utils import timezone

from accessibility.queue import services
from accessibility.queue.enums import DeviceKind, Status
from accessibility.queue.models import Ticket
from accessibility.queue.tests.builders import make_clerk, make_matter, make_ticket, make_window
from accessibility.queue.tests.kiosk_builders import make_device, place, take_number
from gangcheng_court.errors import Refused, WrongState

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


def take(client: Client, key: str, once: int, phone: str = PHONE) -> object:
    return client.post(place("door-take", key, "filing"), {"phone": phone, "once": str(once)})


@pytest.fixture
def door() -> str:
    make_matter()
    return make_device(DeviceKind.DOOR, "东门").key


def test_the_code_at_the_door_gives_a_number_without_signing_in(client: Client, door: str) -> None:
    assert "立案" in client.get(place("door", door)).content.decode()
    answer = take(client, door, 1, "138 0013 8000")
    ticket = Ticket.objects.get()
    assert answer.url == place("ticket", ticket.key)
    assert (ticket.channel, ticket.phone, ticket.label) == ("phone", PHONE, "A001")
    assert "A001" in client.get(answer.url).content.decode()


def test_one_page_sent_twice_is_one_number(client: Client, door: str) -> None:
    assert take(client, door, 1).url == take(client, door, 1).url
    assert Ticket.objects.count() == 1


def test_five_hundred_numbers_from_one_telephone_are_refused_clearly(client: Client, door: str) -> None:
    answers = [take(client, door, once) for once in range(500)]
    assert Ticket.objects.count() == 2
    assert {answer.status_code for answer in answers[2:]} == {409}
    words = answers[-1].content.decode()
    assert "还有 2 个号没有办完" in words
    assert f'value="{PHONE}"' in words


def test_without_a_telephone_the_field_says_what_is_missing(client: Client, door: str) -> None:
    answer = take(client, door, 1, "")
    assert answer.status_code == 422
    assert "请填写手机号码。" in answer.content.decode()


@pytest.mark.parametrize("page", ["door", "door-take"])
def test_a_wrong_code_does_not_exist(client: Client, page: str) -> None:
    make_matter()
    assert client.get(place(page, "x", *(["filing"] if page == "door-take" else []))).status_code == 404


def test_the_page_says_how_many_are_before_and_an_estimate_that_is_no_promise(client: Client) -> None:
    row = make_matter()
    make_window(make_clerk(), matters=[row])
    take_number(row)
    take_number(row)
    shown = client.get(place("ticket", take_number(row).key)).content.decode()
    assert '前面还有 <strong class="place__number">2</strong> 人' in shown
    assert "只是估计，以叫号为准" in shown
    assert "–" in shown


def test_what_has_been_seen_is_not_sent_again_until_it_changes(client: Client) -> None:
    first, own = take_number(), take_number()
    state = client.get(place("ticket-state", own.key))
    seen = state.context["seen"]
    unchanged = client.get(place("ticket-state", own.key), {"seen": seen})
    assert (unchanged.status_code, unchanged.content) == (204, b"")
    services.leave(first.pk, at=timezone.now())
    changed = client.get(place("ticket-state", own.key), {"seen": seen})
    assert changed.status_code == 200
    assert "就是您" in changed.content.decode()


def test_a_look_at_the_place_costs_few_questions(client: Client, django_assert_max_num_queries) -> None:
    ticket = [take_number() for _ in range(30)][-1]
    with django_assert_max_num_queries(4):
        client.get(place("ticket-state", ticket.key))


def test_whoever_gives_the_number_up_is_out_of_the_line(client: Client) -> None:
    ticket = take_number()
    assert client.get(place("ticket-leave", ticket.key)).status_code == 405
    client.post(place("ticket-leave", ticket.key))
    ticket.refresh_from_db()
    assert ticket.status == Status.LEFT
    assert client.post(place("ticket-leave", ticket.key)).status_code == 409


def test_whoever_was_passed_over_comes_back_from_the_telephone_at_the_old_place(client: Client) -> None:
    assert client.post(place("ticket-come-back", take_number().key)).status_code == 409
    ticket = make_ticket(status=Status.MISSED, at=timezone.now())
    assert "我回来了" in client.get(place("ticket", ticket.key)).content.decode()
    client.post(place("ticket-come-back", ticket.key))
    again = Ticket.objects.get(pk=ticket.pk)
    assert (again.status, again.returned, again.place_at) == (Status.WAITING, True, ticket.place_at)


@pytest.mark.parametrize("status", Status)
def test_every_state_of_a_number_has_its_words(client: Client, status: Status) -> None:
    ticket = make_ticket(status=status, window=make_window(make_clerk()), at=timezone.now())
    for page in ("ticket", "ticket-state", "slip"):
        assert client.get(place(page, ticket.key)).status_code == 200


def test_a_wrong_key_opens_nothing(client: Client) -> None:
    for page in ("ticket", "ticket-state", "slip"):
        assert client.get(place(page, "x" * 22)).status_code == 404


def test_the_slip_has_the_number_the_time_and_the_way_to_the_telephone(client: Client) -> None:
    take_number()
    slip = client.get(place("slip", take_number().key)).content.decode()
    assert "A002" in slip
    assert "取号时前面 1 人" in slip
    assert 'class="qr"' in slip


def test_a_telephone_is_left_once_and_within_its_limits() -> None:
    first, second, third, now = take_number(), take_number(), take_number(), timezone.now()
    assert services.remind(first.pk, phone=PHONE, at=now).phone == PHONE
    assert services.remind(first.pk, phone=PHONE, at=now).phone == PHONE
    with pytest.raises(WrongState):
        services.remind(first.pk, phone="13900139000", at=now)
    services.remind(second.pk, phone=PHONE, at=now)
    with pytest.raises(Refused):
        services.remind(third.pk, phone=PHONE, at=now)


def test_no_telephone_is_left_for_a_number_that_has_ended() -> None:
    ticket = take_number()
    services.leave(ticket.pk, at=timezone.now())
    with pytest.raises(WrongState):
        services.remind(ticket.pk, phone=PHONE, at=timezone.now())
