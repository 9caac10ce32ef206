"""One signed request to another court."""

import json
import secrets
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from filings.cross_region import signatures
from filings.cross_region.models import CourtKey
from filings.cross_region.transport import Answer


def ask(key: CourtKey, method: str, path: str, *, at: datetime, body: bytes = b"") -> Answer:
    """Send `body` to `path` below the other court's address. Raises OSError when no answer comes."""
    url = f"{key.address.rstrip('/')}/{path}"
    headers = signatures.sign(
        secret=key.secret,
        code=settings.COURT_CODE,
        method=method,
        path=urlsplit(url).path,
        body=body,
        nonce=secrets.token_urlsafe(24),
        at=at,
    )
    return import_string(settings.CROSS_REGION_TRANSPORT)(
        method, url, headers=headers | {"Content-Type": "application/zip"}, body=body
    )


def said(answer: Answer) -> dict[str, Any]:
    """The JSON object of an answer. Raises ValueError when it is none."""
    content = json.loads(answer.body)
    if not isinstance(content, dict):
        raise ValueError("not an object")
    return content


def words(answer: Answer) -> str:
    """Why the other court refused, in its own words where it gave any; fit to show to staff."""
    try:
        errors = said(answer)["errors"]
        told = "；".join(" ".join(filter(None, [error.get("attr"), error["detail"]])) for error in errors)
    except (ValueError, KeyError, TypeError, AttributeError):
        told = answer.body[:100].decode(errors="replace")
    return f"对方法院应答 {answer.status}：{told}"[:300]
