"""Who sees and who handles money: the filer his own, the filing desk all but its own matters."""

from django.db.models import QuerySet

from filings.fees.models import Charge
from filings.intake.models import Filing
from filings.intake.permissions import conflict, own_filings
from filings.intake.permissions import visible_to as visible_filings
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role, require_role
from gangcheng_court.errors import Refused

DESK = (Role.CLERK, Role.CHIEF)


def visible_to(user: User) -> QuerySet[Charge]:
    """The charges this person may read: of one's own filings, and for the desk and the supervisors all."""
    return Charge.objects.filter(filing__in=visible_filings(user))


def payable_by(user: User) -> QuerySet[Filing]:
    """The filings whose fees this person is asked for."""
    return own_filings(user).filter(number__isnull=False)


def handled_by(user: User) -> QuerySet[Filing]:
    """The filings whose fees this person may open at the desk; none for everybody else."""
    if not has_role(user, *DESK):
        return Filing.objects.none()
    return visible_filings(user).filter(number__isnull=False)


def require_desk(user: User, filing: Filing) -> None:
    """Raises NotYours outside the filing desk, and Refused for whoever must stay away from this filing."""
    require_role(user, *DESK)
    if reason := conflict(user, filing):
        raise Refused(reason)


def require_chief(user: User, filing: Filing) -> None:
    """Like `require_desk`, for the head of the filing desk."""
    require_role(user, Role.CHIEF)
    require_desk(user, filing)


def require_second_person(user: User, proposer: User | None) -> None:
    """Raises Refused for who has proposed it."""
    if proposer is not None and proposer.pk == user.pk:
        raise Refused("提出和复核必须是两个人，请由另一位工作人员复核。")
