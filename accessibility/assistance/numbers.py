"""The public number of a request for help."""

from datetime import date


def assistance_number(day: date, serial: int) -> str:
    """Such as `XZ20261125-000123`; `serial` comes from a database sequence and never repeats."""
    return f"XZ{day:%Y%m%d}-{serial:06d}"
