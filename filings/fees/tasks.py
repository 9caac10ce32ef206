"""What beat runs for fees. Safe twice, late or side by side: every notice is keyed by its event."""

from celery import shared_task
from django.utils import timezone

from filings.fees.services import lapsing
from gangcheng_court.core.deadlines import heartbeats


@shared_task
def remind_of_payments() -> None:
    """Remind payers before and after their seven days end."""
    lapsing.remind_of_payments(at=timezone.now())
    heartbeats.beat("payment_reminders", timezone.now())
