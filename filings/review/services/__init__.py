"""What the filing desk decides, one module for one decision."""

from filings.review.services.allocation import assign, give_back, take
from filings.review.services.answering import approve, refuse
from filings.review.services.correction import ask_for_correction, propose_second_correction
from filings.review.services.effect import answer_division, ask_division, record_effect
from filings.review.services.escalation import escalate, remind_of_corrections
from filings.review.services.judging import Word, judge
from filings.review.services.precedence import confirm_military
from filings.review.services.reading import reveal_number
from filings.review.services.refusal import propose_rejection, return_to_right_court, return_uncorrected
from filings.review.services.registration import accept, register_first

__all__ = [
    "Word",
    "accept",
    "answer_division",
    "approve",
    "ask_division",
    "ask_for_correction",
    "assign",
    "confirm_military",
    "escalate",
    "give_back",
    "judge",
    "propose_rejection",
    "propose_second_correction",
    "record_effect",
    "refuse",
    "register_first",
    "remind_of_corrections",
    "return_to_right_court",
    "return_uncorrected",
    "reveal_number",
    "take",
]
