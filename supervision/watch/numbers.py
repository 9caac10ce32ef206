"""The public number of an alarm."""

from datetime import date


def alarm_number(day: date, serial: int) -> str:
    """Such as `YJ20261126-000001`; `serial` comes from a database sequence and never repeats."""
    return f"YJ{day:%Y%m%d}-{serial:06d}"
