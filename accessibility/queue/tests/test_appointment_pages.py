"""The pages of appointments: the public's, without an account, and the hall's."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accessibility.queue.enums import Priority
from accessibility.queue.models import Appointment, AppointmentPlan, Ticket
from accessibility.queue.tests.builders import NOW, PHONE, make_appointment, make_clerk, make_matter, make_plan
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.deadlines.clock import court_time

pytestmark = pytest.mark.django_db
SLOT = court_time("2026-06-18 09:00")  # Thursday, the day after NOW
DAY = "/hall/appointments/for/filing/2026-06-18/"


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def answers(**more: str) -> dict[str, str]:
    return {"starts_at": SLOT.isoformat(), "name": "张玥喆", "phone": PHONE, "once": "one"} | more


def test_the_homes_door_leads_from_the_matter_to_the_day_to_the_time(client: Client) -> None:
    make_plan()

    assert 'href="/hall/appointments/"' in client.get("/").text
    assert 'href="/hall/appointments/for/filing/"' in client.get("/hall/appointments/").text
    days = client.get("/hall/appointments/for/filing/").text
    assert f'href="{DAY}"' in days
    assert "6月19日" not in days  # Friday, Dragon Boat Festival
    assert "09:00 到 09:30，还能约 2 位" in client.get(DAY).text


def test_booked_without_an_account_it_shows_the_code_and_what_to_bring(client: Client) -> None:
    make_plan()

    page = client.post(DAY, answers(), follow=True)

    appointment = Appointment.objects.get()
    assert page.redirect_chain == [(f"/hall/appointments/{appointment.code}/", 302)]
    assert "6月18日(周四) 09:00" in page.text
    assert "起诉状" in page.text
    assert "139****1111" in page.text


def test_a_double_click_is_one_appointment(client: Client) -> None:
    make_plan()

    assert client.post(DAY, answers()).url == client.post(DAY, answers()).url


def test_whoever_is_signed_in_finds_name_and_phone_filled_in_and_the_own_ones_listed(client: Client) -> None:
    person = make_user(name="欧阳玥喆", phone="13900003333")
    sign_in(client, person)
    make_plan()

    page = client.get(f"{DAY}?filing=网立20260617-0001").text
    assert all(f'value="{typed}"' in page for typed in ("欧阳玥喆", "13900003333", "网立20260617-0001"))
    client.post(DAY, answers(phone="13900003333"))

    assert Appointment.objects.get().person == person
    assert "您约好的" in client.get("/hall/appointments/").text


def test_a_time_gone_meanwhile_is_said_beside_it_with_the_next_and_nothing_typed_is_lost(client: Client) -> None:
    make_plan(capacity=1)
    make_appointment()

    page = client.post(DAY, answers(phone="13900002222", priority=Priority.AGED))

    assert page.status_code == 422
    assert "这个时间刚刚约满了，请另选一个。" in page.text
    assert 'value="张玥喆"' in page.text
    assert 'value="13900002222"' in page.text
    assert "09:30 到 10:00" in page.text
    assert "09:00 到 09:30" not in page.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"starts_at": ""}, "请选择几点来。"),
        ({"starts_at": "soon"}, "约满"),
        ({"name": " "}, "请填写您的姓名。"),
        ({"name": "长" * 51}, "最多 50 个字"),
        ({"phone": "12800000000"}, "手机号"),
        ({"priority": "rich"}, "列出的选项"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(client: Client, wrong: dict[str, str], words: str) -> None:
    make_plan()

    page = client.post(DAY, answers(**wrong))

    assert page.status_code == 422
    assert page.text.count(words) >= 2
    assert not Appointment.objects.exists()


def test_a_phone_with_a_space_and_a_country_code_is_tidied(client: Client) -> None:
    make_plan()

    client.post(DAY, answers(phone="+86 139 0000 1111"))

    assert Appointment.objects.get().phone == PHONE


def test_the_phones_limit_is_said_beside_the_phone(client: Client) -> None:
    make_appointment()

    page = client.post(DAY, answers())

    assert page.status_code == 422
    assert "已经约了这个时间" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/hall/appointments/for/nothing/",
        "/hall/appointments/for/filing/tomorrow/",
        "/hall/appointments/for/filing/2026-02-30/",
        "/hall/appointments/12345678/",
        "/hall/appointments/12345678/move/",
        "/hall/appointments/12345678/cancel/",
        "/hall/appointments/12345678/calendar/",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    make_plan()

    assert client.get(address).status_code == 404


def test_a_rest_day_has_no_times(client: Client) -> None:
    make_plan()

    assert "没有可以约的时间" in client.get("/hall/appointments/for/filing/2026-06-19/").text


def test_code_and_tail_open_it_for_half_an_hour(client: Client, now: object) -> None:
    address = f"/hall/appointments/{make_appointment(code='12345678').code}/"
    assert client.get(address).status_code == 404
    wrong = client.post("/hall/appointments/find/", {"code": "12345678", "tail": "2222"})
    assert wrong.status_code == 422
    assert "没有对上" in wrong.text

    assert client.post("/hall/appointments/find/", {"code": "1234 5678", "tail": "１１１１"}).url == address
    assert client.get(address).status_code == 200
    now.shift(timedelta(minutes=30))
    assert client.get(address).status_code == 404


def test_another_account_never_opens_it(client: Client) -> None:
    appointment = make_appointment()
    Appointment.objects.update(person=make_user())
    sign_in(client, make_user())

    assert client.get(reverse("accessibility:appointment", args=[appointment.code])).status_code == 404


def opened(client: Client) -> tuple[Appointment, str]:
    appointment = make_appointment()
    client.post("/hall/appointments/find/", {"code": appointment.code, "tail": PHONE[-4:]})
    return appointment, reverse("accessibility:appointment", args=[appointment.code])


def test_it_is_moved_to_another_day(client: Client) -> None:
    appointment, address = opened(client)
    monday = court_time("2026-06-22 10:00")

    assert "?day=2026-06-22" in client.get(f"{address}move/").text
    assert "10:00 到 10:30" in client.get(f"{address}move/?day=2026-06-22").text
    page = client.post(f"{address}move/?day=2026-06-22", {"starts_at": monday.isoformat()}, follow=True)

    appointment.refresh_from_db()
    assert appointment.starts_at == monday
    assert "已经改期" in page.text


def test_a_full_time_to_move_to_is_said_and_nothing_is_moved(client: Client) -> None:
    appointment, address = opened(client)
    AppointmentPlan.objects.update(capacity=1)
    full = make_appointment(starts_at=court_time("2026-06-18 09:30"), phone="13900002222")

    page = client.post(f"{address}move/?day=2026-06-18", {"starts_at": full.starts_at.isoformat()})

    appointment.refresh_from_db()
    assert (page.status_code, appointment.starts_at) == (422, SLOT)


def test_cancelling_asks_first(client: Client) -> None:
    appointment, address = opened(client)

    assert "取消这个预约吗" in client.get(f"{address}cancel/").text
    appointment.refresh_from_db()
    assert appointment.state == "booked"
    assert "已经取消" in client.post(f"{address}cancel/", follow=True).text


@pytest.mark.parametrize("state", ["cancelled", "missed", "arrived"])
def test_what_is_over_cannot_be_moved(client: Client, state: str) -> None:
    appointment, address = opened(client)
    Appointment.objects.update(state=state)

    page = client.get(f"{address}move/").text

    assert appointment.code in page
    assert "改期" not in page


def test_the_calendar_takes_it(client: Client) -> None:
    _, address = opened(client)

    file = client.get(f"{address}calendar/")

    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART:20260618T010000Z" in file.content.decode()


def test_the_desk_sees_who_comes_and_checks_in_and_cancels(client: Client, now: object) -> None:
    first, second = make_appointment(), make_appointment(phone="13900002222", seat=2)
    now.move_to(SLOT)
    sign_in(client, make_clerk())

    page = client.get("/hall/appointments/desk/").text
    assert first.code in page
    assert PHONE not in page
    client.post(f"/hall/appointments/desk/{first.code}/check-in/")
    client.post(f"/hall/appointments/desk/{second.code}/cancel/")

    page = client.get("/hall/appointments/desk/?day=2026-06-18").text
    assert f"已报到 {Ticket.objects.get().label}" in page
    assert f"desk/{second.code}/" not in page


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "9999-12-31", "0001-01-01"])
def test_no_day_is_not_found(client: Client, day: str) -> None:
    sign_in(client, make_clerk())

    assert client.get(f"/hall/appointments/desk/?day={day}").status_code == 404


def test_the_desks_list_costs_the_same_with_one_row_and_with_thirty(client: Client) -> None:
    sign_in(client, make_clerk())
    make_appointment()
    address = "/hall/appointments/desk/?day=2026-06-18"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for seat in range(2, 31):
        make_appointment(seat=seat, phone=f"139000{seat:05}")

    with CaptureQueriesContext(connection) as thirty:
        client.get(address)

    assert len(thirty) == len(one)


def test_the_head_adds_changes_and_removes_a_plan(client: Client) -> None:
    sign_in(client, make_clerk(Role.CHIEF))
    typed = {"matter": make_matter().pk, "starts": "09:00", "ends": "11:30", "slot_minutes": "30", "capacity": "2"}

    client.post("/hall/appointments/plans/", typed)
    plan = AppointmentPlan.objects.get()
    client.post(f"/hall/appointments/plans/{plan.pk}/", typed | {"capacity": "3"})
    plan.refresh_from_db()
    assert plan.capacity == 3
    assert "3 位" in client.get("/hall/appointments/plans/").text
    client.post(f"/hall/appointments/plans/{plan.pk}/remove/")
    assert not AppointmentPlan.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends": "08:00"},
        {"ends": "noon"},
        {"slot_minutes": "4"},
        {"capacity": "0"},
        {"capacity": "100"},
        {"matter": ""},
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(client: Client, wrong: dict[str, str]) -> None:
    sign_in(client, make_clerk(Role.CHIEF))
    typed = {"matter": make_matter().pk, "starts": "09:00", "ends": "11:30", "slot_minutes": "30", "capacity": "2"}

    assert client.post("/hall/appointments/plans/", typed | wrong).status_code == 422
    assert not AppointmentPlan.objects.exists()


@pytest.mark.parametrize(("born", "aged"), [("1966-06-18", True), ("1966-06-19", False), ("1964-02-29", True)])
def test_whoever_is_sixty_on_that_very_day_is_told_of_priority_and_not_given_it_unasked(
    client: Client, born: str, aged: bool
) -> None:
    person = make_user()
    person.birth_on = date.fromisoformat(born)
    person.save(update_fields=["birth_on"])
    sign_in(client, person)
    make_plan()

    page = client.get(DAY).text

    assert ("已满 60 周岁" in page) is aged
    assert "checked" not in page.split('value="aged"')[1].split(">")[0]
