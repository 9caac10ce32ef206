"""What may be done with facilities and loans. Each locks the facility, the thing or the loan first."""

from accessibility.amenities.services.checks import NOTE_MISSING, keep_photo
from accessibility.amenities.services.loading import load_facilities, load_items
from accessibility.amenities.services.loans import add_item, give_back, lend, mark_lost, remind_of_loans, retire_item
from accessibility.amenities.services.repairs import look_again, take
from accessibility.amenities.services.reporting import report
from accessibility.amenities.services.rounds import check_on_round, remind_of_round

__all__ = [
    "NOTE_MISSING",
    "add_item",
    "check_on_round",
    "give_back",
    "keep_photo",
    "lend",
    "load_facilities",
    "load_items",
    "look_again",
    "mark_lost",
    "remind_of_loans",
    "remind_of_round",
    "report",
    "retire_item",
    "take",
]
