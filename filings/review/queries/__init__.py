"""What others may read of the review desk."""

from filings.review.queries.limits import late_reviews, review_limits
from filings.review.queries.timeline import Event, timeline

__all__ = ["Event", "late_reviews", "review_limits", "timeline"]
