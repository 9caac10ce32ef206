"""Every month is answered for; who has not is reminded, each stage once."""

from datetime import date

import pytest
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.interference import queries, services
from supervision.interference.models import Confirmation
from supervision.interference.tests.builders import make_entry

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)
OPEN = court_time("2026-06-26 09:15")  # Friday, the first of June's last three working days
LAST = court_time("2026-06-30 09:15")  # Tuesday
AFTER = court_time("2026-07-01 09:15")  # Wednesday
JOINED = {"date_joined": court_time("2026-01-01")}


@pytest.fixture
def judge():
    return make_user(Role.JUDGE, department=make_department("trial", "审判庭"), **JOINED)


def test_a_month_is_confirmed_once_with_what_the_page_showed(judge):
    with pytest.raises(Refused, match="6月26日起"):
        services.confirm(JUNE, by=judge, at=court_time("2026-06-25 23:59"), count=0)
    with pytest.raises(NotYours):
        services.confirm(JUNE, by=make_user(Role.ADMINISTRATOR), at=OPEN, count=0)
    make_entry(judge, at=court_time("2026-06-17 10:00"))
    with pytest.raises(WrongState, match="有变化"):
        services.confirm(JUNE, by=judge, at=OPEN, count=0)

    said = services.confirm(JUNE, by=judge, at=OPEN, count=1)

    assert services.confirm(JUNE, by=judge, at=LAST, count=5) == said
    assert (Confirmation.objects.get().count, said.confirmed_at) == (1, OPEN)


def test_each_stage_is_told_once_to_who_has_not_answered(judge):
    chief = make_user(Role.CHIEF, department=judge.department, **JOINED)
    supervisor = make_user(Role.SUPERVISOR, **JOINED)
    make_user(Role.ADMINISTRATOR, **JOINED)
    make_user(Role.JUDGE, is_active=False, **JOINED)
    make_user(Role.JUDGE, date_joined=court_time("2026-07-01 08:00"))
    for person in (chief, supervisor):
        services.confirm(JUNE, by=person, at=OPEN, count=0)

    services.remind(at=court_time("2026-06-25 09:15"))
    assert [*Notice.objects.exclude(about="2026-05")] == []
    for at in (OPEN, OPEN, court_time("2026-06-29 09:15"), LAST, LAST):
        services.remind(at=at)
    june = Notice.objects.filter(about="2026-06").order_by("pk")
    assert [(row.recipient, "最后一个工作日" in row.body) for row in june] == [(judge, False), (judge, True)]

    for at in (AFTER, court_time("2026-07-02 09:15")):
        services.remind(at=at)
    told = june.filter(template="supervision/interference_missing")
    assert {row.recipient for row in told} == {chief, supervisor}
    assert all(judge.name in row.body for row in told)
    assert told.count() == 2


def test_a_month_that_begins_on_a_holiday_is_reported_on_its_first_working_day(judge):
    make_user(Role.SUPERVISOR, **JOINED)
    services.remind(at=court_time("2026-10-07 09:15"))
    assert not Notice.objects.exists()
    services.remind(at=court_time("2026-10-08 09:15"))  # Thursday after the festival
    assert Notice.objects.get().about == "2026-09"


def test_the_page_asks_and_the_supervisor_sees_who_is_missing_but_no_record(client, judge, time_machine):
    time_machine.move_to(OPEN, tick=False)
    entry = make_entry(judge, at=court_time("2026-06-17 10:00"))
    sign_in(client, judge)
    page = client.get(reverse("supervision:interference")).content.decode()
    assert "确认本月有 1 条" in page
    assert "您有 0 条记录" in page  # May is still open
    confirm = reverse("supervision:interference-confirm")
    assert client.post(confirm, {"month": "2026-06", "count": "1"}).status_code == 302
    assert client.post(confirm, {"month": "x", "count": "1"}).status_code == 400
    assert "已确认：本月有 1 条" in client.get(reverse("supervision:interference")).content.decode()

    late = make_user(Role.CLERK, name="没有确认的人", **JOINED)
    sign_in(client, make_user(Role.SUPERVISOR, **JOINED))
    page = client.get(reverse("supervision:interference-months") + "?month=2026-06").content.decode()
    assert late.name in page
    assert "已确认 1 人" in page
    assert entry.number not in page
    assert queries.month(JUNE).n == 3
    assert client.get(reverse("supervision:interference-months") + "?month=2020-01").status_code == 400


def test_the_way_in_stands_at_the_foot_of_every_page_of_staff_only(client, judge):
    link = f'href="{reverse("supervision:interference")}"'
    assert link not in client.get(reverse("portal:promises")).content.decode()
    sign_in(client, make_user())
    assert link not in client.get(reverse("portal:promises")).content.decode()
    sign_in(client, judge)
    assert link in client.get(reverse("portal:promises")).content.decode()
