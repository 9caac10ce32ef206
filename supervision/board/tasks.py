"""What beat runs for 督察台, and what an asking wakes."""

from celery import shared_task
from django.utils import timezone

from supervision.board import services

SECONDS = 15 * 60
"""A workbook of 200,000 rows takes half a minute of an idle core, and many times that of a busy one."""


@shared_task(name="board.make_reports", soft_time_limit=SECONDS, time_limit=SECONDS + 60)
def make_reports() -> None:
    """Make the reports that are queued, forget those that expired. Side by side each report is taken once."""
    now = timezone.now()
    services.make_reports(at=now)
    services.forget_reports(at=now)


@shared_task(name="board.send_daily_lists")
def send_daily_lists() -> None:
    """Send the day's list to who has not had it. Twice is harmless: one list a person and day."""
    services.send_daily_lists(at=timezone.now())


@shared_task(name="board.make_monthly_report")
def make_monthly_report() -> None:
    """Make the report of the past month once it has ended. Twice is harmless: one report a month."""
    services.make_monthly_report(at=timezone.now())
