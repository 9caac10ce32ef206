"""The demo's register of interference and random questioning."""

import pytest

from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.demo.interference import load_interference
from gangcheng_court.portal.demo.questioning import load_questioning
from gangcheng_court.portal.demo.services import load_departments, load_people
from hotline.tickets.tests.builders import make_ticket
from supervision.interference.models import Confirmation
from supervision.questioning.models import Reply


@pytest.mark.django_db
def test_the_register_has_a_question_and_a_contact_and_is_loaded_once(settings):
    settings.DEMO_PASSWORD, at = "demo-only", court_time("2026-11-22 11:00")
    load_departments()
    load_people(at=at)
    assert load_interference(at=at, calendar=calendar.load()) == 2
    assert load_interference(at=at, calendar=calendar.load()) == 0
    assert Confirmation.objects.count() == 3


@pytest.mark.django_db
def test_whom_the_demo_served_is_asked_at_random_once(settings):
    settings.DEMO_PASSWORD, at = "demo-only", court_time("2026-11-24 11:00")
    load_departments()
    load_people(at=at)
    assert load_questioning(at=at) == 0
    make_ticket(at=court_time("2026-11-20 10:00"), phone="19900001031")
    make_ticket(at=court_time("2026-11-20 10:00"), phone="19900001032")
    assert load_questioning(at=at) == 1
    assert load_questioning(at=at) == 0
    assert Reply.objects.count() == 1
