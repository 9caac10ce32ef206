"""The signature that the portal and the court's SMS gateway put on what they send each other.

`X-Court-Timestamp` is the second it was signed (Unix time); `X-Court-Signature` is the hex HMAC-SHA256, under the
shared secret, of the timestamp, a full stop and the body. Older than five minutes is refused.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings

TIMESTAMP, SIGNATURE = "X-Court-Timestamp", "X-Court-Signature"
TOLERANCE = timedelta(minutes=5)


def sign(body: bytes, at: datetime) -> dict[str, str]:
    """The two headers for `body` sent at `at`."""
    timestamp = str(int(at.timestamp()))
    return {TIMESTAMP: timestamp, SIGNATURE: _digest(timestamp, body)}


def is_genuine(body: bytes, headers: Mapping[str, str], at: datetime) -> bool:
    """Whether `body` was signed with our secret within the last five minutes. Without a secret nothing is genuine."""
    timestamp, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    if not settings.SMS_GATEWAY_SECRET or not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        return False
    fresh = abs(at.timestamp() - int(timestamp)) <= TOLERANCE.total_seconds()
    return fresh and hmac.compare_digest(signature.encode(), _digest(timestamp, body).encode())


def _digest(timestamp: str, body: bytes) -> str:
    return hmac.new(settings.SMS_GATEWAY_SECRET.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
