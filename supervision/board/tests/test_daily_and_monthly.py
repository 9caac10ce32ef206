"""The president's list each working day, and the report of each month: once, late rather than never, never twice."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.printed import words_of
from gangcheng_court.core.notices import delivery
from gangcheng_court.core.notices.models import Channel, Notice
from gangcheng_court.promises import RECTIFICATION
from supervision.board import services
from supervision.board.models import DailyList, MonthlyReport
from supervision.breaches.tests.builders import make_breach, make_limit
from supervision.complaints.tests.builders import make_complaint
from supervision.rectification.tests.builders import make_order
from supervision.watch.tests.builders import make_alarm

pytestmark = pytest.mark.django_db
EIGHT = court_time("2026-11-26 08:00")  # Thursday
JULY = court_time("2026-07-01 00:10")  # Wednesday


@pytest.fixture
def president():
    office = make_department("president", "院长办公室")
    return make_user(Role.CHIEF, department=office, email="president@example.com")


def content(file) -> bytes:
    with file.file.open("rb") as opened:
        return opened.read()


def test_the_president_has_the_list_by_mail_with_what_is_late_due_and_new(president) -> None:
    late = make_breach(court_time("2026-11-26 00:00"))
    due = make_limit(court_time("2026-11-27 00:00"))
    make_limit(court_time("2026-11-28 00:00"))
    make_user(Role.SUPERVISOR)
    alarm = make_alarm()

    assert services.send_daily_lists(at=EIGHT) == 1
    delivery.deliver_due(at=EIGHT)

    row = DailyList.objects.get()
    words = words_of(content(row.file))
    assert words.count(late.reference) == 2  # open and late, and newly recorded
    assert words.count(due.reference) == 1
    assert alarm.number in words
    letter = mail.outbox[0]
    assert letter.to == ["president@example.com"]
    assert letter.attachments[0].filename == "每日清单_20261126.pdf"
    assert letter.attachments[0].content == content(row.file)
    assert "已经超期、还没有办完 1 件，今天到期 1 件" in letter.body


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-26 07:59:59",
        "2026-11-28 08:00",  # Saturday
        "2026-10-01 08:00",  # National Day, a Thursday
    ],
)
def test_no_list_before_eight_nor_on_a_day_off(president, moment) -> None:
    assert services.send_daily_lists(at=court_time(moment)) == 0


def test_a_beat_that_slept_sends_the_list_late_once_and_not_twice(president) -> None:
    sent = [services.send_daily_lists(at=court_time(f"2026-11-26 {hour}")) for hour in ("15:00", "15:05", "18:00")]

    assert sent == [1, 0, 0]
    assert Notice.objects.filter(recipient=president).count() == 1
    assert services.send_daily_lists(at=court_time("2026-11-27 08:00")) == 1


def test_without_an_address_the_list_is_in_the_inbox_all_the_same(president) -> None:
    president.email = ""
    president.save()

    assert services.send_daily_lists(at=EIGHT) == 1
    assert [row.channel for row in Notice.objects.get().deliveries.all()] == [Channel.INBOX]


def test_the_setting_names_further_staff_and_who_left_has_none(president, settings) -> None:
    supervisor, citizen = make_user(Role.SUPERVISOR), make_user()
    settings.DAILY_LIST_ALSO_TO = [supervisor.phone, citizen.phone]
    president.is_active = False
    president.save()

    services.send_daily_lists(at=EIGHT)

    assert [row.recipient for row in DailyList.objects.all()] == [supervisor]


def test_a_list_as_it_was_sent_opens_for_its_recipient_and_is_logged(president, client: Client) -> None:
    services.send_daily_lists(at=EIGHT)
    address = reverse("supervision:daily-file", args=[DailyList.objects.get().pk])
    sign_in(client, president)

    assert client.get(address).status_code == 200
    assert ReadLog.objects.get().what == "每日清单"
    assert address in client.get(reverse("supervision:daily")).content.decode()
    sign_in(client, make_user(Role.SUPERVISOR))
    assert client.get(address).status_code == 404


def test_the_report_of_the_month_counts_nothing_that_is_kept_from_anybody() -> None:
    reader = make_user(Role.SUPERVISOR)
    make_complaint(about=reader)
    make_order(kept_from=[reader.pk])
    make_order()
    report = services.make_monthly_report(at=JULY)
    rows = openpyxl.load_workbook(BytesIO(content(report.xlsx)))["各项承诺"].iter_rows(min_row=2, values_only=True)
    assert [row[:2] for row in rows] == [(RECTIFICATION.title, 1)]


def test_the_report_of_the_month_is_made_on_the_first_working_day_once_and_told(client: Client) -> None:
    supervisor, chief = make_user(Role.SUPERVISOR), make_user(Role.CHIEF, department=make_department())
    make_user(Role.CLERK)
    due = court_time("2026-10-10 00:00")
    make_limit(due, met_at=court_time("2026-10-08 09:00"))
    late = make_limit(due, met_at=court_time("2026-10-11 09:00"))

    assert services.make_monthly_report(at=court_time("2026-11-01 23:59")) is None  # Sunday
    report = services.make_monthly_report(at=court_time("2026-11-02 00:10"))
    assert services.make_monthly_report(at=court_time("2026-11-20 00:10")) is None

    assert MonthlyReport.objects.get() == report
    assert report.month == date(2026, 10, 1)
    words = words_of(content(report.pdf))
    assert "50%" in words
    assert late.reference not in words
    book = openpyxl.load_workbook(BytesIO(content(report.xlsx)))
    row = next(book["各项承诺"].iter_rows(min_row=2, values_only=True))
    assert row[:5] == ("网上立案三天内审核", 2, 1, 1, "50%")
    told = Notice.objects.filter(template="supervision/monthly_report")
    assert {notice.recipient for notice in told} == {supervisor, chief}

    sign_in(client, chief)
    address = reverse("supervision:monthly-file", args=[report.pk, "xlsx"])
    assert address in client.get(reverse("supervision:monthly-reports")).content.decode()
    assert client.get(address).status_code == 200
    assert ReadLog.objects.get().reference == "2026-10 xlsx"
    assert client.get(address.replace("xlsx", "docx")).status_code == 404
