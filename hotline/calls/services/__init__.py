"""Decisions about calls: what the exchange tells is taken in, and what an operator does with a call."""

from hotline.calls.services.by_hand import end, link_ticket, set_outcome, start_by_hand
from hotline.calls.services.importing import import_cdr
from hotline.calls.services.listening import listen
from hotline.calls.services.missed import open_call_backs
from hotline.calls.services.taking_down import answer_at_once, take_down
from hotline.calls.services.telling import receive

__all__ = [
    "answer_at_once",
    "end",
    "import_cdr",
    "link_ticket",
    "listen",
    "open_call_backs",
    "receive",
    "set_outcome",
    "start_by_hand",
    "take_down",
]
