"""Crediting money to a charge: the one place where a payment comes into being."""

from datetime import datetime
from decimal import Decimal

from filings.fees import numbers, workflow
from filings.fees.enums import ChargeStatus, RefundGround
from filings.fees.models import Charge, Payment, StatementLine
from filings.fees.rules.paying import NOTHING, Balance
from filings.fees.rules.standards import MEASURE
from filings.fees.services import books, refunds, telling
from filings.fees.services.serials import next_serial
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import clock
from gangcheng_court.references import random_code

OVERPAID_BASIS = f"{MEASURE}第五十三条"


def credit(charge: Charge, line: StatementLine, *, by: User | None, at: datetime) -> Payment:
    """Credit a bank line to a charge whose filing is locked.

    Enough of it, and the charge is paid and the payer's time met on the bank's day; less, and it stays open for the
    rest; what is too much opens a refund by itself. The filer is told each time.
    """
    payment = Payment.objects.create(
        charge=charge,
        line=line,
        number=numbers.receipt_number(clock.court_date(at), next_serial()),
        amount=line.amount,
        paid_at=line.booked_at,
        recorded_at=at,
        verify_code=random_code(12),
    )
    was_paid = charge.status == ChargeStatus.PAID
    over = line.amount if was_paid else max(books.paid_in(charge) - charge.due, NOTHING)
    missing = NOTHING if was_paid else max(charge.due - books.paid_in(charge), NOTHING)
    if not missing and not was_paid:
        workflow.move(charge, ChargeStatus.PAID)
        charge.paid_at = line.booked_at
        trail.save(charge, by=by, because="收到诉讼费", at=at, fields=["status", "paid_at"])
        charge.limits.open().update(met_at=line.booked_at)
    telling.filer(charge.filing, "paid", key=payment.number, at=at, payment=payment, missing=missing)
    if over:
        _give_over_back(charge, payment, over, by=by, at=at)
    return payment


def _give_over_back(charge: Charge, payment: Payment, over: Decimal, *, by: User | None, at: datetime) -> None:
    words = f"凭证 {payment.number} 多交或者重复交纳，退还多交的部分"
    balance = Balance(NOTHING, over, words, OVERPAID_BASIS)
    refunds.give_back(charge, RefundGround.OVERPAID, balance, event=f"overpaid:{payment.pk}", by=by, at=at)
