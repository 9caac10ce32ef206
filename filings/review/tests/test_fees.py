"""What registering a filing does about its fee: a charge in the same transaction, or a clerk's task, never a guess."""

from decimal import Decimal

import pytest
from django.urls import reverse

from filings.fees import links
from filings.fees.enums import ChargeStatus, ReliefKind
from filings.fees.models import Charge, PaymentLimit
from filings.fees.services import charges
from filings.fees.services import relief as reliefs
from filings.fees.tests.builders import make_charge, make_relief
from filings.intake.tests.builders import make_cause
from filings.review.services import accept
from filings.review.tests.builders import NOW, judge_all, make_chief, make_clerk, make_taken
from gangcheng_court.core.accounts.tests.builders import sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import Refused

pytestmark = pytest.mark.django_db


def notices(event):
    return Notice.objects.filter(template=f"filings/fee_{event}")


def registered(**fields):
    clerk = make_clerk()
    filing = make_taken(clerk, **fields)
    judge_all(filing)
    accept(filing.pk, by=clerk, at=NOW)
    return filing


def test_registering_opens_the_charge_and_starts_the_payers_seven_days():
    charge = registered().charges.get()

    assert (charge.status, charge.exact, charge.due) == (ChargeStatus.OPEN, Decimal(1050), Decimal("1050.00"))
    assert [line["basis"] for line in charge.lines] == ["诉讼费用交纳办法第十三条第一项"] * 2
    assert not set(charge.code) & set("01OIL")
    assert charge.notified_at == NOW  # Wednesday 2026-06-17
    assert charge.limits.get().due_at == court_time("2026-06-25")
    assert notices("asked").count() == 1
    assert charge.spaced_code.replace(" ", "") == charge.code


def test_a_registration_that_fails_late_leaves_no_charge(monkeypatch):
    clerk = make_clerk()
    filing = make_taken(clerk)
    judge_all(filing)
    monkeypatch.setattr(charges.telling, "filer", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        accept(filing.pk, by=clerk, at=NOW)

    assert not Charge.objects.exists()
    assert not PaymentLimit.objects.exists()


def test_a_filing_whose_fee_cannot_be_told_waits_for_a_clerk_and_asks_nobody():
    filing = registered(amount=None)

    charge = filing.charges.get()
    assert (charge.status, charge.due, charge.code) == (ChargeStatus.UNASSESSED, None, None)
    assert "金额" in charge.reason
    assert not charge.limits.exists()
    assert (notices("unassessed").count(), notices("asked").count()) == (1, 0)


def test_pay_for_work_need_not_be_prepaid():
    cause = make_cause()
    type(cause).objects.filter(pk=cause.pk).update(name="追索劳动报酬纠纷", group="劳动争议")
    cause.refresh_from_db()

    charge = registered(cause=cause).charges.get()

    assert (charge.status, charge.due) == (ChargeStatus.NOT_PREPAID, Decimal("10.00"))
    assert "可以不预交" in charge.reason
    assert not charge.limits.exists()


def test_a_deferral_must_be_decided_before_the_filing_is():
    clerk = make_clerk()
    filing = make_taken(clerk)
    judge_all(filing)
    relief = make_relief(filing, ReliefKind.DEFER)
    with pytest.raises(Refused, match="第四十九条"):
        accept(filing.pk, by=clerk, at=NOW)

    reliefs.propose(
        relief.pk, grant=True, reasons="正在接受法律援助", until=court_time("2026-09-01").date(), by=clerk, at=NOW
    )
    reliefs.decide(relief.pk, approve=True, by=make_chief(), at=NOW)
    accept(filing.pk, by=clerk, at=NOW)

    charge = filing.charges.get()
    assert (charge.status, charge.deferred_until) == (ChargeStatus.DEFERRED, court_time("2026-09-01").date())
    assert not notices("asked").exists()


def test_the_reviewer_sees_the_fee_on_the_workbench(client):
    clerk = make_clerk()
    charge = make_charge(make_taken(clerk))
    sign_in(client, clerk)

    page = client.get(reverse("filings:review", args=[charge.filing.number])).content.decode()

    assert "案件受理费 ¥1,050.00，待交纳" in page
    assert links.desk(charge.filing) in page
