"""Reads of transfers."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from filings.cross_region.enums import Direction, State
from filings.cross_region.models import Transfer, TransferCorrection
from filings.cross_region.permissions import desk_transfers, reachable_courts, readable_transfers
from filings.intake.enums import Status
from filings.intake.models import Assistance, Court, Filing
from filings.review.enums import Outcome
from filings.review.models import CorrectionNotice, ReviewRound
from filings.window.models import Visit
from gangcheng_court.core.accounts.models import User

MOST_SHOWN = 50


def at_desk(user: User, *, direction: Direction, after: int | None = None) -> QuerySet[Transfer]:
    """The list of one direction, newest first, `MOST_SHOWN` and one more; given-up drafts are left out.

    What has come in carries its first response.
    """
    rows = readable_transfers(user, direction).exclude(filing__number=None, filing__status=Status.WITHDRAWN)
    if direction == Direction.IN:
        rows = with_first_response(rows)
    if after:
        rows = rows.filter(pk__lt=after)
    return rows.select_related("filing", "filing__filer", "court").order_by("-pk")[: MOST_SHOWN + 1]


def with_first_response(transfers: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """With `responded_at`, when a reviewer first had the filing in hand; giving it back takes nothing away."""
    taken = ReviewRound.history.filter(filing_id=OuterRef("filing_id"), number=1, taken_at__isnull=False)
    closed = ReviewRound.objects.filter(filing_id=OuterRef("filing_id"), number=1)
    return transfers.annotate(
        responded_at=Coalesce(
            Subquery(taken.order_by("taken_at").values("taken_at")[:1]), Subquery(closed.values("closed_at")[:1])
        )
    )


def arrived_between(since: datetime, until: datetime) -> list[tuple[datetime, datetime | None]]:
    """When each hand-in of another court arrived in [since, until), and when it was first responded to."""
    arrived = Transfer.objects.filter(
        direction=Direction.IN, filing__isnull=False, delivered_at__gte=since, delivered_at__lt=until
    )
    return list(with_first_response(arrived).values_list("delivered_at", "responded_at"))


def delivered_late(since: datetime, until: datetime, *, within: timedelta) -> QuerySet[Transfer]:
    """What somebody agreed in [since, until) to have sent to another court, and it was not there `within` later."""
    agreed = Transfer.objects.filter(direction=Direction.OUT, consent_at__gte=since, consent_at__lt=until)
    arrived = Coalesce("delivered_at", Value(until), output_field=DateTimeField())
    return agreed.annotate(arrived=arrived).filter(arrived__gt=F("consent_at") + within)


def failed_count(user: User) -> int:
    """How many transfers wait for somebody to act."""
    return desk_transfers(user).filter(direction=Direction.OUT, state=State.FAILED).count()


def correction_of(transfer: Transfer) -> TransferCorrection | None:
    """The last correction that the other court asked for, answered or not, unless it is over without an answer."""
    found = transfer.corrections.filter(ended_at__isnull=True).last()
    if found:
        found.transfer = transfer
    return found


def visit_of(filing: Filing, clerk: User, at: datetime) -> Visit | None:
    """The visit in which this clerk works on the filing with its filer at that moment."""
    open_now = Assistance.objects.open_at(at).filter(filing=filing, helper=clerk)
    return Visit.objects.filter(assistance__in=open_now, ended_at=None).select_related("assistance").first()


def asked_of(filing: Filing) -> dict[str, Any] | None:
    """The correction that this court waits for, as the assisting court is told; None while none is open.

    A party is named by its place, from 0: our keys mean nothing there.
    """
    if filing.status != Status.CORRECTION:
        return None
    notice = CorrectionNotice.objects.filter(round__filing=filing).order_by("round__number").last()
    places = {f"party:{pk}": f"party:{place}" for place, pk in enumerate(filing.parties.values_list("pk", flat=True))}
    return {
        "notice": notice.reference,
        "issued_at": notice.started_at,
        "due_at": notice.due_at,
        "items": [
            {"target": places.get(item.target, item.target), "text": item.text, "basis": item.basis}
            for item in notice.items.order_by("position")
        ],
    }


def named_court(filing: Filing) -> Court | None:
    """The reachable court that the decision 不属本院 named, when the directory has it."""
    last = filing.rounds.order_by("number").last()
    if filing.status != Status.RETURNED or last is None or last.outcome != Outcome.WRONG_COURT:
        return None
    named = last.right_court.strip()
    return reachable_courts().filter(Q(name=named) | Q(code=named)).first()
