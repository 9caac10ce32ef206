"""Where the pages about a request are, as notices and lists link to them."""

from django.urls import reverse

from accessibility.assistance.models import Assistance


def desk(row: Assistance) -> str:
    """The staff's page."""
    return reverse("accessibility:assistance-request", args=[row.number])


def followed(row: Assistance) -> str:
    """The page of whoever asked."""
    return reverse("accessibility:assistance-followed", args=[row.number])
