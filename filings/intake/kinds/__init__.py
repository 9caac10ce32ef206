"""Every kind of filing as data. No branch elsewhere names a kind."""

from filings.intake.kinds.civil_complaint import CIVIL_COMPLAINT
from filings.intake.kinds.enforcement import ENFORCEMENT
from filings.intake.kinds.shape import (
    ALWAYS,
    ANSWERS,
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

KINDS = {kind.code: kind for kind in (CIVIL_COMPLAINT, ENFORCEMENT)}

__all__ = [
    "ALWAYS",
    "ANSWERS",
    "CIVIL_COMPLAINT",
    "KINDS",
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
