"""What may be done with a ticket, one file a decision. Each locks the ticket first."""

from hotline.tickets.services.calling_back import attempt, book_callback, free_slots, open_missed
from hotline.tickets.services.following import add_word, find_followed
from hotline.tickets.services.handing_over import (
    hand_over,
    hand_over_by_rule,
    hand_over_rest,
    pass_on,
    send_back,
    sign,
    warn_desk,
)
from hotline.tickets.services.handling import (
    acknowledge,
    add_question,
    answer_at_once,
    answer_question,
    assign,
    close,
    close_answered,
    extend,
    note,
    refer_question,
    reply,
)
from hotline.tickets.services.rating import may_be_rated, rate
from hotline.tickets.services.receiving import NewTicket, Receipt, receive
from hotline.tickets.services.routing import dry_run, load_rules, rules_in_order, staff_named
from hotline.tickets.services.urging import urge

__all__ = [
    "NewTicket",
    "Receipt",
    "acknowledge",
    "add_question",
    "add_word",
    "answer_at_once",
    "answer_question",
    "assign",
    "attempt",
    "book_callback",
    "close",
    "close_answered",
    "dry_run",
    "extend",
    "find_followed",
    "free_slots",
    "hand_over",
    "hand_over_by_rule",
    "hand_over_rest",
    "load_rules",
    "may_be_rated",
    "note",
    "open_missed",
    "pass_on",
    "rate",
    "receive",
    "refer_question",
    "reply",
    "rules_in_order",
    "send_back",
    "sign",
    "staff_named",
    "urge",
    "warn_desk",
]
