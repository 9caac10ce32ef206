"""References of a complaint: its public number, and the code by which it is followed without an account."""

import hmac
import re
import secrets
from datetime import date

from gangcheng_court.core.accounts.sealed import blind_index, scattered
from gangcheng_court.references import ALPHABET
from gangcheng_court.references import code_of as letters_of

CODE_DIGITS = 16
VERIFY_CODE = re.compile(rf"TS([0-9]{{8}})([0-9]{{6,}}?)([{ALPHABET}]{{8}})")


def complaint_number(day: date, serial: int) -> str:
    """Such as `TS20261126-000123`; `serial` comes from a database sequence and never repeats; it does not show."""
    return f"TS{day:%Y%m%d}-{scattered('complaint-number', serial):06d}"


def code_of(once: str | None) -> str:
    """Sixteen digits (53 bits), shown once: only `code_hash` of them is kept.

    The same random key of a form gives the same code: whoever sends it twice is shown it twice. The key is not kept
    either, so nothing that is leads to the code.
    """
    drawn = int(blind_index("complaint-code", once), 16) if once else secrets.randbelow(10**CODE_DIGITS)
    return f"{drawn % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def code_hash(code: str) -> str:
    """What is kept of the code: its keyed hash, whatever spaces it was typed with."""
    return blind_index("complaint", "".join(code.split()))


def verify_code(number: str) -> str:
    """What the receipt of this number is verified by: the number and eight letters that only the court can work out."""
    return number.replace("-", "") + letters_of(blind_index("complaint-receipt", number), 8)


def number_of(code: str) -> str | None:
    """The number whose receipt carries this code (hyphens, spaces and case forgiven); None for any other."""
    found = VERIFY_CODE.fullmatch("".join(code.split()).replace("-", "").upper())
    number = f"TS{found[1]}-{found[2]}" if found else ""
    return number if found and hmac.compare_digest(verify_code(number), found[0]) else None
