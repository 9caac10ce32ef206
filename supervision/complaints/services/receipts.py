"""收件回执: the receipt on paper. It names nobody who asked not to be named, and the code stands on none."""

from django.conf import settings
from django.urls import reverse

from gangcheng_court.core.documents import pdf, qr
from supervision.complaints import numbers
from supervision.complaints.enums import Mode
from supervision.complaints.models import Complaint


def receipt(complaint: Complaint) -> bytes:
    """The receipt as PDF: number, time, limits, hashes, and where all this can be verified."""
    code = numbers.verify_code(complaint.number)
    address = settings.SITE_URL + reverse("supervision:complaint-verify", args=[code])
    context = {
        "complaint": complaint,
        "name": complaint.complainant.name if complaint.mode == Mode.NAMED else "",
        "limits": complaint.limits.filter(started_at=complaint.received_at).order_by("due_at"),
        "files": [row.file for row in complaint.files.filter(at=complaint.received_at, by=None).select_related("file")],
        "code": code,
        "address": address,
        "qr": qr.svg(address),
    }
    return pdf.render("pdf/supervision/complaint_receipt.html", context)
