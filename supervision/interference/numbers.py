"""References of the register."""

from datetime import date


def entry_number(day: date, serial: int) -> str:
    """Such as `GW20261126-000123` (过问); `serial` comes from a database sequence and never repeats."""
    return f"GW{day:%Y%m%d}-{serial:06d}"
