"""Where the pages about a complaint are, as notices link to them."""

from supervision.complaints.models import Complaint


def desk(complaint: Complaint) -> str:
    """The page of the desk (route `supervision:complaint`)."""
    return f"/supervision/complaints/{complaint.number}/"
