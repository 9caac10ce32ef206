"""Who drafts, approves and reads bulletins."""

from django.db.models import QuerySet

from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.errors import NotYours, Refused
from supervision.bulletins.enums import Audience, Status
from supervision.bulletins.models import Bulletin
from supervision.complaints.permissions import is_desk

READERS = tuple(sorted(STAFF_ROLES - {Role.ADMINISTRATOR}))
"""An inside bulletin is for the whole staff, but not for who only looks after the system."""


def visible_to(user: User) -> QuerySet[Bulletin]:
    """Supervisors and the president's office see all, other staff what is published; others nothing here."""
    if is_desk(user):
        return Bulletin.objects.all()
    return Bulletin.objects.filter(status=Status.PUBLISHED) if has_role(user, *READERS) else Bulletin.objects.none()


def public() -> QuerySet[Bulletin]:
    """What everybody may read."""
    return Bulletin.objects.filter(status=Status.PUBLISHED, audience=Audience.PUBLIC)


def is_drafter(user: User) -> bool:
    return has_role(user, Role.SUPERVISOR)


def require_drafter(user: User) -> None:
    """Raises NotYours for others than supervisors."""
    if not is_drafter(user):
        raise NotYours


def wrote(user: User, bulletin: Bulletin) -> bool:
    """Whether the person drafted it or has changed its text."""
    return bulletin.history.filter(history_user=user.pk, history_change_reason__in=["起草通报", "修改通报"]).exists()


def may_approve(user: User, bulletin: Bulletin) -> bool:
    """Another supervisor, or the head of the president's office, who has written nothing of it."""
    return is_desk(user) and not wrote(user, bulletin)


def require_approver(user: User, bulletin: Bulletin) -> None:
    """Raises NotYours for others than supervisors and the president's office, Refused for who wrote in it."""
    if not is_desk(user):
        raise NotYours
    if wrote(user, bulletin):
        raise Refused("起草、修改过通报的人不能审批，请由另一位督察人员或者院长办公室负责人审批。")
