"""Who complains, where that is not said openly: opened by two persons, on a written reason, and told to them.

One of the desk asks; a custodian, whom the administrator has named, decides. What was opened is shown to the custodian
once, in the answer to the decision, and to whoever asked for a limited time; each showing is in the read log.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import reads
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.complaints import permissions
from supervision.complaints.enums import Mode, StepKind
from supervision.complaints.models import Complainant, Complaint, Custodian, IdentityRequest
from supervision.complaints.services import steps, telling

WHAT = "投诉人身份"


@transaction.atomic
def ask(complaint_id: int, *, by: User, at: datetime, reason: str) -> IdentityRequest:
    """Ask the custodians to open it. Refused when nobody could decide, or nothing is kept to be opened."""
    complaint = Complaint.objects.locked(pk=complaint_id)
    permissions.require_handler(by, complaint)
    if complaint.mode == Mode.NAMED or not Complainant.objects.filter(complaint=complaint).exists():
        raise Refused("这件投诉没有需要另行申请才能查看的身份。")
    if complaint.identity_requests.filter(asked_by=by, decided_at=None).exists():
        raise WrongState("您的申请还在等保管人决定，请勿重复申请。")
    custodians = [user for user in _custodians(complaint) if user != by]
    if not custodians:
        raise Refused("没有别的身份保管人可以决定。请系统管理员先指定保管人。")
    request = IdentityRequest.objects.create(complaint=complaint, reason=reason, asked_by=by, asked_at=at)
    steps.add(complaint, StepKind.NOTED, by=by, at=at, words=f"申请查看投诉人身份。理由：{reason}")
    telling.staff(custodians, complaint, "complaint_identity_asked", key=str(request.pk), at=at, asker=by)
    return request


@transaction.atomic
def decide(
    request_id: int, *, by: User, at: datetime, granted: bool, words: str = "", address: str | None = None
) -> Complainant | None:
    """The custodian's word. Granted: the identity, with the reading logged and the complainant told; else None.

    Raises NotYours for others than custodians, Refused for whoever asked, WrongState for a second decision.
    """
    complaint = Complaint.objects.locked(identity_requests=request_id)
    request = IdentityRequest.objects.select_for_update().get(pk=request_id)
    permissions.require_custodian(by, complaint)
    if request.asked_by == by:
        raise Refused("申请人和决定的人不能是同一个人。请另一位保管人决定。")
    if request.decided_at:
        raise WrongState(f"这份申请已经由{request.decided_by}决定。请刷新页面查看。")
    request.decided_by, request.decided_at, request.granted, request.words = by, at, granted, words
    request.save(update_fields=["decided_by", "decided_at", "granted", "words"])
    if granted:
        said = f"因办理需要，经两人同意，查看了您的身份。理由：{request.reason}"
        step = steps.add(complaint, StepKind.OPENED, by=by, at=at, words=said)
        _log(request, reader=by, at=at, address=address)
        telling.complainant(complaint, "complaint_identity_opened", key=str(step.pk), at=at)
    else:
        steps.add(complaint, StepKind.NOTED, by=by, at=at, words=f"不同意查看投诉人身份。{words}")
    telling.staff([request.asked_by], complaint, "complaint_identity_decided", key=str(request.pk), at=at, row=request)
    return complaint.complainant if granted else None


@transaction.atomic
def show(request_id: int, *, by: User, at: datetime, address: str | None = None) -> Complainant:
    """The identity, for whoever asked, while it is open; each reading is logged. Raises NotYours for anybody else,
    and Refused once the time (setting COMPLAINT_IDENTITY_MINUTES) has passed."""
    request = IdentityRequest.objects.select_related("complaint").get(pk=request_id)
    permissions.require_handler(by, request.complaint)
    if request.asked_by != by or not request.granted:
        raise NotYours
    if at >= open_until(request):
        raise Refused("查看的时间已经过了。还需要查看的，请重新申请并写明理由。")
    _log(request, reader=by, at=at, address=address)
    return request.complaint.complainant


def open_until(request: IdentityRequest) -> datetime:
    """Until when whoever asked may look at what was granted."""
    return request.decided_at + timedelta(minutes=settings.COMPLAINT_IDENTITY_MINUTES)


def _custodians(complaint: Complaint) -> list[User]:
    named = User.objects.filter(pk__in=Custodian.objects.values("user")).select_related("department")
    return [user for user in named if permissions.is_custodian(user, complaint)]


def _log(request: IdentityRequest, *, reader: User, at: datetime, address: str | None) -> None:
    reads.log(
        reader=reader,
        what=WHAT,
        reference=request.complaint.number,
        at=at,
        reason=request.reason[:200],
        address=address,
    )
