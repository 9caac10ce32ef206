"""Where the pages about a complaint are, as notices link to them."""

from django.urls import reverse

from supervision.complaints.models import Complaint


def desk(complaint: Complaint) -> str:
    """The page of the desk."""
    return reverse("supervision:complaint", args=[complaint.number])
