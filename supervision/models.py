"""Django finds the desk's models here; each room keeps its own."""

from supervision.breaches.models import Breach, Explanation, ExplanationLimit, Judgement, Reminder, Sweep
from supervision.bulletins.models import Bulletin
from supervision.complaints.models import (
    Complainant,
    Complaint,
    ComplaintDraft,
    ComplaintFile,
    ComplaintLimit,
    ComplaintStep,
    Custodian,
    DraftFile,
    IdentityRequest,
    Message,
)
from supervision.rectification.models import Order, OrderLimit, OrderStep

__all__ = [
    "Breach",
    "Bulletin",
    "Complainant",
    "Complaint",
    "ComplaintDraft",
    "ComplaintFile",
    "ComplaintLimit",
    "ComplaintStep",
    "Custodian",
    "DraftFile",
    "Explanation",
    "ExplanationLimit",
    "IdentityRequest",
    "Judgement",
    "Message",
    "Order",
    "OrderLimit",
    "OrderStep",
    "Reminder",
    "Sweep",
]
