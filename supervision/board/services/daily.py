"""The list of the day for the president: as PDF by mail, and in the inbox."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, full_day
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.checks import PDF
from gangcheng_court.core.notices import outbox
from supervision.board import reports
from supervision.board.models import DailyList
from supervision.complaints.permissions import PRESIDENT


def recipients() -> QuerySet[User]:
    """The active heads of the president's office, and the staff of the setting DAILY_LIST_ALSO_TO."""
    heads = Q(role=Role.CHIEF, department__code=PRESIDENT)
    others = Q(role__in=STAFF_ROLES, phone__in=settings.DAILY_LIST_ALSO_TO)
    return User.objects.filter(heads | others, is_active=True).order_by("pk")


def send_daily_lists(*, at: datetime) -> int:
    """Send each recipient the list of the day of `at`; return how many went out.

    On working days from DAILY_LIST_AT on, once a person and day, however often and late it is called. What cannot be
    made for one does not stop the others; all failures are raised together.
    """
    days, today = calendar.load(), court_date(at)
    if not days.is_workday(today) or at.astimezone(COURT_ZONE).time() < settings.DAILY_LIST_AT:
        return 0
    sent, failures = 0, []
    for person in recipients().exclude(pk__in=DailyList.objects.filter(day=today).values("recipient")):
        try:
            sent += _send(person.pk, today, days, at=at)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup("部分每日清单未能发出", failures)
    return sent


@transaction.atomic
def _send(person_id: int, day: date, days: Calendar, *, at: datetime) -> bool:
    person = User.objects.select_for_update(of=("self",)).get(pk=person_id)
    if DailyList.objects.filter(recipient=person, day=day).exists():
        return False
    found = reports.day_of(person, at, days)
    content = pdf.render("pdf/supervision/daily_list.html", {"list": found, "reader": person, "now": at})
    file = documents.store_bytes(content, name=f"每日清单_{day:%Y%m%d}.pdf", content_type=PDF, by=None, at=at)
    DailyList.objects.create(day=day, recipient=person, file=file, made_at=at)
    outbox.queue(
        "supervision/daily_list",
        to=person,
        about=f"每日清单 {day}",
        once=f"daily:{day}:{person.pk}",
        at=at,
        context={"list": found, "day": full_day(day)},
        url=reverse("supervision:daily"),
        confidential=True,
        attachment=file,
    )
    return True
