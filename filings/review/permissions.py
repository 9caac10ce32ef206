"""Who may review: the filing desk, never in one's own or a relative's matter (民事诉讼法 47; 回避规定 2011 art. 1)."""

from django.db.models import QuerySet

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.permissions import conflict, visible_to
from filings.review.models import ReviewRound
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.errors import Refused

REVIEWERS = (Role.CLERK, Role.CHIEF)


def reviewable_by(user: User) -> QuerySet[Filing]:
    """The submitted filings that this person may open at the review desk; none for everybody else.

    What went to another court was never under review here.
    """
    if user.role not in REVIEWERS:
        return Filing.objects.none()
    return visible_to(user).filter(number__isnull=False).exclude(status=Status.TRANSFERRED)


def require_reviewer(user: User, filing: Filing) -> None:
    """Raises NotYours outside the filing desk, and Refused when the reviewer must stay away from this filing."""
    require_role(user, *REVIEWERS)
    if reason := conflict(user, filing):
        raise Refused(reason)


def require_reader(user: User, filing: Filing) -> None:
    """Raises Refused for staff who must stay away from this filing; its filer always reads it."""
    if filing.filer_id != user.pk and (reason := conflict(user, filing)):
        raise Refused(reason)


def require_chief(user: User, filing: Filing) -> None:
    """Like `require_reviewer`, for the head of the filing desk."""
    require_role(user, Role.CHIEF)
    require_reviewer(user, filing)


def require_in_charge(user: User, round_: ReviewRound) -> None:
    """Raises Refused unless `user` has taken this round."""
    if round_.reviewer_id == user.pk:
        return
    if round_.reviewer:
        raise Refused(f"该立案申请由{round_.reviewer}办理。需要由您办理的，请立案庭负责人改派。")
    raise Refused("请先领取该立案申请，再提出审核意见。")
