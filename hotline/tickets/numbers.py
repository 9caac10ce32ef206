"""References of a ticket: its public number and the code by which it is followed without an account."""

from datetime import date

from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.references import code_of, random_code

CODE_LENGTH = 8


def ticket_number(day: date, serial: int) -> str:
    """Such as `RX20261125-000123`; `serial` comes from a database sequence and never repeats."""
    return f"RX{day:%Y%m%d}-{serial:06d}"


def receipt_code(once: str | None) -> str:
    """The code of a new ticket. The same key gives the same code: whoever sends a form twice is shown it twice."""
    return code_of(blind_index("receipt", once), CODE_LENGTH) if once else random_code(CODE_LENGTH)


def receipt_hash(code: str) -> str:
    """What is kept of the code."""
    return blind_index("ticket", code)
