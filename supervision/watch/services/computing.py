"""Working the indicators out: nightly for all, on demand for one. Every computation is a new reading."""

import logging
from datetime import datetime

from django.db import connection, transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import heartbeats
from gangcheng_court.core.deadlines.clock import court_date, start_of
from supervision.watch import permissions, rules
from supervision.watch.data import INDICATORS, Indicator
from supervision.watch.enums import State
from supervision.watch.models import Reading
from supervision.watch.queries.measures import MEASURES
from supervision.watch.services import alarming

TREND_MONTHS = 12

logger = logging.getLogger(__name__)


@transaction.atomic
def compute(slug: str, *, by: User, at: datetime) -> Reading:
    """Work one indicator out, today included. Raises NotYours for one that is not theirs to read.

    Opens its alarm when it passes the threshold, as the nightly run does.
    """
    return _compute(permissions.require_reader(by, slug), upto=at, at=at, by=by)


def compute_all(*, by: User, at: datetime) -> list[Reading]:
    """`compute` for each indicator that this person may read, each by itself."""
    return [compute(indicator.slug, by=by, at=at) for indicator in permissions.indicators_of(by)]


def run(*, at: datetime) -> int:
    """Work every indicator out up to midnight before `at`, and for the past months what has no reading yet; return how
    many readings were written.

    Run twice it writes the figures again and opens no second alarm. An indicator that fails does not stop the others;
    afterwards all failures are raised together and no heartbeat is given.
    """
    upto = start_of(court_date(at))
    written, failures = 0, []
    for indicator in INDICATORS:
        try:
            written += _run(indicator, upto=upto, at=at)
        except Exception as failure:
            logger.exception("indicator %s failed", indicator.slug)
            failure.add_note(indicator.slug)
            failures.append(failure)
    if failures:
        raise ExceptionGroup("部分监测指标未能计算", failures)
    heartbeats.beat("watch", at)
    return written


@transaction.atomic
def _run(indicator: Indicator, *, upto: datetime, at: datetime) -> int:
    known = set(Reading.objects.filter(indicator=indicator.slug).values_list("period", flat=True))
    now = rules.window(indicator.span, upto)
    past = [rules.window(indicator.span, end) for end in rules.month_ends(upto, TREND_MONTHS)]
    missing = {window.period: window for window in past if window.period not in known | {now.period}}
    for window in missing.values():
        _read(indicator, window, at=at)
    _compute(indicator, upto=upto, at=at)
    return len(missing) + 1


def _compute(indicator: Indicator, *, upto: datetime, at: datetime, by: User | None = None) -> Reading:
    """Computations of one indicator wait for each other, so that two find one alarm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"watch:{indicator.slug}"])
    reading = _read(indicator, rules.window(indicator.span, upto), at=at, by=by)
    if reading.state == State.ALARM:
        alarming.open_for(reading, at=at)
    return reading


def _read(indicator: Indicator, window: rules.Window, *, at: datetime, by: User | None = None) -> Reading:
    parts = MEASURES[indicator.slug](window)
    return Reading.objects.create(
        indicator=indicator.slug,
        period=window.period,
        since=window.since,
        until=window.until,
        figures=rules.stored(parts),
        state=rules.worst(parts),
        computed_at=at,
        computed_by=by,
    )
