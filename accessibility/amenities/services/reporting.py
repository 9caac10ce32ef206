"""“坏了”: anybody says that a facility cannot be used."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from accessibility.amenities.enums import FacilityState
from accessibility.amenities.models import Facility, FacilityCheck
from accessibility.amenities.services import checks
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import Refused

WITHIN = timedelta(hours=1)
TOO_MANY = "这一小时里报告的已经很多，工作人员正在逐一查看。急的，请直接告诉导诉台，或者拨打 12368。"


@transaction.atomic
def report(
    facility_id: int, *, state: FacilityState, note: str, by: User | None, at: datetime, once: str | None = None
) -> FacilityCheck:
    """Note that a facility is broken or empty; the same `once` again writes nothing and answers what is there.

    `by` is a member of staff, else None. Refused beyond FACILITY_REPORTS_AN_HOUR by anybody together: never counted by
    address, the whole hall shares one. ValueError for “usable”: only staff who looked say so.
    """
    if state == FacilityState.FINE:
        raise ValueError(state)
    facility = Facility.objects.locked(pk=facility_id)
    if once and (known := FacilityCheck.objects.filter(once=once).first()):
        return known
    recent = FacilityCheck.objects.filter(by=None, at__gt=at - WITHIN, at__lte=at)
    if by is None and recent.count() >= settings.FACILITY_REPORTS_AN_HOUR:
        raise Refused(TOO_MANY)
    return checks.write(facility, state, note=note, by=by, at=at, once=once)
