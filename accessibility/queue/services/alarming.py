"""Who waits too long is told to the chief while there is still time to open another window."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accessibility.queue import reports
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.hours import in_service_hours
from gangcheng_court.core.notices import outbox


@transaction.atomic
def tell_of_long_waits(*, at: datetime) -> int:
    """Tell every chief of each number that waits too long (`reports.alarms`), once; return how many wait so.

    Nobody is told outside the court's service hours.
    """
    if not in_service_hours(at, calendar.load()):
        return 0
    alarms = reports.alarms(court_date(at), at)
    chiefs = User.objects.filter(role=Role.CHIEF, is_active=True) if alarms else ()
    for alarm in alarms:
        for chief in chiefs:
            outbox.queue(
                "accessibility/queue/long_wait",
                to=chief,
                about=alarm.ticket.label,
                once=f"long-wait:{alarm.ticket.pk}:{chief.pk}",
                at=at,
                context={"alarm": alarm},
                url=reverse("accessibility:figures"),
            )
    return len(alarms)
