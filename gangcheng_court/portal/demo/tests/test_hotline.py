from datetime import timedelta

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.portal.demo.hotline import load_hotline
from gangcheng_court.portal.demo.services import load_departments, load_people
from hotline.calls import queries, reports
from hotline.calls.enums import CallResult
from hotline.calls.models import Call
from hotline.tickets.enums import Source, Status, TicketType
from hotline.tickets.models import Callback, Rating, RoutingRule, Ticket
from hotline.tickets.queries import lists
from hotline.tickets.queries.lists import DeskTab

MOMENTS = {
    "working hours": "2026-11-23 15:00",
    "the night": "2026-11-24 04:30",
    "a Sunday": "2026-11-22 11:00",
    "after a holiday": "2026-10-08 09:10",
}


@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_demo_shows_calls_and_tickets_in_every_state_and_is_loaded_once(settings, moment):
    settings.DEMO_PASSWORD, at = "demo-only", court_time(MOMENTS[moment])
    load_departments()
    load_people(at=at)
    count = load_hotline(at=at, calendar=calendar.load())
    assert count == Ticket.objects.count()
    assert load_hotline(at=at, calendar=calendar.load()) == 0

    open_ = {Status.HANDED_OVER, Status.IN_HAND, Status.ANSWERED, Status.CLOSED, Status.RECEIVED}
    assert set(Ticket.objects.values_list("status", flat=True)) == open_
    assert set(Ticket.objects.values_list("type", flat=True)) == set(TicketType) - {TicketType.INQUIRY}
    assert set(Ticket.objects.values_list("source", flat=True)) == set(Source)
    assert set(Call.objects.values_list("result", flat=True)) == set(CallResult) - {CallResult.RINGING}
    operator = User.objects.get(role=Role.OPERATOR)
    assert not queries.awaiting_outcome(operator).exists()
    assert Callback.objects.filter(ended_at=None).count() == 2
    assert Rating.objects.filter(score="satisfied").exists()
    assert Ticket.objects.filter(reopened=1).exists()
    assert RoutingRule.objects.exists()
    tabs = set(DeskTab) - ({DeskTab.RECEIVED} if moment != "working hours" else set())
    assert all(lists.counted({tab: lists.at_desk(tab, operator) for tab in tabs}).values())
    figures = reports.totals(Call.objects.all(), court_date(at - timedelta(days=30)), court_date(at))
    assert figures.called_back == 1
    assert figures.rate is not None
