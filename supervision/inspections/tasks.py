"""What beat runs for inspections. Safe twice, late or side by side: each notice is keyed by its visit."""

from celery import shared_task
from django.utils import timezone

from supervision.inspections import services


@shared_task
def remind_of_visits() -> None:
    """Remind the inspectors of the visits planned for today."""
    services.remind_of_visits(at=timezone.now())
