"""Numbers of repairs."""

from datetime import date


def repair_number(day: date, serial: int) -> str:
    """Such as `BX20261125-000123`; `serial` comes from a database sequence and never repeats."""
    return f"BX{day:%Y%m%d}-{serial:06d}"
