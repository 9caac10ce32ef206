"""The pages about fees in the states that are worth looking at."""

from collections.abc import Callable
from decimal import Decimal

from django.urls import reverse

from filings.fees import links
from filings.fees.enums import ChargeStatus, LineStatus, RefundStatus
from filings.fees.models import ReliefProof
from filings.fees.tests.builders import (
    make_accepted,
    make_charge,
    make_line,
    make_paid,
    make_payment,
    make_refund,
    make_relief,
)
from filings.intake.tests.builders import make_file
from filings.review.tests.builders import make_clerk
from gangcheng_court.core.accounts.models import User

Look = tuple[User | None, str]


def _cases() -> Look:
    return None, reverse("filings:fees-calculator")


def _answer() -> Look:
    return None, f"{reverse('filings:fees-calculator')}?case=property&amount=123456.78%2B1,500,000&mixed=on"


def _range() -> Look:
    return None, f"{reverse('filings:fees-calculator')}?case=divorce&amount=500000"


def _wrong() -> Look:
    return None, f"{reverse('filings:fees-calculator')}?case=property&amount=-5"


def _asked() -> Look:
    charge = make_charge(amount=150000)
    return charge.filing.filer, links.payer(charge.filing)


def _refunded() -> Look:
    charge = make_paid()
    make_refund(charge)
    make_relief(charge.filing, status="refused", checked_at=charge.created_at, grant=False)
    return charge.filing.filer, links.payer(charge.filing)


def _relief() -> Look:
    filing = make_charge().filing
    return filing.filer, reverse("filings:fees-relief", args=[filing.number])


def _desk() -> Look:
    make_refund()
    make_refund(status=RefundStatus.PROPOSED, proposed_by=make_clerk())
    return make_clerk(), reverse("filings:fees-desk")


def _desk_filing() -> Look:
    filing = make_accepted()
    charge = make_charge(filing)
    make_payment(charge, Decimal("100.00"))
    make_refund(charge)
    relief = make_relief(filing)
    ReliefProof.objects.create(relief=relief, file=make_file())
    return make_clerk(), links.desk(filing)


def _unassessed() -> Look:
    charge = make_charge(status=ChargeStatus.UNASSESSED, reason="没有填写金额，是否涉及财产由工作人员核定")
    return make_clerk(), links.desk(charge.filing)


def _statements() -> Look:
    make_line()
    return make_clerk(), reverse("filings:fees-statements")


def _statement() -> Look:
    line = make_line(status=LineStatus.UNMATCHED, why="没有写缴费码")
    return make_clerk(), reverse("filings:fees-statement", args=[line.statement_id])


def _line() -> Look:
    line = make_line(status=LineStatus.UNMATCHED, why="没有写缴费码")
    return make_clerk(), reverse("filings:fees-line", args=[line.pk])


FEE_PAGES: dict[str, Callable[[], Look]] = {
    "fees-calculator-cases": _cases,
    "fees-calculator-answer": _answer,
    "fees-calculator-range": _range,
    "fees-calculator-wrong": _wrong,
    "fees-asked": _asked,
    "fees-refunded": _refunded,
    "fees-relief": _relief,
    "fees-desk": _desk,
    "fees-desk-filing": _desk_filing,
    "fees-unassessed": _unassessed,
    "fees-statements": _statements,
    "fees-statement": _statement,
    "fees-line": _line,
}
