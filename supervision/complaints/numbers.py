"""References of a complaint: its public number, and the code by which it is followed without an account."""

import secrets
from datetime import date

from gangcheng_court.core.accounts.sealed import blind_index

CODE_DIGITS = 16


def complaint_number(day: date, serial: int) -> str:
    """Such as `TS20261126-000123`; `serial` comes from a database sequence and never repeats."""
    return f"TS{day:%Y%m%d}-{serial:06d}"


def new_code() -> str:
    """Sixteen random digits (53 bits). Shown once: only `code_hash` of it is kept."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def code_hash(code: str) -> str:
    """What is kept of the code: its keyed hash, whatever spaces it was typed with."""
    return blind_index("complaint", "".join(code.split()))
