"""The numbers of inspections and findings."""

from datetime import date


def open_number(day: date, serial: int) -> str:
    """Of an open visit, such as `JC20261126-000001`; `serial` comes from a database sequence and never repeats."""
    return f"JC{day:%Y%m%d}-{serial:06d}"


def covert_number(day: date, chance: str) -> str:
    """Of a covert visit, such as `JC20261126-7KQ2MXR4`: a hole in a row of serials would tell that it exists."""
    return f"JC{day:%Y%m%d}-{chance}"


def finding_number(inspection: str, position: int) -> str:
    """Such as `JC20261126-000001-02`."""
    return f"{inspection}-{position:02d}"
