"""How courts prove themselves to each other over HTTP: an HMAC over what is asked, when, and with which body.

`X-Court-Code` names the asking court (its 法院代字, percent-encoded UTF-8), `X-Court-Timestamp` the second (Unix
time), `X-Court-Nonce` is new for every request, `X-Court-Content-SHA256` is the hex hash of the body, and
`X-Court-Signature` the hex HMAC-SHA256, under the secret that the two courts share, of method, path, timestamp, nonce
and body hash, one to a line.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, unquote

CODE, TIMESTAMP, NONCE = "X-Court-Code", "X-Court-Timestamp", "X-Court-Nonce"
CONTENT, SIGNATURE = "X-Court-Content-SHA256", "X-Court-Signature"
TOLERANCE = timedelta(minutes=5)
FORMS = {
    TIMESTAMP: r"[0-9]{1,11}",
    NONCE: r"[0-9A-Za-z_-]{16,64}",
    CONTENT: r"[0-9a-f]{64}",
    SIGNATURE: r"[0-9a-f]{64}",
}


@dataclass(frozen=True)
class Signed:
    """The headers of one request."""

    timestamp: str
    nonce: str
    content_sha256: str
    signature: str


def sign(*, secret: str, code: str, method: str, path: str, body: bytes, nonce: str, at: datetime) -> dict[str, str]:
    """The headers for a request of court `code`."""
    timestamp, content = str(int(at.timestamp())), hashlib.sha256(body).hexdigest()
    signature = _digest(secret, method, path, timestamp, nonce, content)
    return {CODE: quote(code), TIMESTAMP: timestamp, NONCE: nonce, CONTENT: content, SIGNATURE: signature}


def sender(headers: Mapping[str, str]) -> str:
    """The code of the court that says it asks."""
    return unquote(headers.get(CODE, ""))


def read(headers: Mapping[str, str]) -> Signed | None:
    """The signed headers, None when one is missing or not of its form."""
    values = {name: headers.get(name, "") for name in FORMS}
    if not all(re.fullmatch(form, values[name], re.ASCII) for name, form in FORMS.items()):
        return None
    return Signed(values[TIMESTAMP], values[NONCE], values[CONTENT], values[SIGNATURE])


def is_genuine(signed: Signed, *, secret: str, method: str, path: str, at: datetime) -> bool:
    """Whether `signed` was made with `secret` for this request within the last five minutes."""
    fresh = abs(at.timestamp() - int(signed.timestamp)) <= TOLERANCE.total_seconds()
    wanted = _digest(secret, method, path, signed.timestamp, signed.nonce, signed.content_sha256)
    return bool(secret) and fresh and hmac.compare_digest(signed.signature, wanted)


def _digest(secret: str, *lines: str) -> str:
    return hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()
