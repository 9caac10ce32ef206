from datetime import date

import pytest

from gangcheng_court.core.accounts.rules import is_aged


@pytest.mark.parametrize(
    ("born", "today", "aged"),
    [
        (date(1966, 11, 23), date(2026, 11, 22), False),
        (date(1966, 11, 23), date(2026, 11, 23), True),
        (date(1968, 2, 29), date(2028, 2, 28), False),
        (date(1968, 2, 29), date(2028, 2, 29), True),
        (date(1964, 2, 29), date(2024, 2, 28), False),
        (date(1960, 2, 29), date(2020, 2, 29), True),
        (date(1960, 2, 29), date(2021, 2, 28), True),
        (date(2040, 2, 29), date(2100, 2, 28), False),  # 2100 is a common year
        (date(2040, 2, 29), date(2100, 3, 1), True),
        (None, date(2026, 11, 23), False),
    ],
)
def test_one_is_aged_from_the_sixtieth_birthday_on(born, today, aged):
    assert is_aged(born, today) is aged
