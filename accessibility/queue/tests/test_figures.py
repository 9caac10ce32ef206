"""The page of the hall's figures and its workbook."""

from io import BytesIO
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accessibility.queue.enums import AppointmentState, PeriodKind
from accessibility.queue.models import Appointment
from accessibility.queue.tests.days import SERVED, at, make_day, make_matter, make_stay
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines.clock import court_date

pytestmark = pytest.mark.django_db
URL = reverse("accessibility:figures")
NOON = at("12:00")


@pytest.fixture(autouse=True)
def chief(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return sign_in(client, make_user(Role.CHIEF, name="王庭长"))


def page_of(client, **asked):
    answer = client.get(URL, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_today_stands_first_with_its_medians_and_who_waits_too_long(client):
    make_stay(at("09:00"), *SERVED, priority="aged")
    late = make_stay(at("11:00"), (PeriodKind.WAITING, 0), running=True)
    make_stay(at("11:45"), (PeriodKind.WAITING, 0), running=True)

    page = page_of(client)

    assert "2026年11月25日（周三）" in page
    assert "有 1 个号等得太久" in page
    assert f"{late.label}</strong> 立案，已经等了 1 小时（最多 30 分钟）" in page
    assert "年满 60 周岁" not in page


def test_a_past_day_has_no_now(client):
    make_stay(at("09:00", "2026-11-24"), *SERVED)

    page = page_of(client, day="2026-11-24")

    assert "现在（" not in page
    assert "?by=day&amp;day=2026-11-23" in page
    assert "?by=day&amp;day=2026-11-25" in page


@pytest.mark.parametrize(
    ("by", "day", "words", "count"),
    [
        ("week", "2026-11-24", "2026年11月23日（周一）至2026年11月29日（周日）", 2),
        ("month", "2026-11-01", "2026年11月<", 3),
        ("day", "2026-11-22", "2026年11月22日（周日）", 1),
        ("day", "２０２６年１１月２２日", "2026年11月22日（周日）", 1),
    ],
)
def test_a_week_begins_on_monday_and_a_month_on_its_first(client, by, day, words, count):
    for taken in ("2026-10-31", "2026-11-22", "2026-11-23", "2026-11-25"):
        make_stay(at("09:00", taken), *SERVED)

    page = page_of(client, by=by, day=day)

    assert words in page
    assert f"共 {count} 个号" in page


@pytest.mark.parametrize(
    "asked", [{"day": "2026-11-26"}, {"day": "2025-12-31"}, {"day": "2026-02-29"}, {"by": "year"}, {"day": ""}]
)
def test_what_cannot_be_counted_is_said_beside_its_field(client, asked):
    for route in ("accessibility:figures", "accessibility:figures-xlsx"):
        answer = client.get(reverse(route), asked)

        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()


def test_a_day_without_numbers_says_so_and_offers_no_workbook(client):
    page = page_of(client)

    assert "这段时间没有人取号。" in page
    assert "现在没有人在等。" in page
    assert "figures.xlsx" not in page


def test_kept_appointments_stand_with_their_number(client):
    make_stay(at("09:00"), *SERVED)
    for seat, state in enumerate(AppointmentState):
        Appointment.objects.create(
            **{"code": f"{seat}", "matter": make_matter(), "seat": seat, "state": state, "name": "张三"},
            **{"phone": "13800000000", "starts_at": at("09:00"), "ends_at": at("09:30"), "booked_at": at("08:00")},
        )

    assert "到场 1 个，未到 1 个" in page_of(client)


def test_the_page_asks_as_often_for_many_numbers_as_for_few(client, django_assert_num_queries):
    make_stay(at("09:00"), *SERVED)
    page_of(client)
    with CaptureQueriesContext(connection) as few:
        page_of(client)
    make_day(Random(1), court_date(NOON), count=30)

    with django_assert_num_queries(len(few)):
        page_of(client)


def test_the_workbook_says_what_the_page_says_and_its_export_is_logged(client):
    make_stay(at("09:00"), *SERVED)
    make_stay(at("09:00"), (PeriodKind.WAITING, 20.5), (PeriodKind.CALLED, 1), (PeriodKind.SERVING, 3), priority="aged")

    answer = client.get(reverse("accessibility:figures-xlsx"), {"by": "week"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))

    assert answer["Content-Type"].endswith("sheet")
    rows = list(book["等候和办理"].values)
    assert rows[1][:11] == ("合计", None, 2, 2, 10, 20.5, 20.5, 2, 3, 15, 15)
    assert rows[2][:4] == ("优先与普通", "优先号", 1, 1)
    assert dict(book["优先和预约"].values)["优先号占比"] == "50%"
    assert dict(book["查询条件"].values)["导出人"] == "王庭长"
    assert ReadLog.objects.get(what="大厅统计导出").reference == "2026年11月23日（周一）至2026年11月29日（周日）"
