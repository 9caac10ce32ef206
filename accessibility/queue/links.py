"""Where the pages about the hall's line are, as notices link to them."""

from django.urls import reverse

from accessibility.queue.models import Appointment


def appointment(appointment: Appointment) -> str:
    """The page of whoever booked it."""
    return reverse("accessibility:appointment", args=[appointment.code])
