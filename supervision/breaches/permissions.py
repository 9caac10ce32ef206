"""Who sees which figures and breaches: supervisors and the president all, a chief the department's, else one's own.

Nobody sees, counts or is told of the limits of a complaint about himself, nor of the order that it led to: the room
says which they are.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.deadlines.models import Obligation
from gangcheng_court.errors import NotYours, Refused
from hotline.tickets import queries as tickets
from supervision.breaches import links
from supervision.breaches.models import Breach
from supervision.complaints import queries as complaints
from supervision.complaints.permissions import is_desk
from supervision.rectification import queries as orders

REPORT_READERS = (Role.SUPERVISOR, Role.CHIEF)
DESK = (Role.CLERK, Role.CHIEF)
SECRETS = {links.TICKET: tickets, links.COMPLAINT: complaints, links.ORDER: orders}
"""Where matters are kept from whom they are about: the room that says from whom."""


def seen_by(user: User) -> Q:
    """The part of obligations and breaches that this person may see."""
    kept = [reference for room in SECRETS.values() for reference in room.references_kept_from(user)]
    return _of_office(user) & ~Q(reference__in=kept) if kept else _of_office(user)


def seen_by_all() -> Q:
    """The part of obligations and breaches that a paper for many readers is made of: nothing kept from anybody."""
    kept = [reference for room in SECRETS.values() for reference in room.references_about_staff()]
    return ~Q(reference__in=kept)


def sees_whole_court(user: User) -> bool:
    """A supervisor, or the president's office."""
    return is_desk(user)


def _of_office(user: User) -> Q:
    if sees_whole_court(user):
        return Q()
    own = Q(responsible=user.pk) if has_role(user) else Q(pk=None)
    if has_role(user, Role.CHIEF) and user.department_id:
        return own | Q(department=user.department_id)
    return own


def visible_to(user: User) -> QuerySet[Breach]:
    return Breach.objects.filter(seen_by(user))


def opens(user: User, breach: Breach) -> bool:
    """Whether the desk's own page about the matter opens for this person."""
    if room := _keeper(breach):
        return room.is_open_to(user, links.number(breach.reference))
    return has_role(user, *DESK)


def may_explain(user: User, breach: Breach) -> bool:
    """The responsible person, or the chief of the department."""
    if not has_role(user) or not told_of(breach, [user]):
        return False
    is_chief = has_role(user, Role.CHIEF) and user.department_id is not None
    return breach.responsible_id == user.pk or (is_chief and breach.department_id == user.department_id)


def require_may_explain(user: User, breach: Breach) -> None:
    """Raise NotYours unless `may_explain`."""
    if not may_explain(user, breach):
        raise NotYours


def may_judge(user: User, breach: Breach) -> bool:
    """A supervisor, but never of a breach of his own or one that he explained."""
    if not has_role(user, Role.SUPERVISOR) or not told_of(breach, [user]):
        return False
    return breach.responsible_id != user.pk and not breach.explanations.filter(by=user.pk).exists()


def require_judge(user: User, breach: Breach) -> None:
    """Raises NotYours for others than supervisors it is not about, Refused for a supervisor's own breach."""
    if not has_role(user, Role.SUPERVISOR) or not told_of(breach, [user]):
        raise NotYours
    if not may_judge(user, breach):
        raise Refused("自己的超期事项要由另外的督察人员认定。")


def owners(breach: Breach) -> list[User]:
    """Who may be told to put right what led to the breach: the responsible person, and the department's chiefs."""
    chiefs_of_it = User.objects.filter(role=Role.CHIEF, is_active=True, department=breach.department_id or None)
    people = {user.pk: user for user in (breach.responsible, *chiefs_of_it) if user and user.department_id}
    return told_of(breach, people.values())


def kept_from(breach: Breach) -> list[int]:
    """Ids of the staff who are to learn nothing of what comes of the breach."""
    staff = list(User.objects.filter(role__in=STAFF_ROLES, is_active=True))
    told = {user.pk for user in told_of(breach, staff)}
    return [user.pk for user in staff if user.pk not in told]


def answerable_for(row: Breach | Obligation) -> list[User]:
    """Who is spoken to about it: the responsible person, or the chiefs when nobody has taken it."""
    return told_of(row, [row.responsible]) if row.responsible else chiefs(row)


def chiefs(row: Breach | Obligation) -> list[User]:
    """The chiefs of the department that has it; the supervisors when there is none to be told."""
    heads = User.objects.filter(role=Role.CHIEF, is_active=True, department=row.department_id or None)
    return told_of(row, heads if row.department_id else []) or told_of(row, supervisors())


def told_of(row: Breach | Obligation, people: Iterable[User]) -> list[User]:
    """Those of `people` whom it is not about."""
    if not (room := _keeper(row)):
        return list(people)
    number = links.number(row.reference)
    return [person for person in people if not room.is_kept_from(person, number)]


def _keeper(row: Breach | Obligation) -> Any:
    return SECRETS.get(links.MATTER_PAGES[row.promise])


def supervisors() -> list[User]:
    return list(User.objects.filter(role=Role.SUPERVISOR, is_active=True))
