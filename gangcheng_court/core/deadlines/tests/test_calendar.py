from datetime import date, timedelta

import chinese_calendar
import pytest

from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines.calendar import Calendar, Override
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.deadlines.models import CalendarNotice, CalendarOverride
from gangcheng_court.core.deadlines.statutory import statutory_days

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 10, 1), "周四，国庆节放假"),
        (date(2026, 10, 10), "周六，国庆节调休上班"),
        (date(2026, 10, 17), "周六"),
        (date(2026, 10, 9), "周五"),
        (date(2027, 2, 5), "周五，春节放假"),  # New Year's Eve of the lunar calendar
        (date(2027, 1, 2), "周六"),
    ],
)
def test_the_calendar_says_why_a_day_is_what_it_is(day, reason):
    assert CALENDAR.reason(day) == reason


def test_the_statutory_days_of_published_years_are_all_published_rest_days():
    for year in (2025, 2026):
        days = statutory_days(year)
        assert not any(chinese_calendar.is_workday(day) for day in days)
        names = {str(chinese_calendar.get_holiday_detail(day)[1]) for day in days}
        assert len(names) == 7 if year == 2026 else 6  # in 2025 中秋 lies in the National Day block


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2030, 2040, 2060])
def test_there_are_thirteen_statutory_days_and_two_feasts_may_fall_together(year):
    days = statutory_days(year)
    together = sum("、" in name for name in days.values())
    assert len(days) + together == 13


def test_two_feasts_on_one_day_are_both_named():
    assert statutory_days(2031)[date(2031, 10, 1)] == "国庆节、中秋节"


def test_past_the_published_years_days_are_provisional_weekends_and_statutory_days():
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert not CALENDAR.is_workday(date(2027, 1, 1))  # Fri, 元旦
    assert not CALENDAR.is_workday(date(2027, 9, 15))  # Wed, 中秋
    assert CALENDAR.is_workday(date(2027, 10, 4))  # Mon: the bridge days are not known


def test_an_override_wins_over_the_published_calendar_and_gives_its_source():
    calendar = Calendar((Override(date(2026, 9, 3), False, "国办发明电〔2026〕9号"),))

    assert not calendar.is_workday(date(2026, 9, 3))  # Thu
    assert calendar.reason(date(2026, 9, 3)) == "周四，放假，依据国办发明电〔2026〕9号"
    assert calendar.version != CALENDAR.version
    assert calendar.version.startswith(CALENDAR.version)


def test_one_overridden_day_is_certain_while_its_year_is_not():
    calendar = Calendar((Override(date(2027, 1, 4), False, "通知"),))

    assert not calendar.is_provisional(date(2027, 1, 4))
    assert calendar.is_provisional(date(2027, 1, 5))


def test_an_entered_year_is_not_provisional():
    assert not CALENDAR.with_year(2027, ()).is_provisional(date(2027, 5, 20))


@pytest.mark.django_db
def test_the_loaded_calendar_follows_the_rows_and_is_the_same_object_while_they_stay(django_assert_num_queries):
    first = legal_calendar.load()
    with django_assert_num_queries(1):
        assert legal_calendar.load() is first

    CalendarOverride.objects.create(date=date(2026, 9, 3), is_workday=False, source="通知")
    second = legal_calendar.load()
    assert not second.is_workday(date(2026, 9, 3))
    assert second.version != first.version
    assert len(second.version) <= 40

    CalendarOverride.objects.all().delete()
    assert legal_calendar.load() == first


@pytest.mark.django_db
def test_a_year_is_missing_as_soon_as_limits_of_today_may_reach_it():
    assert legal_calendar.missing_years(date(2026, 11, 1)) == ()  # + 60 days = 2026-12-31
    assert legal_calendar.missing_years(date(2026, 11, 2)) == (2027,)
    assert legal_calendar.missing_years(date(2027, 11, 23)) == (2027, 2028)

    CalendarNotice.objects.create(year=2027, source="通知", entered_at=court_time("2026-11-23 10:00"))
    assert legal_calendar.missing_years(date(2026, 11, 23)) == ()


def test_every_day_of_the_published_years_is_as_published():
    day = date(2004, 1, 1)
    while day <= date(2026, 12, 31):
        assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day)
        day += timedelta(days=1)
