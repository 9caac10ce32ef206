"""Who asks at random and reads what came of it: supervisors. Nobody reads who answered what."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role, require_role
from supervision.questioning.models import Member, Questioning, Reply

INSPECTORS = (Role.SUPERVISOR,)


def visible_to(user: User) -> QuerySet[Questioning]:
    return Questioning.objects.all() if has_role(user, *INSPECTORS) else Questioning.objects.none()


def require_inspector(user: User) -> None:
    require_role(user, *INSPECTORS)


def to_call(user: User, questioning: Questioning) -> QuerySet[Member]:
    """Those drawn who have not answered yet; whoever has is found here no more."""
    if not has_role(user, *INSPECTORS):
        return Member.objects.none()
    drawn = questioning.members.filter(place__isnull=False)
    return drawn.filter(~Q(Exists(Reply.objects.filter(member=OuterRef("pk"))))).order_by("place")
