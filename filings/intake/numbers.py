"""References of our own: filing numbers. None looks like a case number."""

from datetime import date


def filing_number(day: date, serial: int) -> str:
    """The number on the receipt: `WS20261123-000123`. `serial` comes from a database sequence and never repeats."""
    return f"WS{day:%Y%m%d}-{serial:06d}"
