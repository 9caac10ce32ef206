"""The acts of a window: each one press; pressed twice, done once; a refusal says why."""

import pytest
from django.urls import reverse

from accessibility.queue import services
from accessibility.queue.enums import Channel, Outcome, Status, WindowState
from accessibility.queue.models import ShiftNote, Ticket
from accessibility.queue.tests.builders import make_clerk
from accessibility.queue.tests.counter_builders import (
    a_called_number,
    a_matter,
    a_number,
    a_number_in_hand,
    an_open_window,
)
from gangcheng_court.core.accounts.enums import Role

pytestmark = pytest.mark.django_db
COUNTER = "/counter/"


@pytest.fixture
def window(client):
    window = an_open_window()
    client.force_login(window.clerk)
    return window


def press(client, code, *args, **data):
    return client.post(reverse(f"accessibility:{code}", args=args), data)


def after(response, ticket):
    """The ticket once its act led back to the counter."""
    assert response.status_code == 302, response.content.decode()
    assert response.url == COUNTER
    ticket.refresh_from_db()
    return ticket


def test_a_visitor_is_called_served_and_finished(client, window):
    ticket = a_number()
    assert after(press(client, "call-next", window.pk), ticket).status == Status.CALLED
    assert after(press(client, "recall", ticket.pk), ticket).calls == 2
    assert after(press(client, "start", ticket.pk), ticket).status == Status.SERVING
    done = after(press(client, "finish", ticket.pk, outcome="settled", note="已领取受理通知"), ticket)
    assert (done.status, done.outcome, done.note) == (Status.DONE, Outcome.SETTLED, "已领取受理通知")


@pytest.mark.parametrize(("answer", "confirmed"), [("yes", True), ("no", False), ("", None)])
def test_the_declared_priority_is_confirmed_on_starting(client, window, answer, confirmed):
    ticket = a_called_number(window, priority="aged")
    assert after(press(client, "start", ticket.pk, confirmed=answer), ticket).priority_confirmed is confirmed


def test_the_declared_priority_may_be_confirmed_later(client, window):
    ticket = a_number_in_hand(window, priority="aged")
    assert after(press(client, "confirm", ticket.pk, confirmed="yes"), ticket).priority_confirmed is True


@pytest.mark.parametrize(
    ("code", "data", "status"),
    [
        ("hold", {}, Status.HELD),
        ("finish", {"outcome": "referred"}, Status.DONE),
        ("transfer", {"matter": "fees", "note": "来退费"}, Status.WAITING),
    ],
)
def test_an_act_pressed_twice_is_done_once(client, window, code, data, status):
    ticket = a_number_in_hand(window)
    if "matter" in data:
        data = data | {"matter": a_matter(data["matter"]).pk}
    for _ in range(2):
        assert after(press(client, code, ticket.pk, **data), ticket).status == status


def test_the_next_visitor_called_twice_is_one(client, window):
    first, second = a_number(), a_number()
    for _ in range(2):
        assert after(press(client, "call-next", window.pk), first).status == Status.CALLED
    second.refresh_from_db()
    assert second.status == Status.WAITING


def test_a_second_matter_pressed_twice_gets_one_number(client, window):
    ticket = a_number_in_hand(window)
    for _ in range(2):
        after(press(client, "split", ticket.pk, matter=a_matter("fees").pk), ticket)
    part = Ticket.objects.get(split_from=ticket)
    assert (part.matter.code, part.place_at) == ("fees", ticket.place_at)


def test_a_number_taken_for_somebody_is_given_once(client, window):
    data = {"matter": a_matter().pk, "priority": "disability", "phone": "138 0000 0001", "once": "k"}
    for _ in range(2):
        assert press(client, "take-for", **data).url == COUNTER
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.priority, ticket.phone) == (Channel.WINDOW, "disability", "13800000001")


def test_whoever_is_not_there_after_three_calls_is_passed_over_and_comes_back(client, window):
    ticket = a_called_number(window)
    refusal = press(client, "miss", ticket.pk)
    assert refusal.status_code == 409
    assert "才叫了 1 次" in refusal.content.decode()
    for _ in range(2):
        press(client, "recall", ticket.pk)
    assert after(press(client, "miss", ticket.pk), ticket).status == Status.MISSED
    back = after(press(client, "come-back", ticket.pk), ticket)
    assert (back.status, back.returned) == (Status.WAITING, True)


def test_a_held_number_is_called_again_by_hand(client, window):
    ticket = a_number_in_hand(window)
    press(client, "hold", ticket.pk)
    called = after(press(client, "call-this", ticket.pk), ticket)
    assert (called.status, called.get_reason_display()) == (Status.CALLED, "工作人员点名叫号")


def test_a_number_is_called_as_it_is_typed(client, window):
    a_number(), (second := a_number())
    assert after(press(client, "call-number", window.pk, label=" a 002"), second).status == Status.CALLED


def test_a_number_that_nobody_has_is_not_called(client, window):
    refusal = press(client, "call-number", window.pk, label="A999")
    assert refusal.status_code == 409
    assert "今天没有 A999 号" in refusal.content.decode()


def test_a_finished_number_is_not_called(client, window):
    ticket = a_number_in_hand(window)
    services.finish(ticket.pk, by=window.clerk, at=ticket.taken_at, outcome=Outcome.SETTLED)
    refusal = press(client, "call-this", ticket.pk)
    assert refusal.status_code == 409
    assert f"{ticket.label} 号目前为“已办结”" in refusal.content.decode()


def test_another_outcome_for_a_finished_number_is_refused(client, window):
    ticket = a_number_in_hand(window)
    press(client, "finish", ticket.pk, outcome="settled")
    assert press(client, "finish", ticket.pk, outcome="referred").status_code == 409


@pytest.mark.parametrize(("code", "data"), [("close", {}), ("pause", {"reason": "lunch"})])
def test_a_window_with_a_visitor_is_neither_closed_nor_paused(client, window, code, data):
    ticket = a_called_number(window)
    refusal = press(client, code, window.pk, **data)
    assert refusal.status_code == 409
    assert f"{ticket.label} 号还在 3 号窗口" in refusal.content.decode()


def test_a_paused_window_calls_nobody_until_it_is_open_again(client, window):
    ticket = a_number()
    for _ in range(2):
        assert press(client, "pause", window.pk, reason="lunch").url == COUNTER
    assert press(client, "call-next", window.pk).status_code == 409
    press(client, "reopen", window.pk)
    assert after(press(client, "call-next", window.pk), ticket).status == Status.CALLED


def test_who_sits_nowhere_calls_nobody(client):
    client.force_login(make_clerk())
    refusal = press(client, "call-this", a_number().pk)
    assert refusal.status_code == 409
    assert "请先在窗口台选择窗口" in refusal.content.decode()


def test_a_window_is_taken_and_left_and_a_taken_one_refused(client):
    taken = an_open_window()
    client.force_login(make_clerk())
    assert press(client, "open", taken.pk).status_code == 409
    services.close_window(taken.pk, by=taken.clerk, at=taken.opened_at)
    for code, state in (("open", WindowState.OPEN), ("close", WindowState.CLOSED)):
        for _ in range(2):
            assert press(client, code, taken.pk).url == COUNTER
        taken.refresh_from_db()
        assert taken.state == state


def test_somebody_elses_visitor_is_nobody_elses_to_finish(client, window):
    ticket = a_number_in_hand(window)
    client.force_login(make_clerk())
    assert press(client, "finish", ticket.pk, outcome="settled").status_code == 404


@pytest.mark.parametrize(
    ("code", "data", "words"),
    [("finish", {"note": "写了很多"}, "请选择结果"), ("transfer", {"note": "写了很多"}, "请选择事项")],
)
def test_what_was_typed_is_still_there_when_something_lacks(client, window, code, data, words):
    page = press(client, code, a_number_in_hand(window).pk, **data)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "写了很多" in page.content.decode()


def test_a_note_is_left_for_the_next_shift(client, window):
    assert press(client, "note", window.pk, words="打印机缺墨").url == COUNTER
    assert ShiftNote.objects.get().words == "打印机缺墨"


def test_the_filing_of_a_visit_is_noted(client, window):
    ticket = a_number_in_hand(window)
    assert (
        after(press(client, "link-filing", ticket.pk, number="ws202611230001"), ticket).filing_number
        == "WS202611230001"
    )


def test_the_head_sets_a_window_and_closes_somebody_elses(client, window):
    client.force_login(make_clerk(Role.CHIEF))
    fees = a_matter("fees")
    answer = client.post(
        reverse("accessibility:window", args=[window.pk]),
        {f"w{window.pk}-matters": [fees.pk], f"w{window.pk}-is_priority": "on", f"w{window.pk}-name": "优先服务"},
    )
    assert answer.url == reverse("accessibility:windows")
    window.refresh_from_db()
    assert (window.is_priority, window.has_sign_language, window.name) == (True, False, "优先服务")
    assert list(window.matters.all()) == [fees]
    assert press(client, "close", window.pk, hall="1").url == reverse("accessibility:windows")


def test_a_window_without_a_matter_is_refused_beside_the_field(client, window):
    client.force_login(make_clerk(Role.CHIEF))
    page = client.post(reverse("accessibility:window", args=[window.pk]), {f"w{window.pk}-name": "备用"})
    assert page.status_code == 422
    assert "请选择办理事项" in page.content.decode()
    assert "备用" in page.content.decode()


def test_a_matter_closed_for_today_gives_no_numbers(client, window):
    client.force_login(make_clerk(Role.CHIEF))
    assert client.post(reverse("accessibility:matters"), {"open": [a_matter("fees").pk]}).status_code == 302
    assert a_matter("filing").is_open is False
    assert a_matter("fees").is_open is True
    page = press(client, "take-for", matter=a_matter("filing").pk)
    assert page.status_code == 422
