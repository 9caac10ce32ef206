"""The abstract obligation, seen on a real one: late to the second, explained, moved with the calendar."""

import threading
import time
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from filings.intake.enums import Status
from filings.intake.tests.builders import make_draft
from filings.review.models import ReviewLimit, ReviewRound
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines import gazette, obligations, periods, recalculation, services
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.core.deadlines.models import CalendarNotice, CalendarOverride, DueDateChange
from gangcheng_court.errors import NotYours, Refused
from gangcheng_court.promises import THREE_DAY_REVIEW

pytestmark = pytest.mark.django_db
NOW = court_time("2026-12-30 10:00")
NOTICE = """
一、元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。1月4日（周一）放假。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。
"""


def make_limit(submitted="2026-12-29 10:00", days=3, **fields):
    filing = make_draft(status=Status.UNDER_REVIEW, number=f"WS{ReviewLimit.objects.count()}", submitted_at=NOW)
    started_at = court_time(submitted)
    round_ = ReviewRound.objects.create(filing=filing, number=1, opened_at=started_at)
    calendar = legal_calendar.load()
    terms = obligations.terms(
        periods.due_days(court_date(started_at), days, calendar), rule="承诺六", calendar=calendar
    )
    values = terms | {"promise": THREE_DAY_REVIEW.code, "reference": f"{filing.number}/1", "started_at": started_at}
    return ReviewLimit.objects.create(**values | fields, round=round_)


def enter(by=None, at=NOW):
    read = gazette.read(NOTICE, 2027)
    return services.enter_notice(
        2027, gazette=read, source="国办发明电〔2026〕9号", by=by or make_user(Role.ADMINISTRATOR), at=at
    )


@pytest.mark.parametrize(
    ("met", "is_late"),
    [
        (timedelta(seconds=-1), False),
        (timedelta(), True),  # due_at is the first moment too late
        (timedelta(seconds=1), True),
        (None, True),
    ],
)
def test_late_is_decided_to_the_second(met, is_late):
    limit = make_limit()
    if met is not None:
        ReviewLimit.objects.filter(pk=limit.pk).update(met_at=limit.due_at + met)

    late = ReviewLimit.objects.late(limit.due_at - timedelta(days=1), limit.due_at + timedelta(days=1))
    assert late.exists() is is_late


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [(-1, 0, True), (0, 0, True), (-2, -1, False), (1, 2, False)],
)
def test_only_limits_that_passed_between_the_two_moments_are_late(since, until, found):
    due_at = make_limit().due_at
    late = ReviewLimit.objects.late(due_at + timedelta(seconds=since), due_at + timedelta(seconds=until))
    assert late.exists() is found


def test_a_stored_limit_explains_itself_from_its_own_row():
    limit = make_limit("2026-09-30 23:59")

    lines = obligations.explain(ReviewLimit.objects.get(pk=limit.pk))
    assert lines[0] == "期限为3日（承诺六）。"
    assert any("顺延到其后第一个工作日2026年10月8日（周四）" in line for line in lines)


def test_both_terms_of_an_earlier_of_two_are_explained_from_the_row():
    calendar = legal_calendar.load()
    start = date(2026, 9, 24)  # Thu
    period = periods.earlier(periods.due_days(start, 3, calendar), periods.due_days(start, 7, calendar))
    limit = make_limit("2026-09-24 23:50", **obligations.terms(period, rule="承诺六", calendar=calendar))

    assert limit.rule == "3d&7d 承诺六"
    assert any("另有7日的期限" in line for line in obligations.explain(limit))


def test_a_rule_that_terms_did_not_write_is_an_error():
    with pytest.raises(ValueError, match="not a stored rule"):
        obligations.count(NOW, "三天", legal_calendar.load())


def test_entering_the_years_notice_moves_running_provisional_limits_and_says_so():
    limit = make_limit()  # Tue + 3 = Fri 2027-01-01 → Mon 01-04, provisional
    assert (limit.due_at, limit.provisional) == (court_time("2027-01-05"), True)
    administrator = make_user(Role.ADMINISTRATOR)

    assert enter(administrator) == 1

    limit.refresh_from_db()
    assert (limit.due_at, limit.provisional) == (court_time("2027-01-06"), False)  # 01-04 is off now
    assert limit.calendar_version == legal_calendar.load().version
    change = DueDateChange.objects.get()
    assert (change.reference, change.by, change.at) == (limit.reference, administrator, NOW)
    assert (change.old_due_at, change.new_due_at) == (court_time("2027-01-05"), court_time("2027-01-06"))
    assert any("因录入2027年放假安排（国办发明电〔2026〕9号）" in line for line in obligations.explain(limit))


def test_a_limit_that_only_becomes_certain_moves_without_a_change_row():
    limit = make_limit("2027-01-05 10:00")  # Tue + 3 = Fri 01-08

    assert enter() == 0

    limit.refresh_from_db()
    assert (limit.due_at, limit.provisional) == (court_time("2027-01-09"), False)
    assert not DueDateChange.objects.exists()


def test_closed_and_passed_limits_never_move():
    closed, passed = make_limit(met_at=NOW), make_limit()

    calendar = legal_calendar.load().with_year(2027, gazette.read(NOTICE, 2027).overrides("通知"))
    assert not list(recalculation.pending(calendar, at=passed.due_at))
    assert enter(at=passed.due_at) == 0

    for limit in (closed, passed):
        before = limit.due_at
        limit.refresh_from_db()
        assert (limit.due_at, limit.provisional) == (before, True)
    assert "此后日历的调整不再改变它" in obligations.explain(closed)[-1]


def test_recalculating_twice_changes_nothing_more():
    make_limit()
    enter()

    assert recalculation.recalculate(by=make_user(Role.ADMINISTRATOR), at=NOW, because="再算一次") == 0
    assert DueDateChange.objects.count() == 1


def test_one_unreadable_rule_does_not_stop_the_others(caplog):
    make_limit(rule="三天")
    make_limit()

    assert enter() == 1
    assert "unreadable rule" in caplog.text


def test_a_year_is_entered_once_and_never_over_published_data():
    enter()
    for year, text in ((2027, NOTICE), (2026, None)):
        read = gazette.read(text, year) if text else gazette.Gazette((), ())
        with pytest.raises(Refused, match="已经有了"):
            services.enter_notice(year, gazette=read, source="x", by=make_user(Role.ADMINISTRATOR), at=NOW)
    assert list(CalendarNotice.objects.values_list("year", flat=True)) == [2027]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_an_administrator_changes_the_calendar(role):
    with pytest.raises(NotYours):
        enter(make_user(role))
    with pytest.raises(NotYours):
        recalculation.recalculate(by=make_user(role), at=NOW, because="x")
    assert not CalendarOverride.objects.exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE deadlines_duedatechange SET because = ''", "DELETE FROM deadlines_duedatechange"]
)
def test_a_recorded_change_of_a_limit_cannot_be_edited(statement):
    make_limit()
    enter()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_limit_that_is_closed_while_the_calendar_changes_does_not_move():
    limit = make_limit()
    closed = threading.Event()

    def close():
        with transaction.atomic():
            ReviewLimit.objects.filter(pk=limit.pk).update(met_at=NOW)
            closed.set()
            wait_until_somebody_waits_for_a_row()
        connection.close()

    thread = threading.Thread(target=close)
    thread.start()
    closed.wait()
    moved = enter()
    thread.join()

    limit.refresh_from_db()
    assert (limit.met_at, limit.due_at, moved) == (NOW, court_time("2027-01-05"), 0)
    assert not DueDateChange.objects.exists()


def wait_until_somebody_waits_for_a_row():
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waited")


def test_the_administrator_sees_what_a_notice_does_before_confirming(client):
    limit = make_limit("2099-01-01 10:00", due_at=court_time("2099-01-05"), provisional=True)
    sign_in(client, make_user(Role.ADMINISTRATOR))
    url = reverse("admin:deadlines_enter_notice")
    answers = {"year": 2027, "source": "国办发明电〔2026〕9号", "text": NOTICE}

    preview = client.post(url, answers)
    assert preview.status_code == 200
    assert limit.reference in preview.content.decode()
    assert "确认录入" in preview.content.decode()
    assert "<textarea" in client.post(url, answers | {"edit": "1"}).content.decode()
    assert not CalendarOverride.objects.exists()

    assert client.post(url, answers | {"confirm": "1"}).status_code == 302
    assert CalendarOverride.objects.filter(date=date(2027, 1, 4), is_workday=False).exists()
    again = client.post(url, answers)
    assert again.status_code == 422
    assert "已经录入" in again.content.decode()


def test_a_single_changed_day_is_announced_and_moved_on_request(client):
    limit = make_limit("2099-01-01 10:00", due_at=court_time("2099-01-05"), provisional=True)
    sign_in(client, make_user(Role.ADMINISTRATOR))
    changelist = reverse("admin:deadlines_calendaroverride_changelist")
    assert "有1项未结期限与现在的日历不一致" in client.get(changelist).content.decode()

    url = reverse("admin:deadlines_recalculate")
    assert limit.reference in client.get(url).content.decode()
    assert DueDateChange.objects.count() == 0
    assert client.post(url).status_code == 302

    assert DueDateChange.objects.count() == 1
    assert "与现在的日历不一致" not in client.get(changelist).content.decode()
    assert client.get(reverse("admin:deadlines_duedatechange_changelist")).status_code == 200
    assert client.get(reverse("admin:deadlines_calendarnotice_changelist")).status_code == 200


def test_the_calendar_s_administration_is_closed_to_everybody_else(client):
    sign_in(client, make_user(Role.CHIEF))
    for name in ("deadlines_enter_notice", "deadlines_recalculate"):
        assert client.get(reverse(f"admin:{name}")).status_code in (302, 404)
