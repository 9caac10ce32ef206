"""What beat runs for the portal itself."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone
from knox.models import get_token_model

from gangcheng_court.core.audit import sealing, verification
from gangcheng_court.core.deadlines import heartbeats
from gangcheng_court.core.notices import codes
from gangcheng_court.portal import alerts


@shared_task(name="portal.check_calendar_year")
def check_calendar_year() -> int:
    """Ask for the notice of a year that limits already reach. Twice is harmless: one notice a week and person."""
    return alerts.tell_of_missing_years(at=timezone.now())


@shared_task(name="portal.forget_what_ended")
def forget_what_ended() -> None:
    """Delete sessions, API tokens and spoken codes whose time is over. Run twice it finds nothing more."""
    call_command("clearsessions")
    get_token_model().objects.filter(expiry__lt=timezone.now()).delete()
    codes.forget(at=timezone.now())


@shared_task(name="portal.seal_log")
def seal_log() -> int:
    """Seal what was recorded since the last time. Twice is harmless: sealers wait for each other."""
    now = timezone.now()
    sealed = sealing.seal(at=now)
    heartbeats.beat("sealing", now)
    return sealed


@shared_task(name="portal.verify_log")
def verify_log() -> int:
    """Look for what was changed behind the portal's back; tell administrators and supervisors, once a day each."""
    return alerts.tell_of_tampering(verification.troubles(), at=timezone.now())
