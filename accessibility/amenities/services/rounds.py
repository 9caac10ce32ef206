"""每日巡查: one facility after another, once a working day; interrupted, it goes on where it stopped."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from accessibility.amenities import deadlines, permissions, queries
from accessibility.amenities.enums import FacilityState
from accessibility.amenities.models import Facility, FacilityCheck, Round
from accessibility.amenities.services import checks, telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def check_on_round(
    facility_id: int,
    *,
    state: FacilityState,
    note: str = "",
    photo: StoredFile | None = None,
    by: User,
    at: datetime,
    once: str | None = None,
) -> FacilityCheck:
    """Note what the round of the day of `at` found; the first look begins the round, the last one ends it.

    The same `once` again answers what is there. Refused on a rest day and without a note for what is not usable;
    WrongState for what somebody has looked at on this round.
    """
    permissions.require_keeper(by)
    day = court_date(at)
    if not calendar.load().is_workday(day):
        raise Refused("今天不是工作日，不用巡查。")
    if state != FacilityState.FINE and not note:
        raise Refused(checks.NOTE_MISSING)
    daily, _ = Round.objects.select_for_update().get_or_create(day=day, defaults={"by": by, "began_at": at})
    facility = Facility.objects.locked(pk=facility_id)
    if once and (known := FacilityCheck.objects.filter(once=once).first()):
        return known
    if earlier := daily.checks.filter(facility=facility).select_related("by").first():
        raise WrongState(f"“{facility.name}”今天已由{earlier.by}检查过：{earlier.get_state_display()}。")
    found = checks.write(facility, state, note=note, photo=photo, by=by, at=at, round=daily, once=once)
    if not queries.left_of(daily).exists():
        daily.ended_at = at
        daily.save(update_fields=["ended_at"])
    return found


def remind_of_round(*, at: datetime) -> int:
    """From ROUND_REMINDED_AT on a working day, tell the keepers what nobody has looked at; return how many were told.

    Safe twice and side by side: each is told once a day.
    """
    if not deadlines.round_is_missed(at, settings.ROUND_REMINDED_AT, calendar.load()):
        return 0
    left = list(queries.left_on(court_date(at)))
    return telling.round_missed(left, at=at) if left else 0
