"""Django finds the desk's models here; each room keeps its own."""

from supervision.board.models import DailyList, MonthlyReport, ReportJob
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
from supervision.rectification.models import Order, OrderLimit, OrderStep

__all__ = [
    "Breach",
    "Complainant",
    "Complaint",
    "ComplaintFile",
    "ComplaintLimit",
    "ComplaintStep",
    "DailyList",
    "Explanation",
    "IdentityRequest",
    "Message",
    "MonthlyReport",
    "Order",
    "OrderLimit",
    "OrderStep",
    "Reminder",
    "ReportJob",
    "Sweep",
]
