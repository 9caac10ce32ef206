"""What beat and each hand-over run. Safe twice, late or side by side: each row is worked on under its own lock."""

from celery import shared_task
from django.utils import timezone

from filings.cross_region import services
from gangcheng_court.core.deadlines import heartbeats


@shared_task(name="cross_region.exchange")
def exchange() -> None:
    """Send what is due to other courts, and ask how it stands with what they have."""
    while services.deliver_due(at=timezone.now()):
        pass
    while services.ask_due(at=timezone.now()):
        pass
    heartbeats.beat("cross_region", timezone.now())
