"""Entry points for beat; each may run twice, late or side by side."""

from celery import shared_task
from django.utils import timezone

from hotline.calls import services


@shared_task(name="calls.open_call_backs")
def open_call_backs() -> None:
    """Each missed call has its call-back once, by the ticket it is linked to."""
    services.open_call_backs(at=timezone.now())
