"""Django finds the desk's models here; each room keeps its own."""

from hotline.calls.models import Call, CallEvent, CallTicket, Extension
from hotline.knowledge.models import Article, ArticleVersion, Feedback, Medium
from hotline.tickets.models import (
    Callback,
    CallbackAttempt,
    Handoff,
    Question,
    Rating,
    Reminder,
    RoutingRule,
    Step,
    Ticket,
    TicketLimit,
)

__all__ = [
    "Article",
    "ArticleVersion",
    "Call",
    "CallEvent",
    "CallTicket",
    "Callback",
    "CallbackAttempt",
    "Extension",
    "Feedback",
    "Handoff",
    "Medium",
    "Question",
    "Rating",
    "Reminder",
    "RoutingRule",
    "Step",
    "Ticket",
    "TicketLimit",
]
