"""The public number of a rectification order."""

from datetime import date

from gangcheng_court.core.accounts.sealed import scattered


def order_number(day: date, serial: int) -> str:
    """Such as `ZG20261126-000123`; `serial` comes from a database sequence and never repeats; it does not show."""
    return f"ZG{day:%Y%m%d}-{scattered('order-number', serial):06d}"
