"""References of random questionings, and the tokens of their links."""

import hashlib
import secrets
from datetime import date

from gangcheng_court.references import random_code

TOKEN_LENGTH = 10
SEED_BYTES = 16


def questioning_number(day: date, serial: int) -> str:
    """Such as `XW20261126-000012` (询问); `serial` comes from a database sequence and never repeats."""
    return f"XW{day:%Y%m%d}-{serial:06d}"


def new_seed() -> str:
    """Thirty-two random hexadecimal digits, kept and shown with the draw."""
    return secrets.token_hex(SEED_BYTES)


def new_token() -> str:
    """What opens one person's answer page, once: about 50 bits. Only `token_hash` of it is kept."""
    return random_code(TOKEN_LENGTH)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.strip().upper().encode()).hexdigest()
