from datetime import timedelta

import pytest
from django.core.checks import run_checks

from gangcheng_court.core.deadlines import hours
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.deadlines.remaining import Remaining, remaining

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("moment", "at_work"),
    [
        ("2026-11-23 08:29:59", False),  # Mon
        ("2026-11-23 08:30:00", True),
        ("2026-11-23 11:59:59", True),
        ("2026-11-23 12:00:00", False),
        ("2026-11-23 13:29:59", False),
        ("2026-11-23 13:30:00", True),
        ("2026-11-23 16:59:59", True),
        ("2026-11-23 17:00:00", False),
        ("2026-11-21 10:00", False),  # Sat
        ("2026-09-20 10:00", True),  # Sun, make-up
        ("2026-10-01 10:00", False),  # Thu, National Day
        ("2026-12-31 10:00", True),
    ],
)
def test_service_hours_are_half_open_sessions_of_working_days(moment, at_work):
    assert hours.in_service_hours(court_time(moment), CALENDAR) is at_work


def test_the_sessions_come_from_the_setting(settings):
    settings.SERVICE_HOURS = ["14:00-18:00", "08:00-12:00"]

    assert hours.in_service_hours(court_time("2026-11-23 17:30"), CALENDAR)
    assert hours.day_length() == timedelta(hours=8)


SEASONS = "05-01..09-30 08:30-12:00,14:00-18:00; 12-20..01-10 09:00-11:00; 08:30-12:00,13:30-17:30"


@pytest.mark.parametrize(
    ("moment", "at_work"),
    [
        ("2026-04-30 13:30", True),  # Thu, the last day of the usual hours
        ("2026-05-06 13:30", False),  # Wed, the first summer day after the holidays
        ("2026-05-06 14:00", True),
        ("2026-05-06 17:59:59", True),
        ("2026-05-06 18:00", False),
        ("2026-05-09 14:00", True),  # Sat, make-up
        ("2026-09-20 14:00", True),  # Sun, make-up
        ("2026-09-30 17:45", True),  # Wed, the last summer day
        ("2026-10-08 17:45", False),  # Thu
        ("2026-12-31 11:00", False),  # Thu, in the season over the New Year
        ("2026-01-09 10:59", True),  # Fri
        ("2026-01-12 11:00", True),  # Mon
    ],
)
def test_a_season_has_its_own_sessions_and_may_run_over_the_new_year(moment, at_work):
    seasons = hours.schedule(SEASONS)

    assert hours.in_service_hours(court_time(moment), CALENDAR, seasons) is at_work


@pytest.mark.parametrize(
    "text",
    [
        *("", ";", "8点", "08:30", "08:30-12:00;", "12:00-08:30", "08:30-12:00,11:00-17:00", "08:30-08:30"),
        *("05-01 08:30-12:00; 08:30-12:00", "05-01..13-01 08:30-12:00; 08:30-12:00", "05-01..09-30; 08:30-12:00"),
    ],
)
def test_hours_that_make_no_sense_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        hours.schedule(text)


def test_hours_that_make_no_sense_stop_the_portal_from_starting(settings):
    settings.SERVICE_HOURS, settings.HOTLINE_HOURS = ["8点到12点"], "08:30-12:00;"

    errors = [error.msg for error in run_checks() if error.id == "deadlines.E001"]
    assert [words.split()[0] for words in errors] == ["SERVICE_HOURS", "HOTLINE_HOURS"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-11-23 09:00", "2026-11-23 10:00", timedelta(hours=1)),
        ("2026-11-23 11:30", "2026-11-23 14:00", timedelta(hours=1)),  # over the noon break
        ("2026-11-20 16:00", "2026-11-23 09:00", timedelta(hours=1, minutes=30)),  # Fri – Mon
        ("2026-11-21 00:00", "2026-11-23 00:00", timedelta()),  # Sat, Sun
        ("2026-09-30 16:30", "2026-10-08 08:31", timedelta(minutes=31)),  # over the National Day block
        ("2026-11-23 10:00", "2026-11-23 09:00", timedelta()),
    ],
)
def test_service_time_between_two_moments(since, until, expected):
    assert hours.service_between(court_time(since), court_time(until), CALENDAR) == expected


@pytest.mark.parametrize(
    ("due_at", "now", "level", "words"),
    [
        ("2026-11-27 00:00", "2026-11-23 16:00", "ok", "还剩 3 个工作日"),  # Mon; Thu 24:00
        ("2026-11-25 00:00", "2026-11-23 14:00", "ok", "还剩 1 个工作日 3 小时"),
        ("2026-11-24 00:00", "2026-11-22 12:00", "soon", "还剩 1 个工作日"),  # Sun
        ("2026-11-24 00:00", "2026-11-23 08:30", "soon", "还剩 1 个工作日"),
        ("2026-11-24 00:00", "2026-11-23 08:31", "soon", "还剩 6 小时 59 分钟"),
        ("2026-11-24 00:00", "2026-11-23 14:59", "soon", "还剩 2 小时 1 分钟"),
        ("2026-11-24 00:00", "2026-11-23 15:00", "now", "还剩 2 小时"),
        ("2026-11-24 00:00", "2026-11-23 16:59", "now", "还剩 1 分钟"),
        ("2026-11-24 00:00", "2026-11-23 18:10", "now", "工作时间已过，离到期还有 5 小时 50 分钟"),
        ("2026-11-24 00:00", "2026-11-23 23:59:30", "now", "不到 1 分钟就到期"),
        ("2026-11-24 00:00", "2026-11-24 00:00", "late", "刚刚超期"),
        ("2026-11-24 00:00", "2026-11-24 02:00", "late", "已超期 2 小时"),
        ("2026-11-24 00:00", "2026-11-26 03:20", "late", "已超期 2 天 3 小时"),
        ("2026-10-09 00:00", "2026-09-30 16:30", "ok", "还剩 1 个工作日"),
    ],
)
def test_the_time_left_is_said_in_working_time_with_its_level(due_at, now, level, words):
    assert remaining(court_time(due_at), court_time(now), CALENDAR) == Remaining(level, words)
