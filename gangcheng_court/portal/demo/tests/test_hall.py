import pytest

from accessibility.amenities import queries
from accessibility.amenities.models import FacilityCheck, Loan, Repair, Round
from accessibility.queue.enums import DeviceKind, Status
from accessibility.queue.models import Device, Ticket
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.demo.hall import load_devices, load_facilities, load_line
from gangcheng_court.portal.demo.services import load_departments, load_people


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-11-23 15:00", "2026-11-24 04:30", "2026-11-22 11:00", "2026-10-08 09:10"])
def test_the_demo_shows_a_round_repairs_and_loans_and_is_loaded_once(settings, moment):
    settings.DEMO_PASSWORD, at = "demo-only", court_time(moment)
    load_departments()
    load_people(at=at)

    assert load_facilities(at=at, calendar=calendar.load()) == FacilityCheck.objects.count()
    assert load_facilities(at=at, calendar=calendar.load()) == 0
    assert Round.objects.get().ended_at
    assert Repair.objects.filter(met_at=None).count() == 2
    assert [loan.item.label for loan in queries.out_first_due(Loan.objects.all())] == ["C01", "F01"]


@pytest.mark.django_db
def test_the_demo_has_a_device_of_each_kind_made_once(settings):
    settings.DEMO_PASSWORD = "demo-only"
    load_departments()
    load_people(at=court_time("2026-11-23 15:00"))
    assert load_devices() == 3
    assert load_devices() == 0
    assert {device.kind for device in Device.objects.all()} == set(DeviceKind)


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-11-23 15:00", "2026-11-22 00:01"])
def test_the_demo_has_a_morning_of_numbers_and_a_line_made_once(settings, moment):
    settings.DEMO_PASSWORD, at = "demo-only", court_time(moment)
    load_departments()
    load_people(at=at)
    assert load_line(at=at, calendar=calendar.load()) == 13
    assert load_line(at=at, calendar=calendar.load()) == 0
    assert Ticket.objects.filter(status=Status.DONE).count() == 8
    assert Ticket.objects.filter(status=Status.WAITING).count() == 5
