"""What other rooms read of the indicators: alarms, the latest readings, the curve of a year."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from filings.review.queries import watched
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import midnight_after
from gangcheng_court.core.deadlines.periods import months_later
from supervision.watch import permissions
from supervision.watch.enums import Status
from supervision.watch.models import Alarm, Reading


@dataclass(frozen=True)
class Month:
    """One month of a year: what was handed in and what was registered."""

    first: date
    submitted: int = 0
    filed: int = 0


def open_alarms(user: User) -> QuerySet[Alarm]:
    """The alarms not closed yet that this person may see, newest first, each with its limit."""
    alarms = permissions.visible_to(user).exclude(status=Status.CLOSED)
    return alarms.select_related("limit", "department", "owner").order_by("-pk")


def year_end_curve(year: int) -> list[Month]:
    """January of `year` to January after it, what was handed in and registered month by month; one statement."""
    months = [months_later(date(year + 1, 1, 1), -back) for back in reversed(range(13))]
    since, until = midnight_after(date(year - 1, 12, 31)), midnight_after(date(year + 1, 1, 31))
    found = {row.day: row for row in watched.submitted_and_filed(since, until)}
    return [
        Month(first, found[first].submitted, found[first].filed) if first in found else Month(first) for first in months
    ]


def histories(slugs: list[str], *, since: datetime) -> dict[str, list[Reading]]:
    """By indicator, the last reading of each period that ended after `since`, the oldest first; one statement."""
    rows = Reading.objects.filter(indicator__in=slugs, until__gt=since)
    last = rows.order_by("indicator", "period", "-pk").distinct("indicator", "period")
    found: dict[str, list[Reading]] = {slug: [] for slug in slugs}
    for reading in last:
        found[reading.indicator].append(reading)
    return found
