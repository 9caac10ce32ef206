"""How soon this court first responds to what other courts hand in. A figure of ours: no law fixes it.

The first response is that a reviewer takes the filing, or is given it; time is service time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.conf import settings

from filings.cross_region import queries
from filings.cross_region.models import Transfer
from gangcheng_court.core.deadlines import calendar, hours
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE


@dataclass(frozen=True)
class Response:
    """How long one hand-in waited, in whole minutes of service; `waiting`: nobody has responded yet."""

    minutes: int
    is_late: bool
    waiting: bool

    @property
    def words(self) -> str:
        """`12 分钟`, `21 小时 5 分钟`: hours of service."""
        hours_, minutes = divmod(self.minutes, 60)
        told = [f"{hours_} 小时"] * bool(hours_) + [f"{minutes} 分钟"] * bool(minutes or not hours_)
        return " ".join(told)


@dataclass(frozen=True)
class Month:
    """What arrived in one month: `counted` are those responded to and those that wait beyond the limit.

    The median is of those responded to, in minutes; None when there was none.
    """

    name: str
    received: int
    counted: int
    within: int
    median: float | None

    @property
    def percent(self) -> int | None:
        """The share within the limit, never rounded up; None while nothing counts."""
        return self.within * 100 // self.counted if self.counted else None


def limit() -> timedelta:
    """The time within which this court means to respond."""
    return timedelta(minutes=settings.CROSS_REGION_RESPONSE_MINUTES)


def response_of(arrived_at: datetime, responded_at: datetime | None, *, now: datetime, days: Calendar) -> Response:
    """One hand-in as it stands at `now`."""
    taken = hours.service_between(arrived_at, responded_at or now, days)
    return Response(int(taken.total_seconds()) // 60, taken > limit(), responded_at is None)


def add_responses(rows: Sequence[Transfer], *, now: datetime) -> None:
    """Put `response` on each of the rows, which come from `queries.with_first_response`."""
    days = calendar.load()
    for row in rows:
        row.response = response_of(row.delivered_at, row.responded_at, now=now, days=days)


def months(now: datetime) -> list[Month]:
    """This month and the one before it, from one look at what arrived."""
    this = now.astimezone(COURT_ZONE).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    last = (this - timedelta(days=1)).replace(day=1)
    arrived, days = queries.arrived_between(last, now), calendar.load()
    told = [(at, response_of(at, responded_at, now=now, days=days)) for at, responded_at in arrived]
    return [
        _month(this, [response for at, response in told if at >= this]),
        _month(last, [response for at, response in told if at < this]),
    ]


def _month(first: datetime, responses: list[Response]) -> Month:
    answered = [response.minutes for response in responses if not response.waiting]
    return Month(
        name=f"{first.year}年{first.month}月",
        received=len(responses),
        counted=sum(not response.waiting or response.is_late for response in responses),
        within=sum(not response.waiting and not response.is_late for response in responses),
        median=median(answered) if answered else None,
    )
