"""What may be done with a complaint, one file a decision. Each locks the complaint first."""

# The public's side
from supervision.complaints.services.drafting import add_file, answer, begin, destroy_old, remove_file
from supervision.complaints.services.following import add_files, add_message, ask_review, find, rate, review_until
from supervision.complaints.services.receipts import receipt
from supervision.complaints.services.receiving import NewComplaint, Receipt, receive
from supervision.complaints.services.sending import send

__all__ = [
    # The public's side
    "NewComplaint",
    "Receipt",
    "add_file",
    "add_files",
    "add_message",
    "answer",
    "ask_review",
    "begin",
    "destroy_old",
    "find",
    "rate",
    "receipt",
    "receive",
    "remove_file",
    "review_until",
    "send",
]
