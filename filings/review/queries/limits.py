"""The limits of review rounds and what was asked twice, as supervision reads them."""

from datetime import datetime

from filings.review.models import CorrectionNotice, ReviewLimit
from gangcheng_court.core.deadlines.models import ObligationQuerySet


def review_limits() -> ObligationQuerySet:
    """Every limit of every review round, of each promise the desk keeps."""
    return ReviewLimit.objects.all()


def second_notices(since: datetime, until: datetime) -> int:
    """How many notices issued in [since, until) named, with the chief's approval, what was there to be seen before."""
    return CorrectionNotice.objects.filter(
        approved_by__isnull=False, started_at__gte=since, started_at__lt=until
    ).count()
