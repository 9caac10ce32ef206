"""On the planned day the inspector is reminded, once."""

from datetime import datetime

from gangcheng_court.core.deadlines.clock import court_date
from supervision.inspections.enums import Status
from supervision.inspections.models import Inspection
from supervision.inspections.services import telling


def remind_of_visits(*, at: datetime) -> int:
    """Tell the owner of each visit that is planned for today and has not begun; return how many were told.

    Safe twice, late or side by side: each is told once.
    """
    waiting = Inspection.objects.filter(status=Status.PLANNED, planned_on=court_date(at)).select_related("owner")
    return sum(telling.owner(row, "inspection_today", at=at) for row in waiting)
