"""Who watches which promise, and the sweep that records what was broken.

Late is a fact of the obligation; the sweep only writes it down. It may run twice, late or side by side: sweeps of one
promise wait for each other on the promise's `Sweep` row, and the database holds one breach per promise and reference.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from accessibility.amenities.queries import repair_events, repairs
from accessibility.assistance.queries import assistance_limits
from accessibility.assistance.queries import limit_events as assistance_events
from filings.fees.queries import refund_events, refund_limits
from filings.mediation.queries import mediation_terms
from filings.review.queries import review_limits, timeline
from gangcheng_court.core.deadlines import heartbeats
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet
from gangcheng_court.promises import (
    ASSISTANCE_FOLLOW_UP,
    ASSISTANCE_ON_TIME,
    COMPLAINTS,
    DECISIONS,
    FACILITY_REPAIR,
    FEE_REFUND,
    MEDIATION_TERM,
    MISSED_CALL_BACK,
    RECTIFICATION,
    SAME_DAY_HANDOFF,
    THREE_DAY_REVIEW,
    TICKETS,
    Promise,
)
from hotline.tickets.queries import handoffs, limit_events, ticket_limits
from supervision.breaches.models import Breach, Sweep
from supervision.complaints.queries import complaint_events, complaint_limits
from supervision.rectification.queries import rectification_events, rectification_limits

LOOK_BACK = timedelta(days=60)
OVERLAP = timedelta(minutes=10)
"""Longer than any transaction lives: a limit written before the last sweep and committed after it is still found."""
SETTLING = timedelta(seconds=15)
"""A decision made in the last second before the limit may still be on its way to the database."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Watch:
    """A promise, the desk's query for the obligations of all its promises, and what happened in the matter of one.

    `reminds` is False where the desk itself warns ahead of the limit.
    """

    promise: Promise
    query: Callable[[], ObligationQuerySet]
    events: Callable[[Obligation], list]
    reminds: bool = True

    def obligations(self) -> ObligationQuerySet:
        return self.query().filter(promise=self.promise.code)


def _review_events(limit: Obligation) -> list:
    return timeline(limit.round.filing)


WATCHES = (
    Watch(THREE_DAY_REVIEW, review_limits, _review_events),
    *(Watch(promise, review_limits, _review_events, reminds=False) for promise in DECISIONS),
    Watch(MEDIATION_TERM, mediation_terms, lambda term: timeline(term.mediation.filing)),
    Watch(FEE_REFUND, refund_limits, refund_events),
    Watch(SAME_DAY_HANDOFF, handoffs, limit_events, reminds=False),
    Watch(MISSED_CALL_BACK, ticket_limits, limit_events, reminds=False),
    *(Watch(promise, ticket_limits, limit_events) for promise in TICKETS),
    Watch(FACILITY_REPAIR, repairs, repair_events),
    Watch(ASSISTANCE_ON_TIME, assistance_limits, assistance_events, reminds=False),
    Watch(ASSISTANCE_FOLLOW_UP, assistance_limits, assistance_events),
    Watch(RECTIFICATION, rectification_limits, rectification_events),
    *(Watch(promise, complaint_limits, complaint_events) for promise in COMPLAINTS),
)


def record_breaches(
    *, until: datetime, at: datetime, watches: Sequence[Watch] = WATCHES, look_back: bool = False
) -> int:
    """Record every limit of `watches` that passed in the sixty days up to `until`, and return how many were new.

    What an earlier sweep has been through is not read again, unless `look_back` asks for the whole sixty days. A watch
    that fails does not stop the others; afterwards all failures are raised together and no heartbeat is given.
    """
    new, failures = 0, []
    for watch in watches:
        try:
            new += _record(watch, until=until, at=at, look_back=look_back)
        except Exception as failure:
            logger.exception("watch over %s failed", watch.promise.code)
            failures.append(failure)
    if failures:
        raise ExceptionGroup("部分承诺未能检查超期", failures)
    heartbeats.beat("enforcement", at)
    return new


@transaction.atomic
def _record(watch: Watch, *, until: datetime, at: datetime, look_back: bool) -> int:
    since = until - LOOK_BACK
    sweep, _ = Sweep.objects.select_for_update().get_or_create(promise=watch.promise.code, defaults={"until": since})
    if not look_back:
        since = max(since, sweep.until - OVERLAP)
    recorded = Breach.objects.filter(promise=OuterRef("promise"), reference=OuterRef("reference"))
    late = watch.obligations().late(since, until).exclude(Exists(recorded)).order_by()
    fields = ("promise", "reference", "due_at", "met_at", "responsible_id", "department_id")
    query, parameters = late.values_list(*fields).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Breach._meta.db_table} ({', '.join(fields)}, recorded_at) "  # noqa: S608
            f"SELECT late.*, %s FROM ({query}) AS late ON CONFLICT (promise, reference) DO NOTHING",
            [at, *parameters],
        )
        new = cursor.rowcount
    sweep.until = max(sweep.until, until)
    sweep.save(update_fields=["until"])
    return new
