from datetime import timedelta

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit.verification import REMOVED, Trouble
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.deadlines.models import CalendarNotice
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.portal import alerts

pytestmark = pytest.mark.django_db
NOW = court_time("2026-11-23 09:00")  # Mon


def test_administrators_are_asked_for_the_year_that_limits_already_reach_once_a_week():
    administrator = make_user(Role.ADMINISTRATOR)
    make_user(Role.ADMINISTRATOR, is_active=False)
    make_user(Role.CHIEF)

    assert alerts.tell_of_missing_years(at=NOW) == 1
    assert alerts.tell_of_missing_years(at=NOW + timedelta(days=6)) == 0
    assert alerts.tell_of_missing_years(at=NOW + timedelta(days=7)) == 1

    notices = Notice.objects.all()
    assert {notice.recipient for notice in notices} == {administrator}
    assert {notice.title for notice in notices} == {"请录入2027年放假安排"}


def test_nobody_is_asked_when_the_year_is_entered():
    make_user(Role.ADMINISTRATOR)
    CalendarNotice.objects.create(year=2027, source="通知", entered_at=NOW)

    assert alerts.tell_of_missing_years(at=NOW) == 0


def test_administrators_and_supervisors_are_told_of_a_changed_log_once_a_day_and_of_a_whole_one_never():
    people = {make_user(Role.ADMINISTRATOR), make_user(Role.SUPERVISOR)}
    make_user(Role.CHIEF)
    troubles = [Trouble(REMOVED, "audit_readlog", number) for number in range(20)]

    assert alerts.tell_of_tampering([], at=NOW) == 0
    assert alerts.tell_of_tampering(troubles, at=NOW) == 2
    assert alerts.tell_of_tampering(troubles, at=NOW + timedelta(hours=1)) == 0

    notices = Notice.objects.all()
    assert {notice.recipient for notice in notices} == people
    assert all("20 处" in notice.body and "第 9 行" in notice.body for notice in notices)
