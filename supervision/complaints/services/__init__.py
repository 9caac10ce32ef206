"""What may be done with a complaint, one file a decision. Each locks the complaint first."""

# The public's side
from supervision.complaints.services.receiving import NewComplaint, Receipt, receive

__all__ = [
    "NewComplaint",
    "Receipt",
    "receive",
]
