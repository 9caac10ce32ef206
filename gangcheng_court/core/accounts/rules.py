"""Who counts as aged (老年人权益保障法 2): sixty full years on the day."""

from datetime import date

AGED_YEARS = 60


def is_aged(birth_on: date | None, today: date) -> bool:
    """Whether the sixtieth birthday is reached on `today`. Born on 29 February: 1 March in a common year."""
    if birth_on is None:
        return False
    years = today.year - birth_on.year - ((today.month, today.day) < (birth_on.month, birth_on.day))
    return years >= AGED_YEARS
