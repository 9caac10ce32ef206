"""Who checks callers, and for how long a passed check opens what may be told."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from filings.callers.models import IdentityCheck
from filings.intake.permissions import HELPERS
from gangcheng_court.core.accounts.models import User

OPEN_FOR = timedelta(minutes=30)
"""About as long as a call lasts; the next call is checked again."""


def checks_of(user: User, at: datetime) -> QuerySet[IdentityCheck]:
    """The checks that this person made, that were passed, and that still open the page."""
    if user.role not in HELPERS:
        return IdentityCheck.objects.none()
    return IdentityCheck.objects.filter(by_id=user.pk, passed=True, at__gt=at - OPEN_FOR, at__lte=at)
