"""What beat runs for the review desk. Safe twice, late or side by side: every notice is keyed by its event."""

from celery import shared_task
from django.utils import timezone

from filings.review import services
from gangcheng_court.core.deadlines import heartbeats


@shared_task
def warn_of_decisions() -> None:
    """Escalate what is undecided near or past the law's limit."""
    services.escalate(at=timezone.now())
    heartbeats.beat("decision_warnings", timezone.now())


@shared_task
def remind_of_corrections() -> None:
    """Remind filers of corrections, and clerks of those never answered."""
    services.remind_of_corrections(at=timezone.now())
    heartbeats.beat("correction_reminders", timezone.now())
