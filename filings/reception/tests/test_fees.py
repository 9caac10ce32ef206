"""What taking a filing back, or refusing it, does about money: refunds open in the same transaction."""

from decimal import Decimal

import pytest

from filings.fees.enums import ChargeStatus
from filings.fees.models import Refund
from filings.fees.tests.builders import make_charge, make_paid
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.reception import services as reception
from filings.review import services as review
from filings.review.tests.builders import NOW, make_chief, make_clerk, make_proposal, make_taken

pytestmark = pytest.mark.django_db


def test_who_withdraws_after_paying_gets_half_back_in_the_same_transaction():
    charge = make_paid(make_taken(make_clerk()))

    reception.withdraw(charge.filing_id, by=charge.filing.filer, at=NOW)

    assert Refund.objects.get().amount == Decimal("525.00")


def test_withdrawing_before_paying_opens_nothing_and_ends_the_charge():
    charge = make_charge(make_taken(make_clerk()))

    reception.withdraw(charge.filing_id, by=charge.filing.filer, at=NOW)

    charge.refresh_from_db()
    assert (charge.status, Refund.objects.count()) == (ChargeStatus.CANCELLED, 0)


def test_who_is_not_accepted_after_paying_gets_everything_back():
    charge = make_paid(make_taken(make_clerk()))
    proposal = make_proposal(Filing.objects.get(pk=charge.filing_id))

    review.approve(proposal.pk, by=make_chief(), at=NOW)

    assert Filing.objects.get(pk=charge.filing_id).status == Status.REJECTED
    assert Refund.objects.get().amount == Decimal("1050.00")
