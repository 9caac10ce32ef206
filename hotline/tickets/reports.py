"""How the promises about tickets were kept, by type and period: set-based, with the numbers behind each share."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, midnight_after
from gangcheng_court.promises import FILING_COMPLAINT_ANSWER, FIRST_REPLY, PETITION_ACKNOWLEDGEMENT
from hotline.tickets.enums import Score, TicketType
from hotline.tickets.models import Handoff, Rating, Ticket, TicketLimit

REPLIES = (FIRST_REPLY.code, PETITION_ACKNOWLEDGEMENT.code, FILING_COMPLAINT_ANSWER.code)
DEFINITION = (
    "按受理日期统计。当日转办率＝当日 24:00 前转出的÷应当转办的，退回后再转的以最后一次为准。"
    "按期回复率＝期限内首次回复或者答复的÷期限已到或者已经回复的。重办是当事人不满意或者没答全而重新办理过的件数。"
    "满意度＝评价满意和基本满意的÷评价的。"
)


@dataclass(frozen=True)
class Line:
    """Tickets of one type received in a period. A share is None where there is nothing to count over."""

    name: str
    received: int = 0
    closed: int = 0
    reopened: int = 0
    to_hand_over: int = 0
    handed_over_in_time: int = 0
    automatic: int = 0
    """Handed over by rule, after the close or out of hours."""
    to_reply: int = 0
    replied_in_time: int = 0
    rated: int = 0
    satisfied: int = 0

    @property
    def same_day_rate(self) -> float | None:
        return self.handed_over_in_time / self.to_hand_over if self.to_hand_over else None

    @property
    def reply_rate(self) -> float | None:
        return self.replied_in_time / self.to_reply if self.to_reply else None

    @property
    def satisfaction(self) -> float | None:
        return self.satisfied / self.rated if self.rated else None


def by_type(tickets: QuerySet[Ticket], since: date, until: date, now: datetime) -> list[Line]:
    """One line for each type of which `tickets` (those the reader may see) hold any, received on the days given."""
    begins, ends = datetime.combine(since, time(), COURT_ZONE), midnight_after(until)
    chosen = tickets.filter(received_at__gte=begins, received_at__lt=ends).order_by()
    found: dict[str, dict[str, Any]] = {}
    for rows in (
        chosen.values("type").annotate(
            received=Count("pk"),
            closed=Count("pk", filter=Q(status="closed")),
            reopened=Count("pk", filter=Q(reopened__gt=0)),
        ),
        _handoffs(chosen, now),
        _replies(chosen, now),
        Rating.objects.filter(ticket__in=chosen)
        .values(type=F("ticket__type"))
        .annotate(rated=Count("pk"), satisfied=Count("pk", filter=~Q(score=Score.DISSATISFIED)))
        .order_by(),
    ):
        for row in rows:
            found.setdefault(row["type"], {}).update({key: value for key, value in row.items() if key != "type"})
    return [Line(name=kind.label, **found[kind]) for kind in TicketType if kind in found]


def total(lines: list[Line]) -> Line:
    """All lines in one."""
    names = [name for name in Line.__dataclass_fields__ if name != "name"]
    return Line("合计", **{name: sum(getattr(line, name) for line in lines) for name in names})


def public_figures(now: datetime) -> Line:
    """This month's figures over every ticket, for everybody to read: no more than sums."""
    today = court_date(now)
    return total(by_type(Ticket.objects.all(), today.replace(day=1), today, now))


def _handoffs(chosen: QuerySet[Ticket], now: datetime) -> QuerySet[Any]:
    """A ticket counts once, by its last round, when that was closed or its day is over."""
    last = Handoff.objects.filter(ticket__in=chosen).order_by("ticket_id", "-pk").distinct("ticket_id").values("pk")
    settled = Handoff.objects.filter(pk__in=last).filter(Q(met_at__isnull=False) | Q(due_at__lte=now))
    return (
        settled.values(type=F("ticket__type"))
        .annotate(
            to_hand_over=Count("pk"),
            handed_over_in_time=Count("pk", filter=Q(met_at__lt=F("due_at"))),
            automatic=Count("pk", filter=Q(automatic=True)),
        )
        .order_by()
    )


def _replies(chosen: QuerySet[Ticket], now: datetime) -> QuerySet[Any]:
    limits = TicketLimit.objects.filter(ticket__in=chosen, promise__in=REPLIES)
    settled = limits.filter(Q(met_at__isnull=False) | Q(due_at__lte=now))
    return (
        settled.values(type=F("ticket__type"))
        .annotate(to_reply=Count("pk"), replied_in_time=Count("pk", filter=Q(met_at__lt=F("due_at"))))
        .order_by()
    )
