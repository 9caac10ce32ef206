"""What the public calculator and the API may be asked: how far, how long. Beyond that no calendar is known."""

from datetime import date

from django.core.exceptions import ValidationError

from gangcheng_court.core.deadlines.periods import UNIT_WORDS, Unit

FIRST_START = date(2004, 1, 1)
LAST_START = date(2050, 12, 31)
LONGEST = {Unit.DAYS: 3650, Unit.MONTHS: 240, Unit.YEARS: 20, Unit.WORKDAYS: 1000, Unit.HOURS: 8760}


def check_start(start: date) -> None:
    """Raise ValidationError for a start outside the years whose calendar is known or can be worked out."""
    if not FIRST_START <= start <= LAST_START:
        raise ValidationError(f"请输入{FIRST_START}到{LAST_START}之间的日期。", code="out_of_range")


def check_length(length: int, unit: Unit) -> None:
    if not 1 <= length <= LONGEST[unit]:
        raise ValidationError(f"请输入1到{LONGEST[unit]}{UNIT_WORDS[unit]}。", code="out_of_range")
