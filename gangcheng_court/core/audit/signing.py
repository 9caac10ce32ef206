"""The court's own signature (Ed25519): whoever has the public key knows that a text came from this portal."""

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

KEY_BYTES = 32


def signing_key() -> bytes:
    """The 32 bytes that sign; b"" while COURT_SIGNING_KEY holds none."""
    try:
        key = base64.b64decode(settings.COURT_SIGNING_KEY, validate=True)
    except ValueError:
        return b""
    return key if len(key) == KEY_BYTES else b""


def public_key() -> str:
    """What others verify with, in Base64; "" while no signing key is configured."""
    key = signing_key()
    return base64.b64encode(_private(key).public_key().public_bytes_raw()).decode() if key else ""


def sign(text: str) -> str:
    """The signature of `text` in Base64; "" while no signing key is configured."""
    key = signing_key()
    return base64.b64encode(_private(key).sign(text.encode())).decode() if key else ""


def is_ours(text: str, signature: str) -> bool:
    """Whether `signature` is ours for `text`; without a key only the empty signature is."""
    key = signing_key()
    if not key:
        return not signature
    try:
        _private(key).public_key().verify(base64.b64decode(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key)
