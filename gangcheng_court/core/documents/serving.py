"""Sending a stored file: the read is logged first, then the bytes go out under headers that let nothing run."""

from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header

from gangcheng_court.core.audit import reads
from gangcheng_court.core.documents.checks import JPEG, PDF, PNG
from gangcheng_court.core.documents.models import ScanState, StoredFile

INLINE_POLICIES = {
    PDF: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    JPEG: "default-src 'none'; sandbox; frame-ancestors 'self'",
    PNG: "default-src 'none'; sandbox; frame-ancestors 'self'",
}
"""What may be shown in the browser, and under which policy (older Chromium opens no PDF viewer in a sandbox)."""
DOWNLOAD_POLICY = "default-src 'none'; sandbox"


def serve(
    request: HttpRequest, file: StoredFile, *, what: str, reference: str, inline: bool = True
) -> HttpResponseBase:
    """`file` as an answer, after noting in the read log that this person read `what` of `reference`.

    The calling view has already checked that this person may see it. An infected file is never sent (404).
    `inline` shows PDF, JPEG and PNG in the browser; anything else is always a download.
    """
    if file.scan_state == ScanState.INFECTED:
        raise Http404("infected")
    reads.log(
        reader=request.user if request.user.is_authenticated else None,
        what=what,
        reference=reference,
        at=timezone.now(),
        address=reads.address_of(request),
    )
    if settings.X_ACCEL_LOCATION:
        response: HttpResponseBase = HttpResponse()
        response["X-Accel-Redirect"] = settings.X_ACCEL_LOCATION + quote(file.file.name)
    else:
        response = FileResponse(file.file.open("rb"))
        response["Content-Length"] = file.size
    return guarded(response, name=file.name, content_type=file.content_type, inline=inline)


def guarded(response: HttpResponseBase, *, name: str, content_type: str, inline: bool = True) -> HttpResponseBase:
    """`response` under the headers of a private paper called `name`: nothing in it runs, nothing keeps it."""
    policy = INLINE_POLICIES.get(content_type) if inline else None
    response["Content-Type"] = content_type
    response["Content-Disposition"] = content_disposition_header(policy is None, name)
    response["Content-Security-Policy"] = policy or DOWNLOAD_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    return response
