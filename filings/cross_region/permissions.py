"""Who sees a transfer and who may work on it."""

from django.conf import settings
from django.db.models import QuerySet

from filings.cross_region.enums import Direction
from filings.cross_region.models import CourtKey, Transfer
from filings.intake.models import Court
from filings.review.permissions import REVIEWERS, conflict
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role, require_role
from gangcheng_court.errors import Refused

READERS = (*REVIEWERS, Role.SUPERVISOR)
"""Who reads the lists: supervision sees what has come in."""


def own_transfers(user: User) -> QuerySet[Transfer]:
    """What this person sends to other courts."""
    if not user.is_authenticated:
        return Transfer.objects.none()
    return Transfer.objects.filter(direction=Direction.OUT, filing__filer_id=user.pk)


def desk_transfers(user: User) -> QuerySet[Transfer]:
    """Every transfer, for the filing desk; none for everybody else."""
    return Transfer.objects.filter(filing__isnull=False) if has_role(user, *REVIEWERS) else Transfer.objects.none()


def readable_transfers(user: User, direction: Direction) -> QuerySet[Transfer]:
    """The list of one direction: the filing desk's, and what has come in for supervision too."""
    if direction == Direction.IN and has_role(user, Role.SUPERVISOR):
        return Transfer.objects.filter(direction=Direction.IN, filing__isnull=False)
    return desk_transfers(user).filter(direction=direction)


def require_assistant(user: User, transfer: Transfer) -> None:
    """Raises NotYours outside the filing desk, and Refused for who must stay away from this matter (回避).

    Whoever helped to write it may send it: it is not reviewed here.
    """
    require_role(user, *REVIEWERS)
    if reason := conflict(user, transfer.filing):
        raise Refused(reason)


def reachable_courts() -> QuerySet[Court]:
    """The courts that packages can go to: with an active key and an address, this one excepted."""
    return Court.objects.filter(key__active=True).exclude(key__address="").exclude(code=settings.COURT_CODE)


def require_key(court: Court) -> CourtKey:
    """The active key of a court that packages can go to. Raises Refused when there is none."""
    key = CourtKey.objects.filter(court=court, active=True).exclude(address="").first()
    if key is None:
        raise Refused(f"{court}还没有与本院接通，不能在线转送。请告知当事人该院的地址和 12368，或者拨打该院电话联系。")
    return key
