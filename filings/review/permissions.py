"""Who may review: the filing desk, never in one's own or a relative's matter (民事诉讼法 47; 回避规定 2011 art. 1).

Nor does whoever wrote a draft side by side with its filer (肩并肩) review it: that person would judge the own work.
The clerk who received a visitor's own papers at the window may: registering on the spot what complies is the law's
wish (登记立案规定 2), and the papers are the visitor's, entered in the visitor's presence.
"""

from django.db.models import Q, QuerySet

from filings.intake.enums import Channel, Status
from filings.intake.models import Assistance, Filing
from filings.intake.permissions import conflict, visible_to
from filings.review.models import EffectInquiry, ReviewRound
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.errors import NotYours, Refused

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
    if reason := unfit(user, filing):
        raise Refused(reason)


def require_reader(user: User, filing: Filing) -> None:
    """Raises Refused for staff who must stay away from this filing; its filer always reads it."""
    if filing.filer_id != user.pk and (reason := conflict(user, filing)):
        raise Refused(reason)


def inquiries_visible_to(user: User) -> QuerySet[EffectInquiry]:
    """The questions to the trial divisions that this judge may answer: the own division's and those to any."""
    if user.role != Role.JUDGE:
        return EffectInquiry.objects.none()
    return EffectInquiry.objects.filter(Q(department__isnull=True) | Q(department_id=user.department_id))


def require_answerer(user: User, inquiry: EffectInquiry) -> None:
    """Raises NotYours for who may not see the question, Refused for a judge who must stay away from the filing."""
    require_role(user, Role.JUDGE)
    if not inquiries_visible_to(user).filter(pk=inquiry.pk).exists():
        raise NotYours
    if reason := conflict(user, inquiry.filing):
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


def unfit(user: User, filing: Filing) -> str:
    """The sentence by which this person may not review the filing, or '': a conflict, or having helped to write it."""
    helped = Assistance.objects.filter(
        filing=filing, helper=user, channel=Channel.ASSISTED, opened_at__isnull=False
    ).exists()
    return conflict(user, filing) or (
        "您协助当事人填写过本件（肩并肩），协助的人不能审核。请由其他人员办理。" if helped else ""
    )
