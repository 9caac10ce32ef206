"""What beat runs for the portal itself."""

from celery import shared_task
from django.utils import timezone

from gangcheng_court.portal import alerts


@shared_task(name="portal.check_calendar_year")
def check_calendar_year() -> int:
    """Ask for the notice of a year that limits already reach. Twice is harmless: one notice a week and person."""
    return alerts.tell_of_missing_years(at=timezone.now())
