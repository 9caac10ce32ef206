"""Sending a stored file: the read is logged first, then the bytes go out under headers that let nothing run.

What the court shows to everybody (`show`) is not logged, and goes out in parts for players that ask for a part.
"""

import re
from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
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
ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
PART_BYTES = 64 * 1024


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
    return guarded(_whole(file), name=file.name, content_type=file.content_type, inline=inline)


def show(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """A picture, film, recording or captions of the court's own, as a part of a page; the view has checked who may.

    Honours one byte range (206, 416), `If-Range` and `If-None-Match` by the file's hash; several ranges at once get
    the whole. An infected file is never sent (404).
    """
    if file.scan_state == ScanState.INFECTED:
        raise Http404("infected")
    tag = f'"{file.sha256}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponseBase = HttpResponseNotModified()
    elif settings.X_ACCEL_LOCATION:  # nginx cuts the ranges itself
        response = _whole(file)
    else:
        response = _asked_part(request, file, tag) or _whole(file)
        response["Accept-Ranges"] = "bytes"
    guarded(response, name=file.name, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(False, file.name)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _whole(file: StoredFile) -> HttpResponseBase:
    if settings.X_ACCEL_LOCATION:
        response: HttpResponseBase = HttpResponse()
        response["X-Accel-Redirect"] = settings.X_ACCEL_LOCATION + quote(file.file.name)
    else:
        response = FileResponse(file.file.open("rb"))
        response["Content-Length"] = file.size
    return response


def _asked_part(request: HttpRequest, file: StoredFile, tag: str) -> HttpResponseBase | None:
    """The one range that is asked for (206), or that it cannot be had (416); None when the whole is to go out."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = asked.groups()
    start = int(first) if first else max(0, file.size - int(last))
    end = min(int(last), file.size - 1) if first and last else file.size - 1
    if first and last and int(last) < start:
        return None
    if start > end:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{file.size}"
        return response
    response = StreamingHttpResponse(_bytes(file.file.open("rb"), start, end), status=206)
    response["Content-Range"] = f"bytes {start}-{end}/{file.size}"
    response["Content-Length"] = end - start + 1
    return response


def _bytes(content: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    with content:
        content.seek(start)
        left = end - start + 1
        while left and (part := content.read(min(PART_BYTES, left))):
            left -= len(part)
            yield part


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
