"""What beat runs for supervision. Safe twice, late or side by side: the sweeps lock, the notices are keyed."""

from celery import shared_task
from django.utils import timezone

from supervision.breaches import enforcement, services


@shared_task
def record_breaches() -> None:
    """Record what was broken since the last run, then ask why."""
    now = timezone.now()
    try:
        enforcement.record_breaches(until=now - enforcement.SETTLING, at=now)
    finally:
        services.ask_for_causes(at=now)


@shared_task
def look_back() -> None:
    """Go through the whole sixty days again, whatever earlier sweeps have been through."""
    now = timezone.now()
    enforcement.record_breaches(until=now - enforcement.SETTLING, at=now, look_back=True)


@shared_task
def remind() -> None:
    """Remind of limits that have come near."""
    services.remind(at=timezone.now())


@shared_task
def urge_explanations() -> None:
    """Urge explanations that are nearly due or late."""
    services.urge_explanations(at=timezone.now())
