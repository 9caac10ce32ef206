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
from supervision.interference.models import Confirmation, Entry, EntryFile
from supervision.questioning.models import (
    Answer,
    CallAttempt,
    Invitation,
    Member,
    Questioning,
    QuestionList,
    Reply,
    Start,
)
from supervision.rectification.models import Order, OrderLimit, OrderStep

__all__ = [
    "Answer",
    "Breach",
    "CallAttempt",
    "Complainant",
    "Complaint",
    "ComplaintFile",
    "ComplaintLimit",
    "ComplaintStep",
    "Confirmation",
    "Entry",
    "EntryFile",
    "Explanation",
    "IdentityRequest",
    "Invitation",
    "Member",
    "Message",
    "Order",
    "OrderLimit",
    "OrderStep",
    "QuestionList",
    "Questioning",
    "Reminder",
    "Reply",
    "Start",
    "Sweep",
]
