"""What the portal itself must tell its administrators."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit.verification import Trouble
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox

NAMED = 10
"""Places that a notice names; the command names all."""
logger = logging.getLogger(__name__)


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


def tell_of_tampering(troubles: Sequence[Trouble], *, at: datetime) -> int:
    """Tell every administrator and supervisor what does not fit in the log; returns how many were told.

    Once a day and person; nothing is said of a whole log.
    """
    if not troubles:
        return 0
    logger.error("the log was tampered with in %s places", len(troubles))
    told = 0
    for person in User.objects.filter(role__in=(Role.ADMINISTRATOR, Role.SUPERVISOR), is_active=True):
        notice = outbox.queue(
            "portal/log_tampered",
            to=person,
            about="防篡改日志",
            once=f"log-tampered:{court_date(at)}:{person.pk}",
            at=at,
            context={"count": len(troubles), "troubles": [str(trouble) for trouble in troubles[:NAMED]]},
            url=reverse("portal:log-digests"),
        )
        told += notice is not None
    return told
