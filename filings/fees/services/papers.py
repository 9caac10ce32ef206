"""Papers about fees in official form: drawn up when they are first asked for, the same file ever after.

Each says only what stands in rows that do not change any more, so that it says the same whenever it is drawn up.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from filings.fees.enums import RELIEF_BASIS, PaperKind, RefundStatus, ReliefKind, ReliefStatus
from filings.fees.models import FeePaper, Payment, PaymentLimit, Refund, Relief, lines_of
from filings.intake import queries
from filings.intake.enums import Side
from filings.intake.models import Filing
from gangcheng_court.core.deadlines import clock
from gangcheng_court.core.documents import pdf, qr
from gangcheng_court.core.documents import services as documents
from gangcheng_court.errors import WrongState


def notice_of_payment(limit: PaymentLimit, *, at: datetime) -> FeePaper:
    """交纳诉讼费用通知书 of one notice: the amount with its arithmetic, the code, the account, the last day."""
    charge = limit.charge
    return _kept(
        PaperKind.NOTICE,
        charge.filing,
        f"notice:{limit.reference}",
        at,
        lambda: {
            "charge": charge,
            "limit": limit,
            "lines": lines_of(limit.lines),
            "last_day": clock.last_day(limit.due_at),
            "account": settings.FEE_BANK_ACCOUNT,
        },
        issued_at=limit.started_at,
    )


def receipt(payment: Payment, *, at: datetime) -> FeePaper:
    """诉讼费交纳凭证 of one payment, with a code by which anybody can check number, time and amount."""
    address = settings.SITE_URL + reverse("filings:verify", args=[payment.verify_code])
    return _kept(
        PaperKind.RECEIPT,
        payment.charge.filing,
        f"receipt:{payment.number}",
        at,
        lambda: {"charge": payment.charge, "payment": payment, "address": address, "qr": qr.svg(address)},
        issued_at=payment.recorded_at,
    )


def decision_on_relief(relief: Relief, *, at: datetime) -> FeePaper:
    """司法救助决定书. Refused before the decision."""
    if relief.status not in (ReliefStatus.GRANTED, ReliefStatus.REFUSED):
        raise WrongState("这份申请还没有决定。")
    return _kept(
        PaperKind.RELIEF,
        relief.filing,
        f"relief:{relief.pk}",
        at,
        lambda: {
            "relief": relief,
            "percent": int(relief.share * 100) if relief.share else None,
            "basis": RELIEF_BASIS[ReliefKind(relief.kind)],
        },
        issued_at=relief.checked_at,
    )


def notice_of_refund(refund: Refund, *, at: datetime) -> FeePaper:
    """退费通知书, once the money was sent. Refused before."""
    if refund.status not in (RefundStatus.SENT, RefundStatus.ARRIVED):
        raise WrongState("这笔退费还没有汇出。")
    return _kept(
        PaperKind.REFUND,
        refund.charge.filing,
        f"refund:{refund.number}:{refund.sent_reference}",
        at,
        lambda: {"refund": refund, "charge": refund.charge},
        issued_at=refund.sent_at,
    )


@transaction.atomic
def _kept(
    kind: PaperKind,
    filing: Filing,
    key: str,
    at: datetime,
    content: Callable[[], dict[str, Any]],
    *,
    issued_at: datetime,
) -> FeePaper:
    Filing.objects.locked(filing.pk)
    if paper := FeePaper.objects.filter(key=key).select_related("file", "filing").first():
        return paper
    whole = queries.whole(Filing.objects.filter(pk=filing.pk)).get()
    payers = [party for party in whole.parties.all() if party.side == Side.PLAINTIFF]
    context = {
        "filing": whole,
        "payers": payers,
        "title": kind.label,
        "issued_at": issued_at,
        "site_url": settings.SITE_URL,
        "defendants": [party for party in whole.parties.all() if party.side == Side.DEFENDANT],
    }
    printed = pdf.render(f"pdf/filings/fee_{kind}.html", context | content())
    name = f"{kind.label}{whole.case_number or whole.number}.pdf"
    file = documents.store_bytes(printed, name=name, content_type="application/pdf", by=None, at=at)
    return FeePaper.objects.create(filing=filing, kind=kind, key=key, file=file, issued_at=issued_at)
