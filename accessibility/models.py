"""Django finds the desk's models here; each room keeps its own."""

from accessibility.amenities.models import Facility, FacilityCheck, Item, Loan, Repair, Round
from accessibility.assistance.models import Assistance, AssistanceLimit, AssistanceStep, RememberedNeed
from accessibility.queue.models import (
    Appointment,
    AppointmentPlan,
    Counter,
    Device,
    Matter,
    Period,
    ShiftNote,
    Ticket,
    Window,
    WindowPause,
)

__all__ = [
    "Appointment",
    "AppointmentPlan",
    "Assistance",
    "AssistanceLimit",
    "AssistanceStep",
    "Counter",
    "Device",
    "Facility",
    "FacilityCheck",
    "Item",
    "Loan",
    "Matter",
    "Period",
    "RememberedNeed",
    "Repair",
    "Round",
    "ShiftNote",
    "Ticket",
    "Window",
    "WindowPause",
]
