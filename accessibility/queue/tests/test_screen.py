"""The hall's screen: one drawing for all, read without a statement, never older than two seconds."""

import re
import time

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import RedisError

from accessibility.queue import services
from accessibility.queue.enums import Channel, DeviceKind, Priority
from accessibility.queue.models import Ticket
from accessibility.queue.services import board_version, devices
from accessibility.queue.tests.builders import make_clerk
from accessibility.queue.tests.screen_builders import (
    make_hall,
    make_matters,
    make_open_window,
    make_screen,
    make_tickets,
)
from accessibility.queue.views import screen
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_drawn_yet():
    cache.clear()
    screen.own.clear()


def page(device):
    return reverse("accessibility:screen", args=[device.key])


def board(device):
    return reverse("accessibility:screen-board", args=[device.key])


def test_the_page_says_who_is_called_where_who_is_next_and_which_windows_are_special(client):
    make_hall()
    words = client.get(page(make_screen())).content.decode()
    assert words.count("优先窗口") == words.count("手语服务") == 1
    for shown in ("大厅叫号", "刷新于", "最近叫号", "接下来", "暂停", "未开", "空闲"):
        assert shown in words
    waiting = Ticket.objects.waiting().in_line()
    assert all(f"<li>{ticket.label}</li>" in words for ticket in waiting[:5])
    assert waiting[5].label not in words


def test_before_anybody_came_the_page_says_so(client):
    words = client.get(page(make_screen())).content.decode()
    assert "还没有叫号，请坐下等候" in words
    assert "没有人在等" in words


def test_while_nothing_changes_the_answer_is_empty_and_asks_the_database_nothing(client, django_assert_num_queries):
    make_hall()
    device = make_screen()
    first = client.get(board(device))
    assert first.status_code == 200
    with django_assert_num_queries(0):
        again = client.get(board(device), {"seen": first["Board-Digest"]})
        another = client.get(board(device), {"seen": "older"})
        stranger = client.get(reverse("accessibility:screen-board", args=["no-such-key"]))
    assert (again.status_code, again.content) == (204, b"")
    assert (another.status_code, another.content) == (200, first.content)
    assert stranger.status_code == 404
    assert not first.cookies
    assert "no-store" in first["Cache-Control"]


def test_a_call_shows_at_once(client, django_capture_on_commit_callbacks):
    make_tickets(3)
    window, device = make_open_window(), make_screen()
    seen = client.get(board(device))["Board-Digest"]
    with django_capture_on_commit_callbacks(execute=True):
        ticket = services.call_next(window.pk, by=window.clerk, at=timezone.now())
    answer = client.get(board(device), {"seen": seen})
    assert answer.status_code == 200
    assert f'data-label="{ticket.label}" data-window="1"' in answer.content.decode()


def test_a_version_that_did_not_move_is_healed_by_the_short_life_of_the_drawing(client, monkeypatch):
    monkeypatch.setattr(screen, "LIFE_SECONDS", 1)
    make_tickets(1)
    device = make_screen()
    seen = client.get(board(device))["Board-Digest"]
    make_tickets(1)  # its on_commit never runs in this test
    assert client.get(board(device), {"seen": seen}).status_code == 204
    time.sleep(1.1)
    assert client.get(board(device), {"seen": seen}).status_code == 200


def test_drawing_takes_as_many_statements_for_a_full_hall_as_for_a_small_one(django_assert_max_num_queries):
    make_tickets(2)
    make_open_window()
    with django_assert_max_num_queries(7) as small:
        screen.draw(timezone.now())
    make_tickets(30)
    for number in range(2, 12):
        window = make_open_window(number)
        services.call_next(window.pk, by=window.clerk, at=timezone.now())
    with django_assert_max_num_queries(7) as full:
        screen.draw(timezone.now())
    assert len(full) == len(small)


@pytest.mark.parametrize(
    "fields", [{"revoked_at": timezone.now()}, {"kind": DeviceKind.KIOSK}, {"kind": DeviceKind.DOOR}]
)
def test_a_device_put_out_of_use_or_of_another_kind_is_told_in_words(client, fields):
    device = make_screen(**fields)
    answer = client.get(page(device))
    assert answer.status_code == 404
    assert "这块屏幕没有启用" in answer.content.decode()
    assert client.get(board(device)).status_code == 404


def test_a_screen_put_out_of_use_goes_dark_within_the_life_of_a_drawing(client, monkeypatch):
    monkeypatch.setattr(screen, "LIFE_SECONDS", 1)
    device = make_screen()
    assert client.get(board(device)).status_code == 200
    device.revoked_at = timezone.now()
    device.save()
    time.sleep(1.1)
    assert client.get(board(device)).status_code == 404


def test_a_screen_is_in_use_as_soon_as_it_is_made_and_no_longer_than_until_it_is_revoked(
    client, django_capture_on_commit_callbacks
):
    chief = make_clerk(Role.CHIEF)
    client.get(board(make_screen()))
    with django_capture_on_commit_callbacks(execute=True):
        device = devices.make(DeviceKind.SCREEN, name="西墙屏幕", by=chief)
    assert client.get(board(device)).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        devices.revoke(device.pk, by=chief, at=timezone.now())
    assert client.get(board(device)).status_code == 404


def test_nothing_of_a_person_is_on_the_board(client):
    matter, window, person = make_matters()[0], make_open_window(), make_user(name="欧阳玥喆")
    now = timezone.now()
    for priority in Priority:
        services.take(
            matter.pk,
            channel=Channel.PHONE,
            priority=priority,
            person=person,
            phone="13912345678",
            by=window.clerk,
            filing_number="网立20261123-0007",
            at=now,
        )
    ticket = services.call_next(window.pk, by=window.clerk, at=now)
    words = client.get(page(make_screen())).content.decode()
    assert ticket.label in words
    hidden = [person.name, person.phone, "13912345678", "网立", ticket.key, window.clerk.name, *Priority.labels]
    assert not [text for text in hidden if text in words]


def test_without_redis_each_process_draws_for_itself_and_does_not_ask_again_at_once(
    client, monkeypatch, django_assert_num_queries
):
    asked = []

    def gone():
        asked.append(1)
        raise RedisError

    monkeypatch.setattr(board_version, "current", gone)
    make_hall()
    device = make_screen()
    first = client.get(board(device))
    assert first.status_code == 200
    with django_assert_num_queries(0):
        assert client.get(board(device), {"seen": first["Board-Digest"]}).status_code == 204
    assert asked == [1]


def test_a_screen_is_noted_as_alive_once_a_minute(client, django_assert_num_queries):
    device = make_screen()
    client.get(page(device))
    device.refresh_from_db()
    seen_at = device.seen_at
    assert seen_at is not None
    with django_assert_num_queries(0):
        client.get(board(device))
    device.refresh_from_db()
    assert device.seen_at == seen_at


def test_a_screen_only_reads(client):
    device = make_screen()
    assert client.post(page(device)).status_code == client.post(board(device)).status_code == 405


def test_a_number_called_again_moves_to_the_front_and_stays_one(client):
    make_tickets(3)
    first, second = make_open_window(1), make_open_window(2)
    now = timezone.now()
    early = services.call_next(first.pk, by=first.clerk, at=now)
    late = services.call_next(second.pk, by=second.clerk, at=now)
    device = make_screen()
    assert _called(client.get(board(device))) == [late.label, early.label]
    services.recall(early.pk, by=first.clerk, at=now)
    screen.own.clear()
    cache.clear()
    again = client.get(board(device))
    assert _called(again) == [early.label, late.label]
    assert "第 2 次" in again.content.decode()


def _called(response):
    return re.findall(r'data-label="(\w+)"', response.content.decode())
