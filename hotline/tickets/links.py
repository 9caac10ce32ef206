"""Where the pages about a ticket are, as notices and lists link to them."""

from django.urls import reverse

from hotline.tickets.models import Ticket


def ticket(ticket: Ticket) -> str:
    """The staff's page."""
    return reverse("hotline:ticket", args=[ticket.number])


def followed(ticket: Ticket) -> str:
    """The page of whoever brought it."""
    return reverse("hotline:follow-ticket", args=[ticket.number])


def desk() -> str:
    """The operators' list."""
    return reverse("hotline:desk")
