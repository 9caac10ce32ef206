"""What beat runs for assistance. Safe twice, late or side by side: each request is looked at again under its lock."""

from celery import shared_task
from django.utils import timezone

from accessibility.assistance import services


@shared_task
def remind() -> None:
    """Remind both sides of the visits that are near."""
    services.remind(at=timezone.now())
