"""The limits of review rounds, as supervision reads them."""

from datetime import datetime

from filings.review.models import ReviewLimit
from gangcheng_court.core.deadlines.models import ObligationQuerySet


def review_limits() -> ObligationQuerySet:
    """Every limit of every review round, of each promise the desk keeps."""
    return ReviewLimit.objects.all()


def late_reviews(promise_code: str, since: datetime, until: datetime) -> ObligationQuerySet:
    """The limits of one promise that passed in [since, until] and were met too late or not at all."""
    return review_limits().filter(promise=promise_code).late(since, until)
