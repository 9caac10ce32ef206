"""What beat runs for tickets. Safe twice, late or side by side: each ticket is looked at again under its lock, each
notice and each reminder is keyed by its event."""

from celery import shared_task
from django.utils import timezone

from gangcheng_court.core.deadlines import heartbeats
from hotline.tickets import services


@shared_task
def hand_over_rest() -> None:
    """Hand over by rule what the desk has left, and warn the desk ahead of it."""
    now = timezone.now()
    try:
        services.warn_desk(at=now)
    finally:
        services.hand_over_rest(at=now)
    heartbeats.beat("handoffs", now)


@shared_task
def urge() -> None:
    """Tell the supervising office, then the president's, of what is late; close what was answered and not rated."""
    now = timezone.now()
    try:
        services.urge(at=now)
    finally:
        services.close_answered(at=now)
    heartbeats.beat("ticket_urging", now)
