"""报修: somebody takes it, looks again, and says how it was put right."""

from datetime import datetime

from django.db import transaction

from accessibility.amenities import permissions
from accessibility.amenities.enums import FacilityState
from accessibility.amenities.models import Facility, Repair
from accessibility.amenities.services import checks
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused, WrongState

ENDED = "这件报修已经办结。又坏了的，请重新报修。"


@transaction.atomic
def take(repair_id: int, *, by: User, at: datetime) -> Repair:
    """“我来办”: `by` answers for it from now on, whoever did before. WrongState once it is put right."""
    permissions.require_keeper(by)
    repair = Repair.objects.locked(pk=repair_id)
    if repair.met_at:
        raise WrongState(ENDED)
    repair.responsible = by
    repair.save(update_fields=["responsible"])
    return repair


@transaction.atomic
def look_again(
    repair_id: int,
    *,
    state: FacilityState,
    result: str,
    photo: StoredFile | None = None,
    by: User,
    at: datetime,
    once: str | None = None,
) -> Repair:
    """A new check: usable ends the repair with `result`; anything else is noted, and the limit runs on.

    The same `once` again changes nothing. Refused without a result; WrongState once it is put right.
    """
    permissions.require_keeper(by)
    if not result:
        raise Refused("请写明怎么修好的；还没修好的，写明进展。")
    facility = Facility.objects.locked(repairs=repair_id)
    repair = Repair.objects.locked(pk=repair_id)
    if once and facility.checks.filter(once=once).exists():
        return repair
    if repair.met_at:
        raise WrongState(ENDED)
    checks.write(facility, state, note=result, photo=photo, by=by, at=at, once=once)
    repair.refresh_from_db()
    return repair
