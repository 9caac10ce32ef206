"""Entry points for the worker."""

from celery import shared_task
from django.utils import timezone

from filings.pleadings import services


@shared_task(name="pleadings.print")
def print_pleadings() -> int:
    """Print what is queued. Twice or side by side is harmless: each paper is made under its own lock, once."""
    return services.print_waiting(at=timezone.now())
