"""Where a ticket stands in its line, and about how long that may take."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Avg, Count, F, Q, Window
from django.db.models.functions import RowNumber

from accessibility.queue.enums import PeriodKind, WindowState
from accessibility.queue.models import Matter, Period, Ticket

FEW = 5
"""Below so many visits the day has no figures of its own yet."""
SPREAD = (0.7, 1.5)
STEP_MINUTES = 5


@dataclass(frozen=True)
class Estimate:
    """About how long a wait may take, in minutes; a range, never a promise."""

    low: int
    high: int


def ahead(ticket: Ticket) -> int:
    """How many tickets that wait for the same matter are called before this one, as the lines stand now."""
    return before(ticket.business_date, ticket.matter_id, ticket)


def before(day: date, matter_id: int, ticket: Ticket | None = None, *, priority: bool = False) -> int:
    """How many wait for a matter before `ticket`, or before somebody who would come now with or without priority.

    Whoever has priority passes those ordinary ones that the rule lets wait: at most QUEUE_ORDINARY_IN_A_ROW of them go
    ahead of each priority ticket.
    """
    line = Ticket.objects.waiting().filter(business_date=day, matter=matter_id)
    if ticket is not None:
        priority = ticket.is_priority
        line = line.exclude(pk=ticket.pk)
    earlier = Q(place_at__lt=ticket.place_at) | Q(place_at=ticket.place_at, id__lt=ticket.pk) if ticket else Q()
    counts = line.aggregate(
        same=Count("pk", filter=earlier & (~Q(priority="") if priority else Q(priority=""))),
        others=Count("pk", filter=earlier & (Q(priority="") if priority else ~Q(priority=""))),
        passing=Count("pk", filter=~Q(priority="")),
    )
    per_turn = settings.QUEUE_ORDINARY_IN_A_ROW
    if priority:
        return counts["same"] + min(counts["others"], per_turn * (counts["same"] + 1))
    return counts["same"] + min(counts["passing"], max(counts["others"], counts["same"] // max(per_turn, 1)))


def estimate(matter: Matter, day: date, people_ahead: int) -> Estimate | None:
    """About how long somebody with so many ahead waits for a matter, by the day's own serving times.

    None while no window is open for it. Until FEW visits were served the matter's typical minutes stand in.
    """
    windows = matter.windows.filter(state=WindowState.OPEN).count()
    if not windows:
        return None
    served = Period.objects.filter(
        ticket__business_date=day, matter=matter, kind=PeriodKind.SERVING, ended_at__isnull=False
    ).aggregate(n=Count("pk"), mean=Avg(F("ended_at") - F("began_at")))
    each = served["mean"] if served["n"] >= FEW else timedelta(minutes=matter.typical_minutes)
    minutes = (people_ahead + 1) * each.total_seconds() / 60 / windows
    low, high = (_rounded(minutes * share) for share in SPREAD)
    return Estimate(low, max(high, low + STEP_MINUTES))


def nearly_there(day: date, most_ahead: int) -> list[int]:
    """Ids of waiting tickets with a phone, not told yet, among the first of their matter: at most so many before."""
    rank = Window(RowNumber(), partition_by=F("matter"), order_by=[F("place_at"), F("id")])
    line = Ticket.objects.waiting().filter(business_date=day).annotate(rank=rank).filter(rank__lte=most_ahead + 1)
    told = line.order_by("pk").values_list("pk", "phone", "near_told_at")
    return [pk for pk, phone, near_told_at in told if phone and near_told_at is None]


def _rounded(minutes: float) -> int:
    """To whole steps, as people say it."""
    return round(minutes / STEP_MINUTES) * STEP_MINUTES
