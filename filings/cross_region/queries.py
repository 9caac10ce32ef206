"""Reads of transfers."""

from django.db.models import Q, QuerySet

from filings.cross_region.enums import Direction, State
from filings.cross_region.models import Transfer
from filings.cross_region.permissions import desk_transfers, reachable_courts
from filings.intake.enums import Status
from filings.intake.models import Court, Filing
from filings.review.enums import Outcome
from gangcheng_court.core.accounts.models import User

MOST_SHOWN = 50


def at_desk(user: User, *, direction: Direction, after: int | None = None) -> QuerySet[Transfer]:
    """The desk's list of one direction, newest first, `MOST_SHOWN` and one more; given-up drafts are left out."""
    rows = (
        desk_transfers(user).filter(direction=direction).exclude(filing__number=None, filing__status=Status.WITHDRAWN)
    )
    if after:
        rows = rows.filter(pk__lt=after)
    return rows.select_related("filing", "filing__filer", "court").order_by("-pk")[: MOST_SHOWN + 1]


def failed_count(user: User) -> int:
    """How many transfers wait for somebody to act."""
    return desk_transfers(user).filter(direction=Direction.OUT, state=State.FAILED).count()


def named_court(filing: Filing) -> Court | None:
    """The reachable court that the decision 不属本院 named, when the directory has it."""
    last = filing.rounds.order_by("number").last()
    if filing.status != Status.RETURNED or last is None or last.outcome != Outcome.WRONG_COURT:
        return None
    named = last.right_court.strip()
    return reachable_courts().filter(Q(name=named) | Q(code=named)).first()
