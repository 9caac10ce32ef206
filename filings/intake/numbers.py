"""References of our own: draft codes, filing numbers, verification codes. None looks like a case number."""

import secrets
from datetime import date

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0/O, 1/I/L: read over the telephone without mistakes."""


def random_code(length: int) -> str:
    """An unguessable code of `length` letters and digits (about 5 bits each)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def filing_number(day: date, serial: int) -> str:
    """The number on the receipt: `WS20261123-000123`. `serial` comes from a database sequence and never repeats."""
    return f"WS{day:%Y%m%d}-{serial:06d}"
