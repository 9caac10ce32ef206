"""What others may read of the review desk."""

from filings.review.queries.limits import review_limits, second_notices
from filings.review.queries.timeline import Event, timeline

__all__ = ["Event", "review_limits", "second_notices", "timeline"]
