"""What every decision about money begins with: the filing locked, what came in, what went out, the fee written down."""

from dataclasses import asdict
from decimal import Decimal

from django.conf import settings
from django.db.models import Sum

from filings.fees.enums import RefundStatus
from filings.fees.models import Charge
from filings.fees.rules.fee import Fee
from filings.intake.models import Filing

NOTHING = Decimal("0.00")


def locked(charge_id: int) -> Charge:
    """The charge with its filing locked until the transaction ends: whoever decides on money decides one by one."""
    filing_id = Charge.objects.values_list("filing_id", flat=True).get(pk=charge_id)
    filing = Filing.objects.locked(filing_id)
    charge = Charge.objects.get(pk=charge_id)
    charge.filing = filing
    return charge


def paid_in(charge: Charge) -> Decimal:
    """What came in for a charge, in 元."""
    return charge.payments.aggregate(total=Sum("amount"))["total"] or NOTHING


def left(charge: Charge) -> Decimal:
    """What came in and neither went back nor is on its way back, in 元."""
    back = charge.refunds.exclude(status=RefundStatus.CANCELLED).aggregate(total=Sum("amount"))["total"] or NOTHING
    return paid_in(charge) - back


def put(charge: Charge, fee: Fee) -> list[str]:
    """Write `fee` on a charge; returns the fields that changed. Not saved."""
    charge.kind, charge.halved = fee.charge, fee.halved
    charge.exact, charge.due = fee.exact, fee.rounded(settings.FEE_ROUNDING)
    charge.lines = [asdict(line) | {"amount": str(line.amount)} for line in fee.lines]
    return ["kind", "halved", "exact", "due", "lines"]
