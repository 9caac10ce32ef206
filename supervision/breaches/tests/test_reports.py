"""The figures, against numbers worked out by hand."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from filings.review.tests.builders import make_correction
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.web.figures import percent
from gangcheng_court.promises import SEVEN_DAY_DECISION
from supervision.breaches import reports, rules
from supervision.breaches.enforcement import WATCHES
from supervision.breaches.models import Breach, Cause, Explanation
from supervision.breaches.tests.builders import make_breach, make_limit

NOW = court_time("2026-06-25 10:00")  # Thursday
JUNE = reports.Scope(date(2026, 6, 1), date(2026, 6, 25))
WATCH = WATCHES[0]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("6")]


@pytest.fixture
def sample():
    """Five limits settled in June: took 1, 2, 3, 5 days and, still open, 6 days 10 hours; three of five kept."""
    wang, li = (make_user(Role.CLERK, name=name, department=make_department()) for name in ("王一", "李二"))
    due = court_time("2026-06-13")
    start = due - 4 * DAY
    make_limit(due, started_at=start, met_at=start + 1 * DAY, responsible=wang)
    make_limit(due, started_at=start, met_at=start + 2 * DAY, responsible=wang)
    make_limit(due, started_at=start, met_at=start + 3 * DAY, responsible=li)
    make_limit(due, started_at=start, met_at=start + 5 * DAY, responsible=li)
    make_limit(court_time("2026-06-23"), started_at=court_time("2026-06-19"))
    return {"王一": wang, "李二": li}


def numbers(figures):
    return figures.n, figures.kept, figures.broken, figures.median, figures.worst


def test_the_total_against_numbers_worked_out_by_hand(sample):
    total = reports.total(JUNE, WATCH, NOW)
    assert numbers(total) == (5, 3, 2, 3 * DAY, 6 * DAY + 10 * HOUR)
    assert total.rate == 0.6


def test_by_person_in_the_order_of_names_with_what_nobody_took(sample):
    lines = {line.name: numbers(line) for line in reports.by_person(JUNE, WATCH, NOW)}
    assert lines == {
        "王一": (2, 2, 0, 36 * HOUR, 2 * DAY),
        "李二": (2, 1, 1, 4 * DAY, 5 * DAY),
        "无人领取": (1, 0, 1, 6 * DAY + 10 * HOUR, 6 * DAY + 10 * HOUR),
    }


def test_by_department(sample):
    make_limit(court_time("2026-06-20"), met_at=court_time("2026-06-19"), department=make_department("other", "执行局"))
    assert {line.name: (line.n, line.kept) for line in reports.by_department(JUNE, WATCH, NOW)} == {
        "立案庭": (5, 3),
        "执行局": (1, 1),
    }


def test_the_figures_do_not_need_beat(sample):
    assert not Breach.objects.exists()
    assert reports.total(JUNE, WATCH, NOW).broken == len(reports.late(JUNE, WATCH, NOW)) == 2


def test_what_is_still_running_counts_nowhere_and_what_is_met_early_counts_when_it_is_met():
    make_limit(court_time("2026-07-02"))
    assert reports.total(JUNE, WATCH, NOW).n == 0
    make_limit(court_time("2026-07-02"), started_at=court_time("2026-06-24"), met_at=court_time("2026-06-24 12:00"))
    july = reports.Scope(date(2026, 7, 1), date(2026, 7, 31))
    later = court_time("2026-07-31 12:00")
    assert [reports.total(scope, WATCH, later).n for scope in (JUNE, july)] == [1, 1]
    assert reports.total(JUNE, WATCH, later).kept == 1
    assert reports.total(july, WATCH, later).kept == 0


@pytest.mark.parametrize(
    ("due", "counted"),
    [
        ("2026-05-31 23:59:59", False),
        ("2026-06-01 00:00:00", True),
        ("2026-06-25 10:00:00", True),  # this very moment: it has just become late
        ("2026-06-25 10:00:01", False),
    ],
)
def test_a_period_begins_and_ends_on_the_courts_days(due, counted):
    make_limit(court_time(due))
    assert reports.total(JUNE, WATCH, NOW).n == len(reports.late(JUNE, WATCH, NOW)) == counted


def test_a_month_in_which_nothing_was_due_has_no_rate():
    three, seven, *_ = reports.public_figures(NOW)
    assert (three.n, three.rate, three.median, three.worst) == (0, None, None, None)
    assert seven.promise == SEVEN_DAY_DECISION


def test_the_trend_has_twelve_months_oldest_first_and_empty_ones_too(sample):
    make_limit(court_time("2025-07-31"), met_at=court_time("2025-07-30"))
    make_limit(court_time("2025-06-30"), met_at=court_time("2025-06-29"))
    months = reports.trend(JUNE, WATCH, NOW)
    assert [month.name for month in months][::11] == ["2025年7月", "2026年6月"]
    assert [month.n for month in months] == [1, *[0] * 10, 5]
    assert months[-1].rate == 0.6


def test_by_cause_the_latest_word_counts_and_silence_is_named(sample):
    breach = make_breach(court_time("2026-06-20"), responsible=sample["李二"])
    for cause in (Cause.OTHER, Cause.WORKLOAD):
        Explanation.objects.create(breach=breach, cause=cause, words="说明", by=sample["李二"], at=NOW)
    assert reports.by_cause(JUNE, WATCH, NOW) == [("案件量大", 1), ("尚未说明", 2)]
    assert [row.reference for row in reports.late(JUNE, WATCH, NOW, cause=Cause.WORKLOAD)] == [breach.reference]
    assert len(reports.late(JUNE, WATCH, NOW, cause=reports.UNEXPLAINED)) == 2


def test_department_person_and_the_readers_own_part_narrow_the_report(sample):
    li = sample["李二"]
    narrowed = {
        "person": reports.Scope(JUNE.since, JUNE.until, person=li.pk),
        "department": reports.Scope(JUNE.since, JUNE.until, department=make_department("other", "执行局").pk),
        "seen": reports.Scope(JUNE.since, JUNE.until, seen=Q(responsible=li)),
    }
    assert {name: reports.total(scope, WATCH, NOW).n for name, scope in narrowed.items()} == {
        "person": 2,
        "department": 0,
        "seen": 2,
    }


@pytest.mark.parametrize(
    ("rate", "words"), [(None, "—"), (1.0, "100%"), (0.0, "0%"), (0.6, "60%"), (0.9996, "99.9%"), (1 / 3, "33.3%")]
)
def test_a_rate_is_never_rounded_up_to_all(rate, words):
    assert percent(rate) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (None, "—"),
        (timedelta(seconds=40), "40 秒"),
        (timedelta(minutes=59, seconds=59), "59 分钟"),
        (timedelta(hours=5), "5 小时"),
        (timedelta(hours=5, minutes=20), "5 小时 20 分钟"),
        (timedelta(days=2), "2 天"),
        (timedelta(days=2, hours=3, minutes=50), "2 天 3 小时"),
    ],
)
def test_a_length_of_time_in_words(length, words):
    assert rules.length_words(length) == words


def test_what_was_asked_a_second_time_is_counted_by_the_day_of_the_notice():
    chief = make_user(Role.CHIEF)
    for moment in ("2026-05-31 23:59", "2026-06-01 00:00", "2026-06-25 23:59", "2026-06-26 00:00"):
        notice = make_correction(make_user(Role.CLERK), at=court_time(moment)).rounds.get().correction
        notice.approved_by = chief
        notice.save()
    make_correction(make_user(Role.CLERK), at=court_time("2026-06-10 10:00"))

    assert reports.second_corrections(JUNE) == 2
