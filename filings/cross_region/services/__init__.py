"""Everything that changes a transfer: preparing, sending, taking in, corrections, serving the answer, keys."""

from filings.cross_region.services.answering import add_letter, ask_due
from filings.cross_region.services.correcting import answer_correction
from filings.cross_region.services.keys import save_key
from filings.cross_region.services.preparing import (
    agree,
    hand_over,
    identify,
    record_consent,
    scan,
    start,
    start_for_visitor,
)
from filings.cross_region.services.receipts import receipt
from filings.cross_region.services.sending import deliver_due, retry
from filings.cross_region.services.taking_in import receive
from filings.cross_region.services.wrong_court import pass_on

__all__ = [
    "add_letter",
    "agree",
    "answer_correction",
    "ask_due",
    "deliver_due",
    "hand_over",
    "identify",
    "pass_on",
    "receipt",
    "receive",
    "record_consent",
    "retry",
    "save_key",
    "scan",
    "start",
    "start_for_visitor",
]
