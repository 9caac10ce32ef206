import pytest
from django.core.management import call_command

from filings.intake.enums import Status
from filings.intake.models import Filing
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.demo.filings import load_filings
from gangcheng_court.portal.demo.services import load_people
from supervision.breaches.enforcement import record_breaches
from supervision.breaches.models import Breach

AT = court_time("2026-11-23 15:00")  # Monday


@pytest.mark.django_db
def test_the_demo_shows_every_state_a_newcomer_meets_and_is_loaded_once(settings):
    settings.DEMO_PASSWORD = "demo-only"
    call_command("load_causes", verbosity=0)
    load_people(at=AT)
    assert load_filings(at=AT, calendar=calendar.load()) == 8
    assert load_filings(at=AT, calendar=calendar.load()) == 0
    assert set(Filing.objects.values_list("status", flat=True)) == {
        Status.DRAFT,
        Status.SUBMITTED,
        Status.UNDER_REVIEW,
        Status.CORRECTION,
        Status.ACCEPTED,
        Status.RETURNED,
    }
    record_breaches(until=AT, at=AT)
    assert Breach.objects.exists()
