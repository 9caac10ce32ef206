"""Django finds the desk's models here; each room keeps its own."""

from supervision.board.models import DailyList, MonthlyReport, ReportJob
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
    "Bulletin",
    "CallAttempt",
    "Checklist",
    "ChecklistItem",
    "Complainant",
    "Complaint",
    "ComplaintDraft",
    "ComplaintFile",
    "ComplaintLimit",
    "ComplaintStep",
    "Confirmation",
    "Custodian",
    "DailyList",
    "DraftFile",
    "Entry",
    "EntryFile",
    "Explanation",
    "ExplanationLimit",
    "Finding",
    "IdentityRequest",
    "Inspection",
    "Invitation",
    "ItemAnswer",
    "ItemPhoto",
    "Judgement",
    "Member",
    "Message",
    "MonthlyReport",
    "Order",
    "OrderLimit",
    "OrderStep",
    "QuestionList",
    "Questioning",
    "Reading",
    "Reminder",
    "Reply",
    "ReportJob",
    "Start",
    "Sweep",
]
