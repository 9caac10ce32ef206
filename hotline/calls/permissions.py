"""Who sees calls, and whose call it is."""

from django.db.models import QuerySet

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.errors import NotYours
from hotline.calls.enums import Outcome
from hotline.calls.models import Call
from hotline.tickets.permissions import DESK

OPERATORS = (Role.OPERATOR,)
READERS = (Role.OPERATOR, Role.CHIEF, Role.SUPERVISOR)


def visible_to(user: User) -> QuerySet[Call]:
    """Operators, the head of the desk and supervisors see every call; nobody else any."""
    head = has_role(user, Role.CHIEF) and user.department is not None and user.department.code == DESK
    if head or has_role(user, Role.OPERATOR, Role.SUPERVISOR):
        return Call.objects.all()
    return Call.objects.none()


def outcome_words(user: User, call: Call) -> str:
    """What became of the call, '' for not said yet; of a complaint colleagues only learn that it was handed over."""
    told = call.operator_id == user.pk or has_role(user, Role.SUPERVISOR)
    hidden = call.outcome == Outcome.COMPLAINT and not told
    return Outcome.HANDED_OVER.label if hidden else call.get_outcome_display()


def require_operator(user: User) -> None:
    """Raise NotYours unless this is an operator of 12368."""
    if not has_role(user, Role.OPERATOR):
        raise NotYours


def require_own(user: User, call: Call) -> None:
    """Raise NotYours unless this operator took the call."""
    require_operator(user)
    if call.operator_id != user.pk:
        raise NotYours
