"""Starting states for tests: limits of reviews, and breaches of them."""

from datetime import datetime, timedelta
from typing import Any

from filings.intake.tests.builders import make_submitted
from filings.review.models import ReviewLimit, ReviewRound
from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.promises import THREE_DAY_REVIEW
from supervision.breaches.models import Breach


def make_limit(due_at: datetime, **fields: Any) -> ReviewLimit:
    """An open three-day limit of a first review round that started four days before it ends."""
    started_at = fields.pop("started_at", due_at - timedelta(days=4))
    filing = make_submitted(at=started_at)
    values = {
        "round": ReviewRound.objects.create(filing=filing, number=1, opened_at=started_at),
        "promise": THREE_DAY_REVIEW.code,
        "reference": f"{filing.number}/1",
        "started_at": started_at,
        "due_at": due_at,
        "department": make_department(),
        "rule": "3d 承诺六",
        "calendar_version": "test",
    }
    return ReviewLimit.objects.create(**values | fields)


def make_breach(due_at: datetime, **fields: Any) -> Breach:
    """A recorded breach of a limit made by `make_limit`."""
    limit = make_limit(due_at, **fields)
    return Breach.objects.create(
        promise=limit.promise,
        reference=limit.reference,
        due_at=limit.due_at,
        met_at=limit.met_at,
        responsible=limit.responsible,
        department=limit.department,
        recorded_at=due_at + timedelta(minutes=1),
    )
