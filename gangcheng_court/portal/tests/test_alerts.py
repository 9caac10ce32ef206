from datetime import timedelta

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
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
