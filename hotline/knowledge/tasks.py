"""What beat runs for the knowledge base. Safe twice, late or side by side: each notice goes out once."""

from celery import shared_task
from django.utils import timezone

from hotline.knowledge import services


@shared_task
def remind_of_reviews() -> None:
    """Ask the owners of articles whose review date is there to look again."""
    services.remind(at=timezone.now())
