"""The kiosk's pages: two touches to a number, no log-in, and of no use in another browser."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accessibility.queue.enums import Priority
from accessibility.queue.models import Matter, Ticket
from accessibility.queue.services import devices
from accessibility.queue.tests.builders import make_matter
from accessibility.queue.tests.kiosk_builders import make_device, place, set_up, take_number
from accessibility.queue.views.kiosk import COOKIE
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_matters() -> None:
    Matter.objects.filter(windows=None).delete()


def test_a_new_kiosk_is_set_up_by_a_button_and_never_by_a_look(client: Client) -> None:
    kiosk = make_device()
    seen = client.get(place("kiosk", kiosk.key))
    assert seen.status_code == 403
    assert "在这台机器上启用" in seen.content.decode()
    assert client.post(place("kiosk-set-up", kiosk.key)).url == place("kiosk", kiosk.key)
    assert client.get(place("kiosk", kiosk.key)).status_code == 200
    assert client.cookies[COOKIE]["httponly"]


def test_a_key_used_elsewhere_is_refused_in_plain_words(client: Client) -> None:
    kiosk, elsewhere, row = set_up(client), Client(), make_matter()
    for answer in (
        elsewhere.get(place("kiosk", kiosk.key)),
        elsewhere.post(place("kiosk-set-up", kiosk.key)),
        elsewhere.post(place("kiosk-matter", kiosk.key, row.code), {"once": "1"}),
    ):
        assert answer.status_code == 403
        assert "另一台取号机" in answer.content.decode()
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("kind", ["wrong", "revoked"])
def test_a_wrong_or_revoked_key_does_not_exist(client: Client, kind: str) -> None:
    kiosk = set_up(client)
    devices.revoke(kiosk.pk, by=make_user(Role.CHIEF), at=timezone.now())
    key = kiosk.key if kind == "revoked" else "x" * 43
    assert client.get(place("kiosk", key)).status_code == 404
    assert client.post(place("kiosk-set-up", key)).status_code == 404


def test_four_matters_have_big_buttons_and_the_others_stand_behind_one(client: Client) -> None:
    kiosk = set_up(client)
    for position, letter in enumerate("ACEFH"):
        make_matter(f"m{position}", f"事项{letter}", letter, position=position)
    take_number(Matter.objects.get(code="m0"))
    home = client.get(place("kiosk", kiosk.key)).content.decode()
    assert [name in home for name in ("事项A", "事项F", "事项H", "其他事项")] == [True, True, False, True]
    assert "1 人在等" in home
    assert "事项H" in client.get(place("kiosk-others", kiosk.key)).content.decode()


def test_the_first_page_asks_the_same_for_many_matters_as_for_one(
    client: Client, django_assert_max_num_queries
) -> None:
    kiosk = set_up(client)
    for position, letter in enumerate("ACEFHJK"):
        take_number(make_matter(f"m{position}", f"事项{letter}", letter, position=position))
    client.get(place("kiosk", kiosk.key))
    with django_assert_max_num_queries(3):
        client.get(place("kiosk", kiosk.key))


def test_a_number_is_two_touches_and_a_double_touch_is_one_number(client: Client) -> None:
    kiosk, row = set_up(client), make_matter()
    page = client.get(place("kiosk-matter", kiosk.key, row.code)).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    first, second = (client.post(place("kiosk-matter", kiosk.key, row.code), {"once": once}) for _ in range(2))
    ticket = Ticket.objects.get()
    assert first.url == second.url == place("kiosk-ticket", kiosk.key, ticket.key)
    assert (ticket.label, ticket.channel, ticket.priority, ticket.device) == ("A001", "kiosk", "", kiosk)
    shown = client.get(first.url).content.decode()
    assert "A001" in shown
    assert "前面没有人" in shown
    assert place("ticket", ticket.key) not in shown.split("<svg")[0]


def test_priority_is_declared_by_one_touch_and_its_reason_is_told_to_no_page(client: Client) -> None:
    kiosk, row = set_up(client), make_matter()
    asked = client.get(place("kiosk-priority", kiosk.key, row.code)).content.decode()
    assert all(reason.label in asked for reason in Priority)
    answer = client.post(place("kiosk-matter", kiosk.key, row.code), {"once": "1", "priority": "illness"})
    assert Ticket.objects.get().priority == "illness"
    for page in (answer.url, place("ticket", Ticket.objects.get().key), place("slip", Ticket.objects.get().key)):
        shown = client.get(page).content.decode()
        assert "优先号" in shown
        assert "急病" not in shown


def test_a_made_up_reason_gives_no_number(client: Client) -> None:
    kiosk, row = set_up(client), make_matter()
    assert client.post(place("kiosk-matter", kiosk.key, row.code), {"priority": "vip"}).status_code == 422
    assert not Ticket.objects.exists()


def test_a_closed_matter_says_why_there_is_no_number(client: Client) -> None:
    kiosk, row = set_up(client), make_matter(is_open=False)
    answer = client.post(place("kiosk-matter", kiosk.key, row.code), {"once": "1"})
    assert answer.status_code == 409
    assert "不取号" in answer.content.decode()


def test_a_kiosk_shows_only_numbers_taken_at_it_today(client: Client) -> None:
    kiosk, other = set_up(client), make_device()
    own, others = take_number(device=kiosk), take_number(device=other)
    assert client.get(place("kiosk-ticket", kiosk.key, own.key)).status_code == 200
    assert client.get(place("kiosk-ticket", kiosk.key, others.key)).status_code == 404


def test_a_telephone_left_at_the_kiosk_is_kept_and_a_wrong_one_stays_to_be_corrected(client: Client) -> None:
    kiosk = set_up(client)
    ticket = take_number(device=kiosk)
    wrong = client.post(place("kiosk-remind", kiosk.key, ticket.key), {"phone": "1380013"})
    assert wrong.status_code == 422
    assert 'value="1380013"' in wrong.content.decode()
    client.post(place("kiosk-remind", kiosk.key, ticket.key), {"phone": "138 0013 8000"})
    ticket.refresh_from_db()
    assert ticket.phone == "13800138000"
    assert "8000 的手机" in client.get(place("kiosk-ticket", kiosk.key, ticket.key)).content.decode()


def test_no_page_of_the_kiosk_leads_out_of_it(client: Client) -> None:
    kiosk, row = set_up(client), make_matter()
    ticket = take_number(device=kiosk)
    for page in (
        place("kiosk", kiosk.key),
        place("kiosk-others", kiosk.key),
        place("kiosk-matter", kiosk.key, row.code),
        place("kiosk-priority", kiosk.key, row.code),
        place("kiosk-ticket", kiosk.key, ticket.key),
    ):
        links = re.findall(r'<a [^>]*href="([^"#]+)"', client.get(page).content.decode())
        assert all(link.startswith((place("kiosk", kiosk.key), place("slip", ticket.key))) for link in links), page
