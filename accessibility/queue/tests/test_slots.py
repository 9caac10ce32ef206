"""The slots of a day by the legal calendar, and what coming early, on time and late means."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest

from accessibility.queue.rules import slots
from gangcheng_court.core.deadlines.calendar import Calendar, Override
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_time

CALENDAR = Calendar()
LEAD, GRACE = timedelta(minutes=30), timedelta(minutes=15)


@dataclass
class Plan:
    starts: time = time(9)
    ends: time = time(11)
    slot_minutes: int = 30
    capacity: int = 2


def times(found: list[slots.Slot]) -> list[str]:
    return [f"{slot.starts_at.astimezone(COURT_ZONE):%H:%M}" for slot in found]


def test_a_plan_is_cut_into_half_open_slots() -> None:
    found = slots.on_day([Plan()], date(2026, 11, 25), CALENDAR)  # Wednesday

    assert times(found) == ["09:00", "09:30", "10:00", "10:30"]
    assert found[0] == slots.Slot(court_time("2026-11-25 09:00"), court_time("2026-11-25 09:30"), 2)
    assert found[0].ends_at == found[1].starts_at


@pytest.mark.parametrize(
    ("day", "open"),
    [
        (date(2026, 11, 25), True),  # Wednesday
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 29), False),  # Sunday
        (date(2026, 10, 1), False),  # Thursday, National Day
        (date(2026, 10, 7), False),  # Wednesday, National Day's last day off
        (date(2026, 10, 8), True),  # Thursday after it
        (date(2026, 10, 10), True),  # Saturday, made up
        (date(2026, 2, 14), True),  # Saturday, made up for Spring Festival
        (date(2024, 2, 29), True),  # Thursday, 29 February
        (date(2028, 2, 29), True),  # Tuesday, 29 February of a year not published yet
        (date(2026, 12, 31), True),  # Thursday, the year's last day
        (date(2027, 1, 1), False),  # Friday, New Year's Day of a year not published yet
    ],
)
def test_slots_are_on_the_courts_working_days_only(day: date, open: bool) -> None:
    assert bool(slots.on_day([Plan()], day, CALENDAR)) is open


def test_a_day_off_that_the_court_entered_by_hand_has_no_slots() -> None:
    day = date(2026, 11, 25)  # Wednesday

    assert slots.on_day([Plan()], day, Calendar((Override(day, False, "停电通知"),))) == []


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (Plan(time(8), time(9, 30)), ["08:30", "09:00"]),  # opens at 08:30
        (Plan(time(11), time(14, 30)), ["11:00", "11:30", "13:30", "14:00"]),  # over noon
        (Plan(time(16), time(18), 45), ["16:00"]),  # closes at 17:00
        (Plan(time(9), time(10), 25), ["09:00", "09:25"]),  # the rest is no whole slot
        (Plan(time(9), time(9, 20)), []),  # shorter than one slot
        (Plan(time(8), time(12), 60), ["09:00", "10:00", "11:00"]),  # 08:00 is before the court opens
    ],
)
def test_only_whole_slots_inside_one_session_are_given(plan: Plan, expected: list[str]) -> None:
    assert times(slots.on_day([plan], date(2026, 11, 25), CALENDAR)) == expected  # Wednesday


def test_in_summer_the_slots_follow_the_courts_summer_hours(settings: object) -> None:
    settings.SERVICE_HOURS = ["05-01..09-30 08:30-12:00", "14:00-18:00; 08:30-12:00", "13:30-17:00"]
    plan = Plan(time(13, 30), time(18))

    assert times(slots.on_day([plan], date(2026, 6, 17), CALENDAR))[0] == "14:00"  # Wednesday
    assert times(slots.on_day([plan], date(2026, 11, 25), CALENDAR))[-1] == "16:30"  # Wednesday


def test_slots_of_two_plans_that_begin_together_are_one_with_the_places_of_both() -> None:
    found = slots.on_day([Plan(), Plan(time(10), time(10, 30), capacity=3)], date(2026, 11, 25), CALENDAR)

    assert [(slot.starts_at.hour, slot.starts_at.minute, slot.capacity) for slot in found] == [
        (9, 0, 2),
        (9, 30, 2),
        (10, 0, 5),
        (10, 30, 2),
    ]


def test_the_days_one_may_choose_skip_the_holidays() -> None:
    found = slots.days_ahead(date(2026, 9, 30), 14, CALENDAR)  # Wednesday before National Day

    assert [day.isoformat()[5:] for day in found] == ["09-30", "10-08", "10-09", "10-10", "10-12", "10-13", "10-14"]


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 11, 25), date(2026, 11, 26)),  # Wednesday → Thursday
        (date(2026, 11, 27), date(2026, 11, 30)),  # Friday → Monday
        (date(2026, 9, 30), date(2026, 10, 8)),  # Wednesday before National Day → Thursday
        (date(2026, 10, 9), date(2026, 10, 10)),  # Friday → made-up Saturday
        (date(2028, 2, 28), date(2028, 2, 29)),  # Monday → 29 February
    ],
)
def test_the_next_working_day(day: date, following: date) -> None:
    assert slots.next_workday(day, CALENDAR) == following


@pytest.mark.parametrize(("taken", "seat"), [([], 1), ([1], 2), ([2], 1), ([1, 2], None), ([1, 2, 3], None)])
def test_the_lowest_free_seat_is_given(taken: list[int], seat: int | None) -> None:
    slot = slots.on_day([Plan(capacity=2)], date(2026, 11, 25), CALENDAR)[0]  # Wednesday

    assert slots.free_seat(slot, taken) == seat


@pytest.mark.parametrize(
    ("starts", "at", "place", "early", "late"),
    [
        ("10:00", "09:29", "09:30", True, False),
        ("10:00", "09:30", "09:30", False, False),
        ("10:00", "10:00", "09:30", False, False),
        ("10:00", "10:15", "09:30", False, False),  # the last minute of the grace
        ("10:00", "10:16", "10:16", False, True),
        ("08:30", "08:20", "08:30", True, False),  # the court opens at 08:30
        ("08:45", "08:31", "08:30", False, False),
        ("13:30", "13:05", "13:00", False, False),
    ],
)
def test_where_a_visitor_stands_in_line(starts: str, at: str, place: str, early: bool, late: bool) -> None:
    day = "2026-11-25"  # Wednesday
    found = slots.arrival(
        court_time(f"{day} {starts}"), court_time(f"{day} {at}"), lead=LEAD, grace=GRACE, calendar=CALENDAR
    )

    assert (found.place_at, found.early, found.late) == (court_time(f"{day} {place}"), early, late)
