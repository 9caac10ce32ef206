"""What beat runs for the hall's facilities. Safe twice, late or side by side: each loan is looked at again under its
lock, each notice is keyed by its event."""

from celery import shared_task
from django.utils import timezone

from accessibility.amenities import services


@shared_task
def remind_of_loans() -> None:
    """Text whoever has something of the hall's before it closes."""
    services.remind_of_loans(at=timezone.now())


@shared_task
def remind_of_round() -> None:
    """Tell the window what nobody has looked at today."""
    services.remind_of_round(at=timezone.now())
