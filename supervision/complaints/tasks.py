"""What beat runs for complaints. Safe twice, late or side by side: each ticket becomes one complaint, and is looked at
under its lock."""

from celery import shared_task
from django.utils import timezone

from gangcheng_court.core.deadlines import heartbeats
from supervision.complaints.services import destroy_old, pulling


@shared_task
def pull() -> None:
    """Take in what 12368 has handed over, and follow the tickets that were taken in before."""
    now = timezone.now()
    pulling.pull(at=now)
    heartbeats.beat("complaints", now)


@shared_task
def destroy_unsent() -> None:
    """Destroy what was begun a day ago and never sent, each draft under its lock; one that is gone already is none."""
    destroy_old(at=timezone.now())
