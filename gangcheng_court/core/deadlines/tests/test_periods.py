from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar, Override
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, court_time, midnight_after

CALENDAR = Calendar()
DAYS = st.dates(date(2004, 1, 1), date(2030, 12, 31))
LENGTHS = st.integers(0, 400)


@pytest.mark.parametrize(
    ("length", "start", "raw", "due"),
    [
        (7, "2024-02-04", "2024-02-11", "2024-02-18"),  # 1 Sun make-up; Spring Festival 2/10–17; Sun make-up
        (7, "2024-09-24", "2024-10-01", "2024-10-08"),  # 2 National Day
        (7, "2024-10-05", "2024-10-12", "2024-10-12"),  # 3 Sat, holiday; Sat, make-up
        (15, "2024-09-16", "2024-10-01", "2024-10-08"),  # 4
        (15, "2024-09-19", "2024-10-04", "2024-10-08"),  # 5
        (10, "2024-04-27", "2024-05-07", "2024-05-07"),  # 6 holiday in the middle does not extend
        (3, "2024-02-08", "2024-02-11", "2024-02-18"),  # 7
        (7, "2025-01-22", "2025-01-29", "2025-02-05"),  # 8
        (7, "2025-09-26", "2025-10-03", "2025-10-09"),  # 9
        (15, "2025-01-14", "2025-01-29", "2025-02-05"),  # 10
        (15, "2025-09-17", "2025-10-02", "2025-10-09"),  # 11
        (7, "2026-02-09", "2026-02-16", "2026-02-24"),  # 12
        (15, "2026-02-02", "2026-02-17", "2026-02-24"),  # 13
        (15, "2026-02-13", "2026-02-28", "2026-02-28"),  # 14 Sat, make-up
        (3, "2026-02-13", "2026-02-16", "2026-02-24"),  # 15
        (10, "2026-09-10", "2026-09-20", "2026-09-20"),  # 16 Sun, make-up
        (7, "2026-09-25", "2026-10-02", "2026-10-08"),  # 17 starts on a holiday
        (15, "2026-09-18", "2026-10-03", "2026-10-08"),  # 18
        (7, "2026-04-27", "2026-05-04", "2026-05-06"),  # 19
        (7, "2026-10-09", "2026-10-16", "2026-10-16"),  # 20
        (30, "2026-01-20", "2026-02-19", "2026-02-24"),  # 21
        (30, "2026-09-03", "2026-10-03", "2026-10-08"),  # 22
        (7, "2026-09-22", "2026-09-29", "2026-09-29"),  # 37 corrected papers received 09-22: a new clock
    ],
)
def test_a_period_in_days_ends_as_the_calendar_says(length, start, raw, due):
    period = periods.due_days(date.fromisoformat(start), length, CALENDAR)

    assert period.raw_last_day == date.fromisoformat(raw)
    assert period.last_day == date.fromisoformat(due)
    assert period.due_at == midnight_after(date.fromisoformat(due))


@pytest.mark.parametrize(
    ("months", "start", "raw", "due"),
    [
        (6, "2025-08-31", "2026-02-28", "2026-02-28"),  # 23 month-end; Sat, make-up
        (6, "2024-08-31", "2025-02-28", "2025-02-28"),  # 24 month-end, Fri
        (6, "2025-04-04", "2025-10-04", "2025-10-09"),  # 25
        (3, "2025-11-16", "2026-02-16", "2026-02-24"),  # 26
        (6, "2025-04-01", "2025-10-01", "2025-10-09"),  # 27
    ],
)
def test_a_period_in_months_ends_on_the_corresponding_day(months, start, raw, due):
    period = periods.due_months(date.fromisoformat(start), months, CALENDAR)

    assert (period.raw_last_day, period.last_day) == (date.fromisoformat(raw), date.fromisoformat(due))


@pytest.mark.parametrize(
    ("years", "start", "raw", "due"),
    [
        (2, "2024-02-29", "2026-02-28", "2026-02-28"),  # 28 leap day; Sat, make-up
        (2, "2024-10-05", "2026-10-05", "2026-10-08"),  # 29
    ],
)
def test_a_period_in_years_ends_on_the_corresponding_day(years, start, raw, due):
    period = periods.due_years(date.fromisoformat(start), years, CALENDAR)

    assert (period.raw_last_day, period.last_day) == (date.fromisoformat(raw), date.fromisoformat(due))


def test_a_period_in_hours_runs_from_the_next_hour_through_holidays():
    period = periods.due_hours(court_time("2026-02-14 10:20"), 48)  # 30

    assert period.due_at == court_time("2026-02-16 11:00")  # in the Spring Festival
    assert period.last_day == date(2026, 2, 16)


def test_the_hour_in_which_a_period_starts_is_not_counted_even_on_the_stroke():
    assert periods.due_hours(court_time("2026-02-14 10:00"), 24).due_at == court_time("2026-02-15 11:00")


@pytest.mark.parametrize(
    ("days", "start", "due"),
    [
        (3, "2026-02-13", "2026-02-25"),  # 31 Fri; 2/14 Sat make-up, 2/24, 2/25
        (3, "2024-09-30", "2024-10-10"),  # 32
        (2, "2025-09-30", "2025-10-10"),  # 33
        (2, "2024-02-09", "2024-02-19"),  # 34 2/18 Sun make-up, 2/19
        (1, "2026-09-18", "2026-09-20"),  # 35 Sun make-up
        (1, "2025-01-24", "2025-01-26"),  # 36 Sun make-up
    ],
)
def test_a_period_in_workdays_counts_make_up_days_and_no_rest_days(days, start, due):
    assert periods.due_workdays(date.fromisoformat(start), days, CALENDAR).last_day == date.fromisoformat(due)


@pytest.mark.promise("6")
@pytest.mark.parametrize(
    ("submitted", "promise", "legal"),
    [
        ("2026-09-24 23:50", "2026-09-28", "2026-10-08"),  # 38 Thu before 中秋; legal 10-01 rolls
        ("2026-09-30 09:00", "2026-10-08", "2026-10-08"),  # 39 Wed before 国庆
    ],
)
def test_the_promised_three_days_never_end_after_the_legal_seven(submitted, promise, legal):
    start = court_date(court_time(submitted))
    legal_period = periods.due_days(start, 7, CALENDAR)
    promised = periods.earlier(periods.due_days(start, 3, CALENDAR), legal_period)

    assert legal_period.last_day == date.fromisoformat(legal)
    assert promised.last_day == date.fromisoformat(promise)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-12-31T15:59:59+00:00", date(2026, 12, 31)),
        ("2026-12-31T16:00:00+00:00", date(2027, 1, 1)),
    ],
)
def test_the_court_date_is_shanghais_whatever_the_moments_zone(moment, day):
    assert court_date(datetime.fromisoformat(moment)) == day


def test_a_moment_without_a_zone_has_no_court_date():
    with pytest.raises(ValueError, match="naive"):
        court_date(datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_period_in_days_refuses_a_moment_for_a_date():
    with pytest.raises(TypeError):
        periods.due_days(court_time("2026-01-05 10:00"), 3, CALENDAR)


@pytest.mark.parametrize("count", [periods.due_days, periods.due_months, periods.due_years, periods.due_workdays])
def test_a_period_is_never_negative(count):
    with pytest.raises(ValueError, match="negative"):
        count(date(2026, 1, 5), -1, CALENDAR)


def test_periods_from_different_starts_are_not_compared():
    with pytest.raises(ValueError, match="same start"):
        periods.earlier(
            periods.due_days(date(2026, 1, 5), 3, CALENDAR), periods.due_days(date(2026, 1, 6), 3, CALENDAR)
        )


@given(DAYS, LENGTHS)
def test_a_limit_in_days_is_a_workday_not_before_the_raw_day_and_the_first_such(start, length):
    period = periods.due_days(start, length, CALENDAR)

    assert period.raw_last_day == start + timedelta(days=length)
    assert period.last_day >= period.raw_last_day
    assert CALENDAR.is_workday(period.last_day)
    passed = (period.last_day - period.raw_last_day).days
    assert not any(CALENDAR.is_workday(period.raw_last_day + timedelta(days=n)) for n in range(passed))
    assert len(period.skipped) == passed


@given(DAYS, LENGTHS, st.sampled_from([periods.due_days, periods.due_months, periods.due_workdays]))
def test_a_longer_period_never_ends_earlier(start, length, count):
    assert count(start, length, CALENDAR).due_at <= count(start, length + 1, CALENDAR).due_at


@given(DAYS, LENGTHS)
def test_a_later_start_never_ends_earlier(start, length):
    after = start + timedelta(days=1)
    assert periods.due_days(start, length, CALENDAR).due_at <= periods.due_days(after, length, CALENDAR).due_at


@given(DAYS, st.integers(0, 120))
def test_months_end_on_the_same_day_or_the_months_last(start, months):
    raw = periods.due_months(start, months, CALENDAR).raw_last_day

    assert (raw.year * 12 + raw.month) - (start.year * 12 + start.month) == months
    assert raw.day == start.day or (raw.day < start.day and (raw + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 60))
def test_exactly_so_many_workdays_lie_in_a_period_in_workdays(start, length):
    end = periods.due_workdays(start, length, CALENDAR).last_day
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))

    assert sum(CALENDAR.is_workday(day) for day in days) == length
    assert CALENDAR.is_workday(end)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(COURT_ZONE)),  # noqa: DTZ001
    st.integers(0, 200),
)
def test_hours_never_roll_and_end_on_a_full_hour(moment, hours):
    due_at = periods.due_hours(moment, hours).due_at

    assert timedelta(hours=hours) < due_at - moment <= timedelta(hours=hours + 1)
    assert (due_at.minute, due_at.second, due_at.microsecond) == (0, 0, 0)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_the_earlier_of_two_ends_with_the_earlier(start, first, second):
    both = [periods.due_days(start, first, CALENDAR), periods.due_workdays(start, second, CALENDAR)]

    assert periods.earlier(*both).due_at == min(period.due_at for period in both)


def test_a_period_past_the_published_calendar_is_provisional():
    assert periods.due_days(date(2026, 12, 29), 3, CALENDAR).provisional  # Fri 2027-01-01
    assert not periods.due_days(date(2026, 12, 28), 3, CALENDAR).provisional  # Thu 2026-12-31
    assert periods.due_workdays(date(2026, 12, 30), 2, CALENDAR).provisional


def test_a_limit_that_rolls_into_an_unpublished_year_is_provisional():
    calendar = Calendar((Override(date(2026, 12, 31), False, "通知"),))
    assert periods.due_days(date(2026, 12, 28), 3, calendar).provisional  # Thu off → Mon 2027-01-04


@pytest.mark.parametrize(
    ("start", "provisional"),
    [
        (date(2026, 12, 28), False),  # Thu 12-31; the seven days end on 01-04 at the earliest
        (date(2026, 12, 29), True),  # Fri 01-01 → 01-04
    ],
)
def test_the_earlier_of_two_is_certain_when_the_other_can_no_longer_win(start, provisional):
    both = periods.due_days(start, 3, CALENDAR), periods.due_days(start, 7, CALENDAR)
    assert periods.earlier(*both).provisional is provisional


def test_the_earlier_of_two_is_provisional_while_the_other_may_still_win():
    calendar = Calendar(tuple(Override(date(2027, 1, day), False, "通知") for day in (4, 5, 6, 7, 8)))
    start = date(2026, 12, 28)
    seven, five_workdays = periods.due_days(start, 7, calendar), periods.due_workdays(start, 4, calendar)
    assert periods.earlier(five_workdays, seven).provisional


def test_an_explanation_names_start_every_skipped_day_the_roll_and_the_articles():
    lines = periods.due_days(date(2026, 9, 30), 3, CALENDAR).explain("承诺六")

    assert lines == [
        "期限为3日（承诺六）。",
        "2026年9月30日（周三）是起算的当天，不计算在内，从第二天起算（民事诉讼法第八十五条第二款）。",
        "第3日是2026年10月3日（周六）；中间的节假日计算在内。",
        "10月3日（周六，国庆节放假）、10月4日（周日，国庆节放假）、10月5日（周一，国庆节放假）、"
        "10月6日（周二，国庆节放假）、10月7日（周三，国庆节放假）不是工作日；"
        "顺延到其后第一个工作日2026年10月8日（周四）（民事诉讼法第八十五条第三款）。",
        "2026年10月8日（周四）24:00前完成都不超期（民法典第二百零三条）。",
    ]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (periods.due_days(date(2026, 2, 13), 15, CALENDAR), "2月28日（周六，春节调休上班）是工作日，不顺延。"),
        (periods.due_months(date(2025, 8, 31), 6, CALENDAR), "该月没有31日，以月末日为准（民法典第二百零二条）。"),
        (periods.due_workdays(date(2026, 9, 30), 1, CALENDAR), "第1个工作日是2026年10月8日（周四）"),
        (periods.due_hours(court_time("2026-02-14 10:20"), 48), "连续计48小时，节假日也计算在内，不顺延。"),
        (periods.due_hours(court_time("2026-02-14 10:20"), 48), "10:20所在的小时不计算在内"),
        (periods.due_days(date(2027, 2, 1), 5, CALENDAR), "2027年放假安排尚未公布，以上日期为暂定"),
        (periods.due_days(date(2026, 9, 30), 0, CALENDAR), "期限到当天为止。"),
        (
            periods.earlier(
                periods.due_days(date(2026, 9, 24), 3, CALENDAR), periods.due_days(date(2026, 9, 24), 7, CALENDAR)
            ),
            "另有7日的期限，到2026年10月8日（周四）24:00为止；两者取较早的一个。",
        ),
    ],
)
def test_each_kind_of_period_explains_its_own_rule(period, words):
    assert any(words in line for line in period.explain())
