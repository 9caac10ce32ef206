"""What comes by letter, by a visit, or over the supervision telephone 0531-76881643, written down by the desk."""

from datetime import date, datetime, time

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, full_day
from gangcheng_court.errors import NotYours, Refused
from supervision.complaints import permissions
from supervision.complaints.enums import StepKind
from supervision.complaints.models import Complaint
from supervision.complaints.services import steps
from supervision.complaints.services.receiving import NewComplaint, receive

LATEST_DAYS = 60


@transaction.atomic
def enter(new: NewComplaint, *, by: User, at: datetime, received_on: date, once: str | None = None) -> Complaint:
    """Write it down. Its limits run from the day on which the court received it, which may be an earlier one.

    The same `once` again opens nothing. Raises NotYours for others than the desk, Refused for a day that is to come or
    lies more than sixty days back.
    """
    if not permissions.is_desk(by):
        raise NotYours
    days = (court_date(at) - received_on).days
    if not 0 <= days <= LATEST_DAYS:
        raise Refused(f"收到的日期不能晚于今天，也不能早于 {LATEST_DAYS} 天以前。")
    received = datetime.combine(received_on, time(9), COURT_ZONE) if days else at
    complaint = receive(new, by=by, at=received, once=once).complaint
    if days and complaint.steps.count() == 1:
        steps.add(complaint, StepKind.NOTED, by=by, at=at, words=f"{full_day(received_on)}收到，补登记。")
    return complaint
