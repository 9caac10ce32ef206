"""The public number of a rectification order."""

from datetime import date


def order_number(day: date, serial: int) -> str:
    """Such as `ZG20261126-000123`; `serial` comes from a database sequence and never repeats."""
    return f"ZG{day:%Y%m%d}-{serial:06d}"
