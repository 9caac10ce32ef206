import pytest
from django.core.management import call_command
from django.db.models import Model

from filings.cross_region.enums import State
from filings.cross_region.models import Transfer
from filings.fees.enums import ChargeStatus, LineStatus, RefundStatus
from filings.fees.models import Charge, Refund, StatementLine
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.window.enums import ConfirmedBy, VisitResult
from filings.window.models import OralRecord, Visit
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.demo.filings import load_filings
from gangcheng_court.portal.demo.services import load_people
from supervision.breaches.enforcement import record_breaches
from supervision.breaches.models import Breach

AT = court_time("2026-11-23 15:00")  # Monday


def values(model: type[Model], field: str) -> set[str]:
    return set(model.objects.values_list(field, flat=True))


@pytest.mark.django_db
def test_the_demo_shows_every_state_a_newcomer_meets_and_is_loaded_once(settings):
    settings.DEMO_PASSWORD = "demo-only"
    call_command("load_causes", verbosity=0)
    call_command("load_courts", verbosity=0)
    load_people(at=AT)
    assert load_filings(at=AT, calendar=calendar.load()) == 15
    assert load_filings(at=AT, calendar=calendar.load()) == 0
    assert set(Filing.objects.values_list("status", flat=True)) == {
        Status.DRAFT,
        Status.SUBMITTED,
        Status.UNDER_REVIEW,
        Status.CORRECTION,
        Status.ACCEPTED,
        Status.RETURNED,
        Status.MEDIATION,
        Status.MEDIATED,
    }
    assert {ChargeStatus.OPEN, ChargeStatus.PAID, ChargeStatus.RELIEF_ASKED} <= values(Charge, "status")
    assert values(Refund, "status") == {RefundStatus.PROPOSED}
    assert LineStatus.UNMATCHED in values(StatementLine, "status")
    assert values(Visit, "result") == {VisitResult.REGISTERED, VisitResult.NOTHING, ""}
    assert values(OralRecord, "confirmed_by") == {ConfirmedBy.SIGNATURE}
    assert User.objects.get(phone=None).name == "张大山"
    assert values(Transfer, "state") == {State.PREPARING}
    record_breaches(until=AT, at=AT)
    assert Breach.objects.exists()
