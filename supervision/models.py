"""Django finds the desk's models here; each room keeps its own."""

from supervision.breaches.models import Breach, Explanation, Reminder, Sweep
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
from supervision.interference.models import Confirmation, Entry, EntryFile
from supervision.rectification.models import Order, OrderLimit, OrderStep
from supervision.watch.models import Alarm, AlarmLimit, Reading

__all__ = [
    "Alarm",
    "AlarmLimit",
    "Breach",
    "Complainant",
    "Complaint",
    "ComplaintDraft",
    "ComplaintFile",
    "ComplaintLimit",
    "ComplaintStep",
    "Confirmation",
    "Custodian",
    "DraftFile",
    "Entry",
    "EntryFile",
    "Explanation",
    "IdentityRequest",
    "Message",
    "Order",
    "OrderLimit",
    "OrderStep",
    "Reading",
    "Reminder",
    "Sweep",
]
