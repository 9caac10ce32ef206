"""Starting states of facilities and loans: rows as they would be, made without the services under test."""

import itertools
from datetime import datetime
from typing import Any

from accessibility.amenities import deadlines, numbers
from accessibility.amenities.enums import FacilityState, ItemKind
from accessibility.amenities.models import Facility, FacilityCheck, Item, Loan, Repair
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.documents.tests.builders import make_picture, upload
from gangcheng_court.promises import FACILITY_REPAIR

NOW = court_time("2026-06-17 10:00")  # Wednesday; 2026-06-19–21 are holidays
PHONE = "13900001111"
_serial = itertools.count(1)


def make_clerk(**fields: Any) -> User:
    return make_user(Role.CLERK, **{"department": make_department()} | fields)


def make_chief(**fields: Any) -> User:
    return make_user(Role.CHIEF, **{"department": make_department()} | fields)


def make_facility(name: str = "饮水机", **fields: Any) -> Facility:
    serial = next(_serial)
    values = {"code": f"facility-{serial}", "name": name, "place": "等候区", "position": serial}
    return Facility.objects.create(**values | fields)


def make_check(facility: Facility, **fields: Any) -> FacilityCheck:
    values = {"state": FacilityState.FINE, "at": NOW}
    return FacilityCheck.objects.create(facility=facility, **values | fields)


def make_photo(by: User) -> StoredFile:
    return documents.store(upload(make_picture(), "photo.jpg"), by=by, at=NOW)


def make_repair(
    facility: Facility | None = None,
    *,
    state: FacilityState = FacilityState.BROKEN,
    note: str = "不出热水",
    by: User | None = None,
    at: datetime = NOW,
    photo: StoredFile | None = None,
    **fields: Any,
) -> Repair:
    """An open repair of a facility that was found broken at `at`, by anybody unless `by` says whom."""
    facility = facility or make_facility()
    facility.state = state
    facility.checked_at, facility.reported_at = (at, None) if by else (None, at)
    facility.save()
    days = calendar.load()
    values = {
        "promise": FACILITY_REPAIR.code,
        "reference": numbers.repair_number(court_date(at), 900000 + next(_serial)),
        "facility": facility,
        "found": make_check(facility, state=state, note=note, photo=photo, by=by, at=at),
        "started_at": at,
        "department": make_department(),
    }
    terms = obligations.terms(deadlines.repair(at, 3, days), rule=FACILITY_REPAIR.article, calendar=days)
    return Repair.objects.create(**values | terms | fields)


def make_item(kind: ItemKind = ItemKind.GLASSES, **fields: Any) -> Item:
    return Item.objects.create(kind=kind, **{"label": f"T{next(_serial):03d}"} | fields)


def make_loan(item: Item | None = None, *, at: datetime = NOW, **fields: Any) -> Loan:
    values = {
        "ticket_label": "A007",
        "phone": PHONE,
        "lent_at": at,
        "due_at": deadlines.loan(at, calendar.load()),
    }
    lent_by = fields.pop("lent_by", None) or make_clerk()
    return Loan.objects.create(item=item or make_item(), lent_by=lent_by, **values | fields)
