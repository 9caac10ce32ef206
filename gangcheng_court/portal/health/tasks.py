from celery import shared_task
from django.utils import timezone

from gangcheng_court.core.deadlines import heartbeats


@shared_task
def heartbeat() -> None:
    """Show that a worker takes what beat sends. Run twice or late it only stamps again."""
    heartbeats.beat("worker", timezone.now())
