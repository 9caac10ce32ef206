"""Appointments: booked once, moved, given back, checked in, missed, reminded of."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest
from django.db import connection

from accessibility.queue.enums import AppointmentState, Channel, Priority
from accessibility.queue.models import Appointment, AppointmentPlan, Matter
from accessibility.queue.queries import appointments as queries
from accessibility.queue.services import appointments as services
from accessibility.queue.tests.builders import NOW, PHONE, make_appointment, make_clerk, make_plan
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.deadlines.models import CalendarOverride
from gangcheng_court.core.notices.models import Delivery
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
SLOT = court_time("2026-06-18 09:00")  # Thursday, the day after NOW
LATER = court_time("2026-06-18 09:30")


def book(plan: AppointmentPlan, *, starts_at: datetime = SLOT, phone: str = PHONE, **more: object) -> Appointment:
    return services.book(plan.matter_id, **{"starts_at": starts_at, "name": "张玥喆", "phone": phone, "at": NOW} | more)


def texts() -> list[str]:
    return list(Delivery.objects.filter(channel="sms").order_by("pk").values_list("text", flat=True))


def test_booking_gives_a_seat_and_texts_the_code() -> None:
    plan = make_plan()

    appointment = book(plan, priority=Priority.AGED, filing_number="网立20260617-0001")

    assert (appointment.state, appointment.seat, appointment.ends_at) == ("booked", 1, LATER)
    assert len(appointment.code) == 8
    assert appointment.code.isdigit()
    assert texts() == [f"【济南市钢城区人民法院】已约6月18日(周四)09:00办立案，预约码{appointment.code}，来时请报到。"]


def test_an_account_whose_phone_it_is_has_it_in_its_inbox_too() -> None:
    person = make_user(phone=PHONE)

    book(make_plan(), person=person)

    assert person.notices.get().url.startswith("/hall/")


def test_a_full_slot_refuses_and_leaves_the_next_free() -> None:
    plan = make_plan(capacity=1)
    book(plan)

    with pytest.raises(services.SlotGone, match="约满"):
        book(plan, phone="13900002222")

    assert [slot.free for slot in queries.free_days(plan.matter, NOW)[1].slots] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    "starts_at",
    [
        court_time("2026-06-17 09:30"),  # Wednesday, half an hour ago
        court_time("2026-06-17 10:00"),  # this very moment
        court_time("2026-06-18 09:10"),  # Thursday, no slot begins then
        court_time("2026-06-19 09:00"),  # Friday, Dragon Boat Festival
        court_time("2026-06-20 09:00"),  # Saturday
        court_time("2026-07-02 09:00"),  # Thursday, fifteen days ahead
    ],
)
def test_what_is_no_slot_ahead_is_refused(starts_at: datetime) -> None:
    with pytest.raises(services.SlotGone):
        book(make_plan(), starts_at=starts_at)


def test_the_last_day_ahead_may_be_booked() -> None:
    assert book(make_plan(), starts_at=court_time("2026-07-01 09:00"))  # Wednesday, fourteen days ahead


def test_a_closed_matter_takes_no_appointments() -> None:
    plan = make_plan()
    Matter.objects.update(is_open=False)

    with pytest.raises(services.SlotGone):
        book(plan)
    assert queries.free_days(Matter.objects.get(), NOW) == []


def test_the_same_asking_twice_is_one_appointment_and_one_text() -> None:
    plan = make_plan()

    assert book(plan, once="form:1") == book(plan, once="form:1")
    assert len(texts()) == 1


def test_one_phone_holds_only_so_many_and_no_slot_twice(settings: object) -> None:
    settings.QUEUE_APPOINTMENTS_PER_PHONE = 2
    plan = make_plan()
    first = book(plan)
    with pytest.raises(services.TooManyBooked, match="已经约了这个时间"):
        book(plan)
    book(plan, starts_at=LATER)

    with pytest.raises(services.TooManyBooked, match="2 个预约"):
        book(plan, starts_at=court_time("2026-06-18 10:00"))

    services.cancel(first.pk, at=NOW)
    assert book(plan, starts_at=court_time("2026-06-18 10:00"))


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_for_two_seats_make_two_appointments() -> None:
    plan = make_plan(capacity=2)

    def try_to(number: int) -> Appointment | None:
        try:
            return book(plan, phone=f"1390000{number:04}")
        except services.SlotGone:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        given = [row for row in pool.map(try_to, range(8)) if row]

    assert sorted(row.seat for row in given) == [1, 2]
    assert Appointment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_appointment() -> None:
    plan = make_plan(capacity=4)

    def click(_number: int) -> int:
        try:
            return book(plan, once="form:double").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(click, range(4)))) == 1


@pytest.mark.django_db(transaction=True)
def test_one_phone_in_many_windows_at_once_books_no_more_than_it_may(settings: object) -> None:
    settings.QUEUE_APPOINTMENTS_PER_PHONE = 2
    plan = make_plan()
    starts = [SLOT + timedelta(minutes=30 * number) for number in range(4)]

    def try_to(starts_at: datetime) -> bool:
        try:
            return bool(book(plan, starts_at=starts_at))
        except services.TooManyBooked:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(try_to, starts)) == [False, False, True, True]


def test_moving_gives_the_old_seat_back_and_keeps_the_code() -> None:
    plan = make_plan(capacity=1)
    appointment = book(plan)

    moved = services.move(appointment.pk, starts_at=LATER, at=NOW)

    assert (moved.code, moved.starts_at, moved.reminded_at) == (appointment.code, LATER, None)
    assert book(plan, phone="13900002222").starts_at == SLOT
    assert "已改到6月18日(周四)09:30" in texts()[1]


def test_moving_into_a_full_slot_keeps_the_old_seat() -> None:
    plan = make_plan(capacity=1)
    appointment = book(plan)
    book(plan, starts_at=LATER, phone="13900002222")

    with pytest.raises(services.SlotGone):
        services.move(appointment.pk, starts_at=LATER, at=NOW)

    appointment.refresh_from_db()
    assert appointment.starts_at == SLOT


def test_cancelling_gives_the_seat_back_and_twice_is_once() -> None:
    plan = make_plan(capacity=1)
    appointment = book(plan)

    services.cancel(appointment.pk, at=NOW)
    again = services.cancel(appointment.pk, at=NOW + timedelta(hours=1))

    assert (again.state, again.ended_at) == (AppointmentState.CANCELLED, NOW)
    assert book(plan, phone="13900002222")
    assert sum("已取消" in text for text in texts()) == 1


def test_only_the_clerks_and_whoever_booked_it_may_change_it() -> None:
    person, appointment = make_user(), make_appointment()
    Appointment.objects.update(person=person)

    with pytest.raises(NotYours):
        services.cancel(appointment.pk, at=NOW, by=make_user())
    services.move(appointment.pk, starts_at=LATER, at=NOW, by=person)
    services.cancel(appointment.pk, at=NOW, by=make_clerk())


@pytest.mark.parametrize("state", [AppointmentState.ARRIVED, AppointmentState.MISSED])
def test_what_is_over_is_not_changed(state: AppointmentState) -> None:
    appointment = make_appointment(state=state)

    with pytest.raises(WrongState):
        services.cancel(appointment.pk, at=NOW)
    with pytest.raises(WrongState):
        services.move(appointment.pk, starts_at=LATER, at=NOW)


def test_the_day_after_nothing_can_be_changed() -> None:
    appointment = make_appointment()

    with pytest.raises(WrongState):
        services.cancel(appointment.pk, at=court_time("2026-06-22 09:00"))  # Monday


def test_code_and_tail_find_it_and_wrong_ones_are_told_alike_and_counted() -> None:
    appointment = make_appointment()

    assert services.find(code=appointment.code, tail="1111", at=NOW) == appointment
    for wrong in ({"code": "00000000", "tail": "1111"}, {"code": appointment.code, "tail": "2222"}):
        with pytest.raises(Refused, match="没有对上"):
            services.find(**wrong, at=NOW)
    for _ in range(4):
        with pytest.raises(Refused, match="没有对上"):
            services.find(code=appointment.code, tail="2222", at=NOW)
    with pytest.raises(Refused, match="太多"):
        services.find(code=appointment.code, tail="1111", at=NOW)


@pytest.mark.parametrize("tail", ["", "1", "11", "00001111"])
def test_less_or_more_than_four_figures_open_nothing(tail: str) -> None:
    with pytest.raises(Refused):
        services.find(code=make_appointment().code, tail=tail, at=NOW)


@pytest.mark.parametrize(
    ("at", "place_at"),
    [
        ("08:30", "08:30"),  # as soon as one may
        ("08:50", "08:30"),
        ("09:15", "08:30"),  # the last minute of the grace
        ("09:16", "09:16"),  # late
        ("16:00", "16:00"),
    ],
)
@pytest.mark.parametrize("typed", ["code", "phone", "tail"])
def test_checking_in_gives_a_number_with_its_place(at: str, place_at: str, typed: str) -> None:
    appointment = make_appointment(priority=Priority.INFANT)
    figures = {"code": appointment.code, "phone": PHONE, "tail": PHONE[-4:]}[typed]

    ticket = services.check_in(figures, at=court_time(f"2026-06-18 {at}"))

    appointment.refresh_from_db()
    assert (ticket.channel, ticket.priority, ticket.phone) == (Channel.APPOINTMENT, Priority.INFANT, PHONE)
    assert ticket.place_at == court_time(f"2026-06-18 {place_at}")
    assert (appointment.state, appointment.ticket) == (AppointmentState.ARRIVED, ticket)


def test_checking_in_twice_gives_the_same_number() -> None:
    appointment = make_appointment()

    first = services.check_in(appointment.code, at=SLOT)

    assert services.check_in(PHONE[-4:], at=SLOT + timedelta(minutes=1)) == first


def test_too_early_is_told_when() -> None:
    appointment = make_appointment(starts_at=court_time("2026-06-18 10:00"))

    with pytest.raises(Refused, match=r"10:00，09:30 起可以报到"):
        services.check_in(appointment.code, at=court_time("2026-06-18 09:29"))


def test_another_day_is_told_which() -> None:
    with pytest.raises(Refused, match=r"2026年6月18日（周四）09:00，不是今天"):
        services.check_in(make_appointment().code, at=NOW)


def test_two_telephones_that_end_alike_must_say_more() -> None:
    make_appointment()
    other = make_appointment(phone="13800001111", seat=2)

    with pytest.raises(Refused, match="后四位相同"):
        services.check_in("1111", at=SLOT)
    assert services.check_in("13800001111", at=SLOT).appointment == other


def test_two_appointments_of_one_telephone_are_checked_in_one_after_the_other() -> None:
    second = make_appointment(starts_at=LATER)
    first = make_appointment()

    assert services.check_in("1111", at=SLOT).appointment == first
    assert services.check_in("1111", at=SLOT).appointment == second


@pytest.mark.parametrize("typed", ["", "1", "abcd", "１１１１", "0000", "99999999", "13912345678", "1 11"])
def test_nonsense_and_unknown_figures_are_refused(typed: str) -> None:
    make_appointment()

    with pytest.raises(Refused):
        services.check_in(typed, at=SLOT)


def test_a_cancelled_appointment_gives_no_number() -> None:
    appointment = make_appointment(state=AppointmentState.CANCELLED)

    with pytest.raises(Refused, match="没有找到"):
        services.check_in(appointment.code, at=SLOT)


def test_only_clerks_check_others_in() -> None:
    appointment = make_appointment()

    with pytest.raises(NotYours):
        services.check_in(appointment.code, at=SLOT, by=make_user())
    assert services.check_in(appointment.code, at=SLOT, by=make_clerk())


def test_what_nobody_came_for_is_missed_after_midnight() -> None:
    appointment, came = make_appointment(), make_appointment(state=AppointmentState.ARRIVED, seat=2)

    assert services.miss_appointments(at=court_time("2026-06-18 23:59")) == 0
    assert services.miss_appointments(at=court_time("2026-06-19 00:00")) == 1
    assert services.miss_appointments(at=court_time("2026-06-19 00:01")) == 0
    appointment.refresh_from_db()
    came.refresh_from_db()
    assert (appointment.state, came.state) == (AppointmentState.MISSED, AppointmentState.ARRIVED)


@pytest.mark.parametrize(
    ("starts", "at", "told"),
    [
        ("2026-06-18 09:00", "2026-06-17 08:29", 0),  # Wednesday before the court opens
        ("2026-06-18 09:00", "2026-06-17 08:30", 1),
        ("2026-06-18 09:00", "2026-06-16 10:00", 0),  # Tuesday, two working days before
        ("2026-06-22 09:00", "2026-06-18 10:00", 1),  # Thursday before the holidays, for Monday
        ("2026-06-22 09:00", "2026-06-20 10:00", 0),  # Saturday
        ("2026-10-10 09:00", "2026-10-09 10:00", 1),  # Friday, for the made-up Saturday
        ("2026-06-17 11:00", "2026-06-17 09:00", 0),  # the same day
    ],
)
def test_the_reminder_goes_out_on_the_working_day_before(starts: str, at: str, told: int) -> None:
    make_appointment(starts_at=court_time(starts), booked_at=court_time("2026-06-10 10:00"))

    assert services.remind_of_appointments(at=court_time(at)) == told
    assert services.remind_of_appointments(at=court_time(at)) == 0
    assert len(texts()) == told


def test_whoever_booked_today_is_not_reminded_today() -> None:
    make_appointment(booked_at=court_time("2026-06-17 08:40"))

    assert services.remind_of_appointments(at=NOW) == 0


def test_whoever_has_a_day_that_became_a_rest_day_is_told() -> None:
    make_appointment(booked_at=court_time("2026-06-10 10:00"))
    CalendarOverride.objects.create(date=SLOT.date(), is_workday=False, source="停电通知")

    assert services.remind_of_appointments(at=NOW) == 1
    assert "法院放假" in texts()[0]


def test_the_free_times_of_two_weeks_cost_three_statements(django_assert_num_queries: object) -> None:
    matter = make_plan(ends=time(17)).matter

    with django_assert_num_queries(3):
        days = queries.free_days(matter, NOW)

    assert [f"{day.day:%m-%d}" for day in days][:4] == ["06-17", "06-18", "06-22", "06-23"]
