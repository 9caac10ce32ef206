"""The demo's rows of supervision."""

import pytest

from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.demo.interference import load_interference
from gangcheng_court.portal.demo.services import load_departments, load_people
from supervision.interference.models import Confirmation


@pytest.mark.django_db
def test_the_register_has_a_question_and_a_contact_and_is_loaded_once(settings):
    settings.DEMO_PASSWORD, at = "demo-only", court_time("2026-11-22 11:00")
    load_departments()
    load_people(at=at)
    assert load_interference(at=at, calendar=calendar.load()) == 2
    assert load_interference(at=at, calendar=calendar.load()) == 0
    assert Confirmation.objects.count() == 3
