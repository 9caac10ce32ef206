"""What beat runs for the hall. Safe twice, late or side by side: each row is looked at again under its lock."""

from celery import shared_task
from django.utils import timezone

from accessibility.queue import services
from accessibility.queue.services import appointments
from gangcheng_court.core.deadlines import heartbeats


@shared_task
def tell_who_is_near() -> None:
    """Text whoever is nearly called; each number once."""
    now = timezone.now()
    services.tell_who_is_near(at=now)
    heartbeats.beat("hall", now)


@shared_task
def tell_of_long_waits() -> None:
    """Tell the chiefs of whoever waits too long; each number once."""
    services.tell_of_long_waits(at=timezone.now())


@shared_task
def end_days() -> None:
    """End the numbers and appointments of days that are over; a night that was slept through is caught up."""
    now = timezone.now()
    try:
        services.end_days(at=now)
    finally:
        appointments.miss_appointments(at=now)


@shared_task
def remind_of_appointments() -> None:
    """Text whoever comes on the next working day; each appointment once."""
    appointments.remind_of_appointments(at=timezone.now())
