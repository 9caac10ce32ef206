"""The connection rate, counted honestly: from the calls as the exchange told of them, whoever was asleep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour, TruncDate

from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, midnight_after
from hotline.calls.enums import CallResult
from hotline.calls.models import MANUAL, Call, CallTicket
from hotline.tickets.enums import Source

DEFINITION = (
    "接通率＝服务时间内由坐席接听的来电÷服务时间内的来电（5 秒内自行挂断的另列，不计入）。"
    "只有坐席接听才算接通，播放语音不算；没有等到坐席的、振铃后情况不明的，都按未接计算。"
    "全部来电接通率＝坐席接听的来电÷全部来电（含非服务时间的和 5 秒内挂断的）。"
    "未接来电由系统当即登记回拨，回拨接通的计为补接，不计入接通。"
    "坐席手工登记的来电不是交换机的记录，另列，不计入以上各项。"
    "服务时间按来电振铃的时刻判断，法定节假日不计，调休上班日计入。平均接听用时从振铃算到坐席接听。"
)


@dataclass(frozen=True)
class Figures:
    """Calls of a period. What ends in `_in_hours` rang in the hotline's hours; the rest counts every call."""

    offered: int = 0
    answered: int = 0
    missed: int = 0
    """Those of which the exchange never told the end included."""
    short: int = 0
    offered_in_hours: int = 0
    answered_in_hours: int = 0
    missed_in_hours: int = 0
    short_in_hours: int = 0
    called_back: int = 0
    """补接: missed, and reached by the call-back since."""
    answer_speed: timedelta | None = None
    """Average time from ringing to an operator's answer."""
    by_hand: int = 0
    """Taken down by operators where no exchange told of them: no part of any other figure."""

    @property
    def out_of_hours(self) -> int:
        return self.offered - self.offered_in_hours

    @property
    def n(self) -> int:
        """What the rate is counted over."""
        return self.offered_in_hours - self.short_in_hours

    @property
    def rate(self) -> float | None:
        """Share answered of those who waited in hours, 0 to 1; None when nobody did."""
        return self.answered_in_hours / self.n if self.n else None

    @property
    def rate_of_all(self) -> float | None:
        """Share answered of every call; None when nobody rang."""
        return self.answered / self.offered if self.offered else None


@dataclass(frozen=True, kw_only=True)
class Line(Figures):
    """The figures of one day, hour or operator."""

    name: str


def public_figures(now: datetime) -> Figures:
    """This month's figures, for everybody to read."""
    today = court_date(now)
    return totals(Call.objects.all(), today.replace(day=1), today)


def totals(calls: QuerySet[Call], since: date, until: date) -> Figures:
    """The figures of a period, days inclusive, of `calls` (those that the reader may see)."""
    return Figures(**_between(calls, since, until).aggregate(**_measures()))


def by_day(calls: QuerySet[Call], since: date, until: date) -> list[Line]:
    """One line for each day on which somebody rang, oldest first."""
    days = _between(calls, since, until).annotate(name=TruncDate("rang_at", tzinfo=COURT_ZONE))
    return [Line(**row | {"name": f"{row['name']:%Y-%m-%d}"}) for row in _grouped(days, "name")]


def by_hour(calls: QuerySet[Call], since: date, until: date) -> list[Line]:
    """One line for each hour of the day in which somebody rang."""
    hours = _between(calls, since, until).annotate(name=ExtractHour("rang_at", tzinfo=COURT_ZONE))
    return [Line(**row | {"name": f"{row['name']:02}:00–{row['name'] + 1:02}:00"}) for row in _grouped(hours, "name")]


def by_operator(calls: QuerySet[Call], since: date, until: date) -> list[Line]:
    """One line for each operator who answered, or at whose telephone it rang last; in the order of names."""
    rows = _grouped(_between(calls, since, until), "operator__name", "operator")
    lines = [{name: value for name, value in row.items() if not name.startswith("operator")} for row in rows]
    names = [row["operator__name"] or "没有分到坐席" for row in rows]
    return [Line(name=name, **line) for name, line in zip(names, lines, strict=True)]


def _between(calls: QuerySet[Call], since: date, until: date) -> QuerySet[Call]:
    begins = datetime.combine(since, time(), COURT_ZONE)
    reached = CallTicket.objects.filter(
        call=OuterRef("pk"), ticket__source=Source.MISSED_CALL, ticket__callbacks__reached=True
    )
    calls = calls.filter(rang_at__gte=begins, rang_at__lt=midnight_after(until)).order_by()
    return calls.annotate(was_called_back=Exists(reached))


def _grouped(calls: QuerySet[Call], *by: str) -> Sequence[dict[str, Any]]:
    return calls.values(*by).annotate(**_measures()).order_by(*by)


def _measures() -> dict[str, Any]:
    by_hand, in_hours = Q(exchange_id__startswith=MANUAL), Q(in_hours=True)
    answered = ~by_hand & Q(result=CallResult.ANSWERED)
    missed = Q(result__in=[CallResult.MISSED, CallResult.RINGING])
    measured = {"offered": ~by_hand, "answered": answered, "missed": missed, "short": Q(result=CallResult.SHORT)}
    return (
        {name: Count("pk", filter=which) for name, which in measured.items()}
        | {f"{name}_in_hours": Count("pk", filter=which & in_hours) for name, which in measured.items()}
        | {
            "called_back": Count("pk", filter=Q(result=CallResult.MISSED, was_called_back=True)),
            "answer_speed": Avg(F("answered_at") - F("rang_at"), filter=answered),
            "by_hand": Count("pk", filter=by_hand),
        }
    )
