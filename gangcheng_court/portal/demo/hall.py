"""A made-up day of the hall's facilities: a round, what was broken, what was lent, all made through the services."""

from datetime import datetime, timedelta

from django.db import transaction

from accessibility.amenities import data, services
from accessibility.amenities.enums import FacilityState
from accessibility.amenities.models import Facility, FacilityCheck, Item
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_before

MINUTE = timedelta(minutes=1)
FOUND = {
    "water": (FacilityState.BROKEN, "热水出不来，已经拔掉电源"),
    "paper": (FacilityState.EMPTY, "白纸用完了"),
}


@transaction.atomic
def load_facilities(*, at: datetime, calendar: Calendar) -> int:
    """Make the demo's round, repairs and loans once, dated back from `at`; returns how many checks there are (0 when
    there were any before).
    """
    people = {person.role: User.objects.get(phone=person.phone) for person in PEOPLE}
    clerk, chief = people[Role.CLERK], people[Role.CHIEF]
    if FacilityCheck.objects.exists():
        return 0
    services.load_facilities(data.facilities())
    services.load_items(data.items())
    morning = morning_before(at, 1, calendar)
    for number, facility in enumerate(Facility.objects.all()):
        state, note = FOUND.get(facility.code, (FacilityState.FINE, ""))
        services.check_on_round(facility.pk, state=state, note=note, by=clerk, at=morning + number * MINUTE)
    water, paper = (Facility.objects.get(code=code).repairs.get() for code in FOUND)
    services.look_again(
        paper.pk, state=FacilityState.FINE, result="补了两包", by=clerk, at=morning + timedelta(minutes=30)
    )
    services.take(water.pk, by=chief, at=morning + timedelta(hours=1))
    _report_and_lend(clerk, morning, at)
    return FacilityCheck.objects.count()


def _report_and_lend(clerk: User, morning: datetime, at: datetime) -> None:
    """Somebody reports the copier; a pair of glasses comes back, a power bank does not, a magnifier is out now."""
    copier = Facility.objects.get(code="copier")
    services.report(copier.pk, state=FacilityState.BROKEN, note="卡纸", by=None, at=at - 20 * MINUTE)
    things = Item.objects.in_bulk(["L02", "C01", "F01"], field_name="label")
    back = services.lend(things["L02"].pk, ticket_label="A003", by=clerk, at=morning)
    services.give_back(back.pk, by=clerk, at=morning + 25 * MINUTE)
    services.lend(things["C01"].pk, ticket_label="A011", phone="19900001012", by=clerk, at=morning)
    services.lend(things["F01"].pk, ticket_label="A002", by=clerk, at=at - 15 * MINUTE)
