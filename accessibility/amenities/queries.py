"""What is read of the hall's facilities: the public list, the day's round, loans, repairs and their limits."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from accessibility.amenities.enums import FacilityState, ItemKind
from accessibility.amenities.models import Facility, FacilityCheck, Item, Loan, Repair, Round
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet


@dataclass(frozen=True)
class Event:
    """One look at a facility, as a breach's page tells it."""

    at: datetime
    title: str
    by: User | None


@dataclass(frozen=True)
class Stock:
    """How many things of one kind the hall lends, and how many can be had now."""

    title: str
    free: int
    kept: int


def facilities() -> QuerySet[Facility]:
    """Every facility in the order of the round."""
    return Facility.objects.all()


def stock() -> list[Stock]:
    """The kinds of things that are lent, in the order of ItemKind; a kind of which none is in use is left out."""
    kept = Item.objects.filter(is_kept=True).order_by()
    counted = kept.values_list("kind").annotate(kept=Count("pk"), free=Count("pk", filter=~Q(_is_out())))
    by_kind = {kind: (free, all_) for kind, all_, free in counted}
    return [Stock(kind.label, *by_kind[kind]) for kind in ItemKind if kind in by_kind]


def free_items() -> QuerySet[Item]:
    """What can be lent now."""
    return Item.objects.filter(is_kept=True).exclude(_is_out())


def items() -> QuerySet[Item]:
    """Everything that is or was lent; `is_out` while somebody has it."""
    return Item.objects.annotate(is_out=_is_out())


def out_first_due(loans: QuerySet[Loan]) -> QuerySet[Loan]:
    """Of `loans` what has not come back: the longest overdue first, what was given up for lost last."""
    is_lost = Case(When(lost_at=None, then=Value(0)), default=Value(1))
    return loans.filter(returned_at=None).select_related("item", "lent_by").order_by(is_lost, "due_at", "pk")


def returned_on(loans: QuerySet[Loan], day: date) -> QuerySet[Loan]:
    """Of `loans` what came back on `day`, the last first."""
    back = loans.filter(returned_at__date=day).select_related("item", "returned_to")
    return back.order_by("-returned_at", "-pk")


def round_of(day: date) -> Round | None:
    return Round.objects.select_related("by").filter(day=day).first()


def rounds_before(day: date) -> QuerySet[Round]:
    """The rounds before `day`, the last first, each with how much was `looked_at` and `wrong`."""
    wrong = Count("checks", filter=~Q(checks__state=FacilityState.FINE))
    rounds = Round.objects.filter(day__lt=day).select_related("by")
    return rounds.annotate(looked_at=Count("checks"), wrong=wrong).order_by("-day")


def left_of(daily: Round) -> QuerySet[Facility]:
    """What nobody has looked at on this round."""
    return Facility.objects.exclude(Exists(FacilityCheck.objects.filter(round=daily, facility=OuterRef("pk"))))


def left_on(day: date) -> QuerySet[Facility]:
    """What nobody has looked at on the round of `day`, begun or not."""
    done = FacilityCheck.objects.filter(round__day=day, facility=OuterRef("pk"))
    return Facility.objects.exclude(Exists(done))


def checks_on(day: date) -> dict[int, FacilityCheck]:
    """What the round of `day` found, by facility."""
    found = FacilityCheck.objects.filter(round__day=day).select_related("by")
    return {check.facility_id: check for check in found}


def last_checks(facility: Facility, most: int) -> QuerySet[FacilityCheck]:
    """The last looks at a facility, newest first."""
    return facility.checks.select_related("by", "photo", "round")[:most]


def open_first(repairs: QuerySet[Repair]) -> QuerySet[Repair]:
    """Of `repairs` what is not put right, the nearest limit first."""
    return repairs.filter(met_at=None).select_related("facility", "found", "responsible").order_by("due_at", "pk")


def mended(repairs: QuerySet[Repair]) -> QuerySet[Repair]:
    """Of `repairs` what was put right, the last first."""
    return repairs.exclude(met_at=None).select_related("facility", "found", "mended__by").order_by("-met_at", "-pk")


def checks_of(repair: Repair) -> QuerySet[FacilityCheck]:
    """Every look at the facility from the one that opened the repair to the one that ended it, oldest first."""
    during = Q(pk__gte=repair.found_id)
    if repair.mended_id:
        during &= Q(pk__lte=repair.mended_id)
    return FacilityCheck.objects.filter(during, facility=repair.facility_id).select_related("by").order_by("pk")


def repairs() -> ObligationQuerySet:
    """Every limit of every repair, as supervision reads them."""
    return Repair.objects.all()


def repair_events(limit: Obligation) -> list[Event]:
    """What was found and done about a repair, oldest first."""
    return [
        Event(check.at, "：".join(filter(None, [check.get_state_display(), check.note])), check.by)
        for check in checks_of(limit)
    ]


def _is_out() -> Exists:
    return Exists(Loan.objects.filter(item=OuterRef("pk"), returned_at=None))
