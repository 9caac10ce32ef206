"""What beat runs for the register. Safe twice, late or side by side: each notice has its key."""

from celery import shared_task
from django.utils import timezone

from supervision.interference import services


@shared_task
def remind_of_months() -> None:
    """Ask who has not answered for the month; after it, tell the heads and the supervisors."""
    services.remind(at=timezone.now())
