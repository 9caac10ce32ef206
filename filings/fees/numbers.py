"""Numbers of fees: the code a payer gives the bank, receipts and refunds. None looks like a case number."""

from datetime import date

from gangcheng_court.references import random_code

CODE_LENGTH = 12


def payment_code() -> str:
    """A code that pays one charge and then no other; no two of its characters look alike."""
    return random_code(CODE_LENGTH)


def spaced(code: str) -> str:
    """The code in groups of four, as it is printed and read out."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def receipt_number(day: date, serial: int) -> str:
    """`SF20260618-000123`; `serial` comes from a database sequence."""
    return f"SF{day:%Y%m%d}-{serial:06d}"


def refund_number(day: date, serial: int) -> str:
    """`TF20260618-000123`, which the bank repeats when the money has arrived."""
    return f"TF{day:%Y%m%d}-{serial:06d}"
