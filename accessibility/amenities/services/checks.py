"""One look at a facility: its new state, and the repair that the look opens or ends."""

from datetime import datetime

from django.conf import settings
from django.core.files import File

from accessibility.amenities import deadlines, numbers
from accessibility.amenities.enums import FacilityState
from accessibility.amenities.models import Facility, FacilityCheck, Repair, Round
from accessibility.amenities.services import telling
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.checks import PICTURES, BadFile, check
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.promises import FACILITY_REPAIR
from gangcheng_court.references import next_serial

NOTE_MISSING = "请写明哪里坏了、缺什么，维修的人才知道带什么来。"
MENDED = "检查时可以用"


def write(
    facility: Facility,
    state: FacilityState,
    *,
    note: str,
    by: User | None,
    at: datetime,
    photo: StoredFile | None = None,
    round: Round | None = None,
    once: str | None = None,
) -> FacilityCheck:
    """Note what was found of a locked facility. What is not usable opens a repair, unless one is open; what staff find
    usable again ends it. The word of anybody (`by` None) waits for staff to look.
    """
    found = FacilityCheck.objects.create(
        facility=facility, state=state, note=note, photo=photo, by=by, at=at, round=round, once=once
    )
    facility.state = state
    if by:
        facility.checked_at, facility.reported_at = at, None
    else:
        facility.reported_at = facility.reported_at or at
    facility.save(update_fields=["state", "checked_at", "reported_at"])
    repair = facility.repairs.open().first()
    if state != FacilityState.FINE and repair is None:
        _open_repair(facility, found)
    elif state == FacilityState.FINE and repair is not None:
        repair.met_at, repair.mended, repair.result = at, found, note or MENDED
        repair.save(update_fields=["met_at", "mended", "result"])
    return found


def keep_photo(upload: File, *, by: User, at: datetime) -> StoredFile:
    """Keep a photo of a facility; raises BadFile with a sentence that names the fix."""
    if check(upload.file, upload.size).content_type not in PICTURES:
        raise BadFile("这里只放照片（JPG、PNG、HEIC），请拍一张或者从相册里选。")
    return documents.store(upload, by=by, at=at)


def _open_repair(facility: Facility, found: FacilityCheck) -> None:
    days = calendar.load()
    department, _ = Department.objects.get_or_create(code="filing", defaults={"name": "立案庭"})
    period = deadlines.repair(found.at, settings.FACILITY_REPAIR_WORKDAYS, days)
    repair = Repair.objects.create(
        promise=FACILITY_REPAIR.code,
        reference=numbers.repair_number(court_date(found.at), next_serial("repair_serial")),
        facility=facility,
        found=found,
        started_at=found.at,
        department=department,
        **obligations.terms(period, rule=FACILITY_REPAIR.article, calendar=days),
    )
    telling.repair_opened(repair, at=found.at)
