"""An alarm that waits for its explanation is not forgotten: the owner is urged ahead of the limit, then both."""

from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, hours, periods
from gangcheng_court.core.deadlines.clock import court_date
from supervision.watch.enums import Status
from supervision.watch.models import Alarm
from supervision.watch.services import alarming

AHEAD_WORKDAYS = 1


@transaction.atomic
def urge(*, at: datetime) -> int:
    """Remind the owner of each open alarm whose limit ends by the next working day; once it has passed, tell the
    supervisors too. Return how many alarms are near or late.

    In service hours only; each person is told of each alarm once ahead and once after, however often this runs.
    """
    days = calendar.load()
    if not hours.in_service_hours(at, days):
        return 0
    near = periods.due_workdays(court_date(at), AHEAD_WORKDAYS, days).due_at
    waiting = Alarm.objects.filter(status=Status.OPEN, limit__due_at__lte=near).select_related("limit", "owner")
    supervisors = list(User.objects.filter(role=Role.SUPERVISOR, is_active=True))
    for alarm in waiting.order_by("pk"):
        late = alarm.limit.due_at <= at
        for person in {person.pk: person for person in [alarm.owner, *(supervisors if late else [])]}.values():
            alarming.tell(
                *(person, alarm, "alarm_late" if late else "alarm_near"),
                key="late" if late else "near",
                at=at,
                due_at=alarm.limit.due_at,
            )
    return len(waiting)
