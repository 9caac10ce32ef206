"""What the portal itself must tell its administrators."""

from datetime import datetime

from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox


def tell_of_missing_years(*, at: datetime) -> int:
    """Tell every administrator of each year that limits may reach and whose days off are not entered; returns how many.

    Once a week and person until the year is entered; a second call in the same week tells nobody.
    """
    told = 0
    year_of_week, week, _ = court_date(at).isocalendar()
    for year in calendar.missing_years(court_date(at)):
        for administrator in User.objects.filter(role=Role.ADMINISTRATOR, is_active=True):
            notice = outbox.queue(
                "portal/calendar_missing",
                to=administrator,
                about=f"{year}年放假安排",
                once=f"calendar-missing:{year}:{administrator.pk}:{year_of_week}-{week}",
                at=at,
                context={"year": year},
                url=reverse("admin:deadlines_enter_notice"),
            )
            told += notice is not None
    return told
