"""What may be done with a complaint, one file a decision. Each locks the complaint first."""

# The public's side
from supervision.complaints.services.drafting import (
    add_file,
    answers_of,
    begin,
    destroy_old,
    find_draft,
    keep_answer,
    keep_typed,
    remove_file,
    throw_away,
    typed_at,
)
from supervision.complaints.services.following import (
    add_files,
    add_message,
    ask_review,
    find,
    is_busy,
    rate,
    review_until,
)
from supervision.complaints.services.receipts import receipt
from supervision.complaints.services.receiving import NewComplaint, Receipt, receive
from supervision.complaints.services.sending import send
from supervision.complaints.services.working import Wait, pass_through, puzzle

__all__ = [
    # The public's side
    "NewComplaint",
    "Receipt",
    "Wait",
    "add_file",
    "add_files",
    "add_message",
    "answers_of",
    "ask_review",
    "begin",
    "destroy_old",
    "find",
    "find_draft",
    "is_busy",
    "keep_answer",
    "keep_typed",
    "pass_through",
    "puzzle",
    "rate",
    "receipt",
    "receive",
    "remove_file",
    "review_until",
    "send",
    "throw_away",
    "typed_at",
]
