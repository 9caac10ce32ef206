"""The strip of rooms: to each person what opens, the room one is in marked."""

import pytest
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in

pytestmark = pytest.mark.django_db


def strip(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.partition('aria-label="督察的各个部分"')[2].partition("</nav>")[0]


def test_a_supervisor_finds_every_room_and_sees_which_one_is_open(client: Client) -> None:
    sign_in(client, make_user(Role.SUPERVISOR))

    links = strip(client, reverse("supervision:breaches"))

    assert "督察台" in links
    assert "承诺兑现" in links
    assert "我的督察事项" not in links
    assert links.count("aria-current") == 1
    assert f'href="{reverse("supervision:breaches")}" aria-current="page"' in links


def test_a_clerk_finds_only_what_opens_for_clerks(client: Client) -> None:
    sign_in(client, make_user(Role.CLERK, department=make_department()))

    links = strip(client, reverse("supervision:owed"))

    assert "我的督察事项" in links
    assert "超期说明" in links
    assert "督察台" not in links
    assert "承诺兑现" not in links
    assert "投诉" not in links


def test_a_chief_finds_the_board_but_no_complaints(client: Client) -> None:
    sign_in(client, make_user(Role.CHIEF, department=make_department()))

    assert "督察台" in (links := strip(client, reverse("supervision:board")))
    assert "投诉" not in links


@pytest.mark.parametrize(
    ("role", "route"),
    [
        (Role.SUPERVISOR, "board"),
        (Role.CHIEF, "board"),
        (Role.CLERK, "owed"),
        (Role.OPERATOR, "owed"),
        (Role.JUDGE, "owed"),
    ],
)
def test_the_header_leads_each_member_of_staff_to_supervision(client: Client, role: str, route: str) -> None:
    sign_in(client, make_user(role, department=make_department()))

    page = client.get(reverse("notices:inbox")).content.decode()

    assert f'<a href="{reverse(f"supervision:{route}")}">督察</a>' in page
