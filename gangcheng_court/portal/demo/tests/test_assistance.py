"""The demo's requests for help."""

import pytest

from accessibility.assistance.enums import State
from accessibility.assistance.models import Assistance, RememberedNeed
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.demo.assistance import load_assistance
from gangcheng_court.portal.demo.services import load_departments, load_people


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-11-23 15:00", "2026-11-24 04:30", "2026-11-22 11:00", "2026-10-08 09:10"])
def test_the_demo_shows_requests_in_nearly_every_state_and_is_loaded_once(settings, moment):
    settings.DEMO_PASSWORD, at = "demo-only", court_time(moment)
    load_departments()
    load_people(at=at)

    assert load_assistance(at=at, calendar=calendar.load()) == Assistance.objects.count()
    assert load_assistance(at=at, calendar=calendar.load()) == 0
    assert set(Assistance.objects.values_list("state", flat=True)) == set(State) - {State.READY}
    assert RememberedNeed.objects.exists()
