"""The names by which kinds of filing say what they cost."""

from filings.fees.rules.standards import Free
from filings.intake.kinds.shape import FEES, PREPAID_FEES


def test_what_is_free_bears_the_name_of_its_freedom() -> None:
    assert {"judicial_confirmation", "protection_order", "retrial"} <= set(Free.values) & (FEES - PREPAID_FEES)
