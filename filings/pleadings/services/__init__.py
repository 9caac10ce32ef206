"""What a filer does with a pleading, one module for one step of it."""

from filings.pleadings.services.answering import change_form, save_answers, start, use_own_paper
from filings.pleadings.services.composing import compose
from filings.pleadings.services.printing import MissingCharacters, ask_for_print, hand_in, print_waiting

__all__ = [
    "MissingCharacters",
    "ask_for_print",
    "change_form",
    "compose",
    "hand_in",
    "print_waiting",
    "save_answers",
    "start",
    "use_own_paper",
]
