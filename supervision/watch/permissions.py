"""Who reads which indicators and alarms: supervisors and the president all, the head of a department its own."""

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.errors import NotYours, Refused
from supervision.complaints.permissions import is_desk
from supervision.watch.data import INDICATORS, Indicator
from supervision.watch.models import Alarm

READERS = (Role.SUPERVISOR, Role.CHIEF)
PAGES_OF = {
    "filings:window-book": frozenset({Role.SUPERVISOR, Role.CHIEF}),
    "filings:transfers": frozenset({Role.SUPERVISOR, Role.CHIEF}),
    "hotline:calls": frozenset({Role.SUPERVISOR, Role.CHIEF}),
}
"""Pages of the desks that open for others than the head: every other page of a list is the head's alone."""


def indicators_of(user: User) -> tuple[Indicator, ...]:
    """The indicators that this person may read, in order."""
    if is_desk(user):
        return INDICATORS
    if not has_role(user, Role.CHIEF) or user.department is None:
        return ()
    return tuple(indicator for indicator in INDICATORS if indicator.department == user.department.code)


def require_reader(user: User, slug: str) -> Indicator:
    """The indicator, when this person may read it. Raises NotYours, also for one that does not exist."""
    for indicator in indicators_of(user):
        if indicator.slug == slug:
            return indicator
    raise NotYours


def visible_to(user: User) -> QuerySet[Alarm]:
    """Supervisors and the president's office see every alarm, another chief the department's and the own."""
    if is_desk(user):
        return Alarm.objects.all()
    if has_role(user, Role.CHIEF):
        return Alarm.objects.filter(Q(department=user.department_id) | Q(owner=user.pk))
    return Alarm.objects.none()


def opens(user: User, route: str) -> bool:
    """Whether the desk's own page behind a row of a list opens for this person."""
    return has_role(user, *PAGES_OF.get(route, {Role.CHIEF}))


def may_answer(user: User, alarm: Alarm) -> bool:
    """The owner, or a head of the department."""
    is_head = has_role(user, Role.CHIEF) and user.department_id == alarm.department_id
    return has_role(user, *READERS) and (is_head or user.pk == alarm.owner_id)


def may_judge(user: User, alarm: Alarm) -> bool:
    """A supervisor who neither owns it nor explained it."""
    return has_role(user, Role.SUPERVISOR) and user.pk not in (alarm.owner_id, alarm.answered_by_id)


def require_answerer(user: User, alarm: Alarm) -> None:
    """Raises NotYours unless `may_answer`."""
    if not may_answer(user, alarm):
        raise NotYours


def require_judge(user: User, alarm: Alarm) -> None:
    """Raises NotYours for others than supervisors; Refused for whoever owns or explained it."""
    if not has_role(user, Role.SUPERVISOR):
        raise NotYours
    if not may_judge(user, alarm):
        raise Refused("核查责任人和作出说明的人不能自己审查，请由另一位督察人员办理。")
