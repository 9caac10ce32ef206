"""Django finds the desk's models here; each room keeps its own."""

from supervision.breaches.models import Breach, Explanation, Reminder, Sweep
from supervision.complaints.models import (
    Complainant,
    Complaint,
    ComplaintFile,
    ComplaintLimit,
    ComplaintStep,
    IdentityRequest,
    Message,
)
from supervision.inspections.models import Checklist, ChecklistItem, Finding, Inspection, ItemAnswer, ItemPhoto
from supervision.rectification.models import Order, OrderLimit, OrderStep

__all__ = [
    "Breach",
    "Checklist",
    "ChecklistItem",
    "Complainant",
    "Complaint",
    "ComplaintFile",
    "ComplaintLimit",
    "ComplaintStep",
    "Explanation",
    "Finding",
    "IdentityRequest",
    "Inspection",
    "ItemAnswer",
    "ItemPhoto",
    "Message",
    "Order",
    "OrderLimit",
    "OrderStep",
    "Reminder",
    "Sweep",
]
