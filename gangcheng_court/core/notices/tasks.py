"""Entry points for the worker."""

from celery import shared_task
from django.utils import timezone

from gangcheng_court.core.notices import delivery


@shared_task(name="notices.deliver")
def deliver() -> int:
    """Send what is due. Twice or side by side is harmless: each row is locked while it is sent, and sent once."""
    return delivery.deliver_due(at=timezone.now())
