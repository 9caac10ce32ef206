"""What staff do at the window with a person, one module for one act."""

from filings.window.services.assisting import (
    accept_invitation,
    ask,
    ask_again,
    choose,
    end_assistance,
    invite,
    open_with_code,
    open_with_document,
    open_without_phone,
)
from filings.window.services.dictating import confirm_by_code, confirm_by_signature, make_record, send_record_code
from filings.window.services.handing_in import hand_in, hand_in_on_site, send_submission_code
from filings.window.services.people import UnknownPerson
from filings.window.services.visiting import begin, end_visit, identify, identify_by_document

__all__ = [
    "UnknownPerson",
    "accept_invitation",
    "ask",
    "ask_again",
    "begin",
    "choose",
    "confirm_by_code",
    "confirm_by_signature",
    "end_assistance",
    "end_visit",
    "hand_in",
    "hand_in_on_site",
    "identify",
    "identify_by_document",
    "invite",
    "make_record",
    "open_with_code",
    "open_with_document",
    "open_without_phone",
    "send_record_code",
    "send_submission_code",
]
