"""The counter: what a clerk sees at a window, and that it costs the same with nobody and with two hundred waiting."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accessibility.assistance.models import Assistance, RememberedNeed
from accessibility.queue import services
from accessibility.queue.tests.counter_builders import a_called_number, a_number, a_number_in_hand, an_open_window
from filings.review.tests.builders import make_chief, make_clerk, make_waiting
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user

pytestmark = pytest.mark.django_db
COUNTER, LINE, HALL = "portal:counter", "portal:counter-line", "accessibility:hall"


@pytest.fixture
def window(client):
    window = an_open_window()
    client.force_login(window.clerk)
    return window


def page(client, route=COUNTER, **query):
    answer = client.get(reverse(route), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_sits_nowhere_chooses_a_window_and_reads_the_note_left_there(client):
    window = an_open_window()
    services.leave_note(window.pk, by=window.clerk, at=timezone.now(), words="打印机缺墨")
    services.close_window(window.pk, by=window.clerk, at=timezone.now())
    client.force_login(make_clerk())
    shown = page(client)
    assert "打印机缺墨" in shown
    assert reverse("accessibility:open", args=[window.pk]) in shown


def test_the_note_of_the_last_shift_stands_at_the_window(client, window):
    services.leave_note(window.pk, by=make_clerk(), at=timezone.now(), words="下午有人来补材料")
    assert "下午有人来补材料" in page(client)


def test_the_called_number_stands_with_its_reason_and_the_declared_priority(client, window):
    ticket = a_called_number(window, priority="aged")
    shown = page(client)
    for words in (ticket.label, "工作人员点名叫号", "年满 60 周岁", "已核实，开始办理", "再叫 2 次没有来"):
        assert words in shown


def test_what_the_visitor_needs_is_said(client, window):
    now, person = timezone.now(), make_user(access_needs=["hearing"])
    RememberedNeed.objects.create(person=person, kinds=["large_print"], consented_at=now, consent_words="同意")
    Assistance.objects.create(
        number="XZ1", kinds=["wheelchair"], source="online", person=person, name="某", arrives_at=now, asked_at=now
    )
    a_called_number(window, person=person)
    shown = page(client)
    for words in ("听不清，请用文字联系", "大字材料", "轮椅"):
        assert words in shown


def test_help_for_another_day_is_not_said_today(client, window):
    now, person = timezone.now(), make_user()
    later = now + timedelta(days=2)
    Assistance.objects.create(
        number="XZ1", kinds=["wheelchair"], source="online", person=person, name="某", arrives_at=later, asked_at=now
    )
    a_called_number(window, person=person)
    assert "轮椅" not in page(client)


def test_reviews_stand_beside_with_their_time_left(client, window):
    filing = make_waiting(at=timezone.now())
    shown = page(client)
    assert filing.number in shown
    assert "待认领" in shown


def test_my_day_counts_what_i_finished(client, window):
    now = timezone.now()
    ticket = a_number_in_hand(window, at=now - timedelta(minutes=12))
    services.finish(ticket.pk, by=window.clerk, at=now, outcome="settled")
    shown = page(client)
    assert "1 号" in shown
    assert "12 分钟" in shown


def test_the_line_answers_only_when_it_changed(client, window):
    first = client.get(reverse(COUNTER)).context["state"]
    assert client.get(reverse(LINE), {"state": first}).status_code == 204
    a_number(priority="aged")
    changed = client.get(reverse(LINE), {"state": first})
    assert changed.status_code == 200
    assert "优先 1 人" in changed.content.decode()


def test_two_hundred_are_shown_when_asked_for(client, window):
    for _ in range(25):
        a_number()
    assert "显示全部 25 人" in page(client)
    assert page(client).count("/call-this/") == 20
    assert page(client, all="").count("/call-this/") == 25


def test_the_live_hall_shows_windows_and_lines(client, window):
    services.pause_window(window.pk, by=window.clerk, at=timezone.now(), reason="escort")
    a_number(at=timezone.now() - timedelta(minutes=7))
    client.force_login(make_user(Role.SUPERVISOR))
    shown = page(client, HALL)
    for words in (str(window.clerk), "协助行动不便的来访人", "7 分钟", "有人等，没有窗口"):
        assert words in shown


@pytest.mark.parametrize("route", [COUNTER, HALL])
def test_a_page_costs_the_same_for_one_and_for_two_hundred_waiting(client, window, route):
    client.force_login(make_chief()) if route == HALL else None
    asked = []
    for more in (1, 199):
        for _ in range(more):
            a_number(priority="aged" if more % 3 else "")
        page(client, route, all="")
        with CaptureQueriesContext(connection) as captured:
            page(client, route, all="")
        asked.append(len([query for query in captured if "django_session" not in query["sql"]]))
    assert asked[0] == asked[1]
    assert asked[0] <= 40
