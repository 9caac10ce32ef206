"""Starting states for tests: limits of reviews, and breaches of them."""

from datetime import datetime, timedelta
from typing import Any

from filings.review.tests.builders import make_limit
from gangcheng_court.core.deadlines import calendar, obligations
from supervision.breaches import deadlines, numbers
from supervision.breaches.models import Breach, Cause, Explanation, ExplanationLimit, Round


def make_breach(due_at: datetime, **fields: Any) -> Breach:
    """A recorded breach of a limit made by `make_limit`, put to whoever answers for it a minute after the limit."""
    limit = make_limit(due_at, **fields)
    asked_at = due_at + timedelta(minutes=1)
    breach = Breach.objects.create(
        promise=limit.promise,
        reference=limit.reference,
        due_at=limit.due_at,
        met_at=limit.met_at,
        responsible=limit.responsible,
        department=limit.department,
        recorded_at=asked_at,
    )
    make_round(breach, started_at=asked_at)
    return breach


def make_round(breach: Breach, **fields: Any) -> ExplanationLimit:
    """A round of explaining that breach, due one working day after `started_at`."""
    number, started_at = fields.get("round", 1), fields["started_at"]
    days = calendar.load()
    period = deadlines.explanation(started_at, days)
    values = {
        "promise": deadlines.EXPLANATION,
        "reference": numbers.explanation_reference(breach.pk, number),
        "responsible": breach.responsible,
        "department": breach.department,
    } | obligations.terms(period, rule=deadlines.EXPLANATION_BASIS, calendar=days)
    return ExplanationLimit.objects.create(breach=breach, **values | fields)


def make_explained(due_at: datetime, **fields: Any) -> Breach:
    """A breach that its responsible person explained an hour after being asked."""
    breach = make_breach(due_at, **fields)
    said_at = due_at + timedelta(hours=1)
    Explanation.objects.create(
        breach=breach, cause=Cause.WORKLOAD, words="当日收件较多。", by=breach.responsible, at=said_at
    )
    breach.rounds.update(status=Round.EXPLAINED, met_at=said_at)
    return breach
