"""Every kind of filing as data. No branch elsewhere names a kind."""

from filings.intake.kinds.administrative_complaint import ADMINISTRATIVE_COMPLAINT
from filings.intake.kinds.civil_complaint import CIVIL_COMPLAINT
from filings.intake.kinds.defence import DEFENCE
from filings.intake.kinds.enforcement import ENFORCEMENT
from filings.intake.kinds.enforcement_objection import ENFORCEMENT_OBJECTION
from filings.intake.kinds.judicial_confirmation import JUDICIAL_CONFIRMATION
from filings.intake.kinds.payment_order import PAYMENT_ORDER
from filings.intake.kinds.preservation_before_enforcement import PRESERVATION_BEFORE_ENFORCEMENT
from filings.intake.kinds.preservation_before_suit import PRESERVATION_BEFORE_SUIT
from filings.intake.kinds.preservation_in_suit import PRESERVATION_IN_SUIT
from filings.intake.kinds.private_prosecution import PRIVATE_PROSECUTION
from filings.intake.kinds.protection_order import PROTECTION_ORDER
from filings.intake.kinds.retrial import RETRIAL
from filings.intake.kinds.shape import (
    ALWAYS,
    ANSWERS,
    NEVER_BLOCKS,
    CheckItem,
    Detail,
    Forbidden,
    Kind,
    Letters,
    Limit,
    Seat,
    Slot,
    Task,
)

KINDS = {
    kind.code: kind
    for kind in (
        CIVIL_COMPLAINT,
        ENFORCEMENT,
        PROTECTION_ORDER,
        PRESERVATION_BEFORE_SUIT,
        PRESERVATION_IN_SUIT,
        PRESERVATION_BEFORE_ENFORCEMENT,
        PAYMENT_ORDER,
        JUDICIAL_CONFIRMATION,
        ENFORCEMENT_OBJECTION,
        RETRIAL,
        ADMINISTRATIVE_COMPLAINT,
        PRIVATE_PROSECUTION,
    )
}
"""Every kind that is filed, by its code, in the order in which the pages offer them."""
ALL_KINDS = KINDS | {DEFENCE.code: DEFENCE}
"""With the papers that are only written here."""

__all__ = [
    "ALL_KINDS",
    "ALWAYS",
    "ANSWERS",
    "CIVIL_COMPLAINT",
    "DEFENCE",
    "KINDS",
    "NEVER_BLOCKS",
    "CheckItem",
    "Detail",
    "Forbidden",
    "Kind",
    "Letters",
    "Limit",
    "Seat",
    "Slot",
    "Task",
]
