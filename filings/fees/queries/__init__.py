"""What others may read of fees."""

from filings.fees.queries.books import (
    PaymentSeen,
    asked_of,
    charged_too_early,
    payment_due,
    payment_seen,
    refund_events,
    refund_limits,
)

__all__ = [
    "PaymentSeen",
    "asked_of",
    "charged_too_early",
    "payment_due",
    "payment_seen",
    "refund_events",
    "refund_limits",
]
