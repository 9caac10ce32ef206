"""What beat runs for the indicators. Safe twice, late or side by side: computations of one indicator wait for each
other, an alarm opens once, and every notice is keyed."""

from celery import shared_task
from django.utils import timezone

from supervision.watch import services


@shared_task
def compute() -> None:
    """Work every indicator out up to last midnight."""
    services.run(at=timezone.now())


@shared_task
def urge() -> None:
    """Urge the alarms whose explanation is near its limit or late."""
    services.urge(at=timezone.now())
