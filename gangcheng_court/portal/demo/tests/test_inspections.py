"""The made-up inspections are there once."""

import pytest
from django.utils import timezone

from gangcheng_court.core.deadlines import calendar
from gangcheng_court.portal.demo.inspections import load_inspections
from gangcheng_court.portal.demo.services import load_departments, load_people
from supervision.inspections.models import Inspection
from supervision.rectification.models import Order

pytestmark = pytest.mark.django_db


def test_one_inspection_is_published_and_one_is_planned(settings):
    settings.DEMO_PASSWORD = "demo"
    now = timezone.now()
    load_departments()
    load_people(at=now)

    assert load_inspections(at=now, calendar=calendar.load()) == 2
    assert load_inspections(at=now, calendar=calendar.load()) == 0
    assert set(Inspection.objects.values_list("status", flat=True)) == {"published", "planned"}
    assert Order.objects.count() == 1
