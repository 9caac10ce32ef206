"""Writing the read log."""

from datetime import datetime
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit.models import ReadLog

APART = ("投诉", "三个规定", "暗访")
"""Readings whose kind begins so stand on the page of the matter itself and in no list: whoever keeps the system may be
the one whom it is about, and who recorded an interference or makes a covert visit is nobody's business."""


def log(
    *, reader: User | None, what: str, reference: str, at: datetime, reason: str = "", address: str | None = None
) -> ReadLog:
    """Record that `reader` saw `what` (the court's word, e.g. 材料) of `reference` (a public number) from `address`."""
    return ReadLog.objects.create(
        reader=reader, what=what, reference=reference, read_at=at, reason=reason, address=address
    )


def address_of(request: HttpRequest) -> str | None:
    """Where the reader sits: what the outermost of our own proxies noted; without proxies, the connection's end."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    stations = request.headers.get("X-Forwarded-For", "").split(",") if proxies else [request.META["REMOTE_ADDR"]]
    try:
        return str(ip_address(stations[-proxies or -1].strip()))
    except (ValueError, IndexError):
        return None
