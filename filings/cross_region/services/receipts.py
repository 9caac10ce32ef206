"""收件凭证 of the assisting court: what was taken, when, and for which court."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from filings.cross_region.enums import Direction
from filings.cross_region.models import Transfer
from filings.intake import queries
from filings.intake.models import Filing
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import pdf, qr
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import WrongState


@transaction.atomic
def receipt(transfer_id: int, *, at: datetime) -> StoredFile:
    """The receipt as PDF: number, time and the hash of every file; made once, the same file ever after.

    Refuses what has not been handed over.
    """
    filing_id = Transfer.objects.values_list("filing_id", flat=True).get(pk=transfer_id)
    filing = Filing.objects.locked(filing_id)
    transfer = Transfer.objects.locked(transfer_id)
    if transfer.direction != Direction.OUT or not transfer.queued_at:
        raise WrongState("还没有交付转送，没有收件凭证。")
    if transfer.receipt is None:
        address = settings.SITE_URL + reverse("filings:verify", args=[filing.verify_code])
        content = pdf.render(
            "pdf/filings/transfer_receipt.html",
            {
                "filing": filing,
                "transfer": transfer,
                "materials": list(queries.materials_at(filing, filing.submitted_at)),
                "address": address,
                "qr": qr.svg(address),
            },
        )
        transfer.receipt = documents.store_bytes(
            content, name=f"跨域立案收件凭证{filing.number}.pdf", content_type="application/pdf", by=None, at=at
        )
        trail.save(transfer, by=None, because="生成收件凭证", at=at, fields=["receipt"])
    return transfer.receipt
