"""The pages of the hall's facilities: the public's list, the round, loans and repairs."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accessibility.amenities import data, services
from accessibility.amenities.enums import FacilityState, ItemKind
from accessibility.amenities.tests.builders import (
    make_chief,
    make_clerk,
    make_facility,
    make_item,
    make_loan,
    make_repair,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user

Look = tuple[User | None, str]
NOTE = "热水出不来，指示灯也不亮，已经拔掉电源并贴了“暂停使用”的纸条。"


def _facilities() -> Look:
    services.load_facilities(data.facilities())
    services.load_items(data.items())
    make_repair(make_facility("饮水机二"), at=timezone.now())
    make_repair(make_facility("纸笔二"), state=FacilityState.EMPTY, by=make_clerk(), at=timezone.now())
    return None, reverse("accessibility:facilities")


def _report() -> Look:
    repair = make_repair(at=timezone.now())
    return None, reverse("accessibility:facility-report", args=[repair.facility.code])


def _round() -> Look:
    services.load_facilities(data.facilities())
    return make_clerk(), reverse("accessibility:round")


def _check() -> Look:
    repair = make_repair(note=NOTE, at=timezone.now())
    make_facility("母婴室")
    return make_clerk(), reverse("accessibility:round-facility", args=[repair.facility.code])


def _loans() -> Look:
    now, chief = timezone.now(), make_chief()
    make_loan(at=now - timedelta(days=2), lent_by=chief, reminded_at=now - timedelta(days=1))
    make_loan(make_item(ItemKind.POWER_BANK), at=now, lent_by=chief, phone="")
    make_loan(make_item(ItemKind.UMBRELLA), at=now - timedelta(days=2), lent_by=chief, lost_at=now)
    make_loan(at=now, lent_by=chief, returned_at=now, returned_to=chief, phone="")
    make_item(ItemKind.WHEELCHAIR, hint="大厅内外都可以用")
    return chief, reverse("accessibility:loans")


def _items() -> Look:
    make_loan()
    make_item(hint="400 度")
    make_item(is_kept=False)
    return make_chief(), reverse("accessibility:items")


def _repairs() -> Look:
    clerk, now = make_clerk(), timezone.now()
    make_repair(note=NOTE, responsible=clerk, at=now)
    make_repair(make_facility("纸笔"), state=FacilityState.EMPTY, note="", at=now - timedelta(days=20))
    mended = make_repair(make_facility("母婴室"), by=clerk, at=now - timedelta(days=1))
    services.look_again(mended.pk, state=FacilityState.FINE, result="换了门锁", by=clerk, at=now)
    return clerk, reverse("accessibility:repairs")


def _repair() -> Look:
    clerk, now = make_clerk(), timezone.now()
    repair = make_repair(note=NOTE, at=now - timedelta(hours=1))
    services.look_again(repair.pk, state=FacilityState.BROKEN, result="配件后天到", by=clerk, at=now)
    return clerk, reverse("accessibility:repair", args=[repair.reference])


AMENITY_PAGES: dict[str, Callable[[], Look]] = {
    "facilities": _facilities,
    "facilities-empty": lambda: (None, reverse("accessibility:facilities")),
    "facility-report": _report,
    "facility-round": _round,
    "facility-check": _check,
}
AMENITY_DESK: dict[str, Callable[[], Look]] = {
    "loans": _loans,
    "loans-empty": lambda: (make_user(Role.SUPERVISOR), reverse("accessibility:loans")),
    "loan-items": _items,
    "repairs": _repairs,
    "repairs-empty": lambda: (make_user(Role.SUPERVISOR), reverse("accessibility:repairs")),
    "repair": _repair,
}
