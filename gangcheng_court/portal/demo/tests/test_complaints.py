"""The demo's complaints."""

import pytest

from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.demo.complaints import load_complaints
from gangcheng_court.portal.demo.hotline import load_hotline
from gangcheng_court.portal.demo.services import load_departments, load_people
from supervision.complaints.enums import Source, Status
from supervision.complaints.models import Complaint
from supervision.rectification.models import Order


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-11-24 04:30", "2026-10-08 09:10"])
def test_the_demo_shows_complaints_in_three_states_with_those_of_12368_and_is_loaded_once(settings, moment):
    settings.DEMO_PASSWORD, at = "demo-only", court_time(moment)
    load_departments()
    load_people(at=at)
    load_hotline(at=at, calendar=calendar.load())

    assert load_complaints(at=at, calendar=calendar.load()) == Complaint.objects.count()
    assert load_complaints(at=at, calendar=calendar.load()) == 0
    assert set(Complaint.objects.values_list("status", flat=True)) == set(Status) - {Status.CLOSED}
    assert Complaint.objects.filter(source=Source.HOTLINE).exists()
    assert Order.objects.exists()
