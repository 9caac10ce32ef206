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
from supervision.inspections.models import Checklist, ChecklistItem, Finding, Inspection, ItemAnswer, ItemPhoto
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
from supervision.watch.models import Alarm, AlarmLimit, Reading

__all__ = [
    "Alarm",
    "AlarmLimit",
    "Answer",
    "Breach",
    "CallAttempt",
    "Checklist",
    "ChecklistItem",
    "Bulletin",
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
    "Finding",
    "IdentityRequest",
    "Invitation",
    "Member",
    "Inspection",
    "ItemAnswer",
    "ItemPhoto",
    "ExplanationLimit",
    "IdentityRequest",
    "Judgement",
    "Message",
    "Order",
    "OrderLimit",
    "OrderStep",
    "QuestionList",
    "Questioning",
    "Reading",
    "Reminder",
    "Reply",
    "Start",
    "Sweep",
]
