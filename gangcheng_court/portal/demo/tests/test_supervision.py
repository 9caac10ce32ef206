"""The demo's rectifications and bulletins."""

import pytest

from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.demo.board import load_board
from gangcheng_court.portal.demo.services import load_departments, load_people
from gangcheng_court.portal.demo.supervision import load_supervision
from supervision.bulletins.models import Bulletin
from supervision.rectification.enums import Status
from supervision.rectification.models import Order


@pytest.mark.django_db
def test_the_demo_shows_orders_in_every_state_a_repeat_and_two_bulletins_once(settings):
    settings.DEMO_PASSWORD, at = "demo-only", court_time("2026-11-23 15:00")
    load_departments()
    load_people(at=at)

    assert load_supervision(at=at, calendar=calendar.load()) == 2
    assert load_supervision(at=at, calendar=calendar.load()) == 0
    assert set(Order.objects.values_list("status", flat=True)) == set(Status)
    assert Order.objects.get(repeats__isnull=False).status == Status.ORDERED
    assert list(Bulletin.objects.order_by("pk").values_list("status", flat=True)) == ["draft", "submitted"]


@pytest.mark.django_db
def test_the_demo_has_a_report_of_the_past_month_once():
    at = court_time("2026-11-20 09:00")

    assert (load_board(at=at), load_board(at=at)) == (1, 0)
