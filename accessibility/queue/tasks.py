"""What beat runs for the hall. Safe twice, late or side by side: each row is looked at again under its lock."""

from celery import shared_task
from django.utils import timezone

from accessibility.queue import services
from gangcheng_court.core.deadlines import heartbeats


@shared_task
def tell_who_is_near() -> None:
    """Text whoever is nearly called; each number once."""
    now = timezone.now()
    services.tell_who_is_near(at=now)
    heartbeats.beat("hall", now)


@shared_task
def end_days() -> None:
    """End the numbers of days that are over; a night that was slept through is caught up."""
    services.end_days(at=timezone.now())
