"""What beat runs for mediations. Safe twice, late or side by side: each is looked at again under its lock."""

from celery import shared_task
from django.utils import timezone

from filings.mediation import services
from gangcheng_court.core.deadlines import heartbeats


@shared_task
def expire_mediations() -> None:
    """Give back to registration what nobody extended."""
    services.expire(at=timezone.now())
    heartbeats.beat("mediations", timezone.now())
