"""References of the register."""

from datetime import date

from gangcheng_court.core.accounts.sealed import scattered


def entry_number(day: date, serial: int) -> str:
    """Such as `GW20261126-000123` (过问); `serial` comes from a database sequence, never repeats, does not show."""
    return f"GW{day:%Y%m%d}-{scattered('entry-number', serial):06d}"
