"""The steps on a complaint as data: each with its form, its service, and when it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from supervision.complaints import permissions
from supervision.complaints.enums import Mode, Source, Status, Subject
from supervision.complaints.forms import desk as forms
from supervision.complaints.models import Complainant, Complaint
from supervision.complaints.services import handling, identity


@dataclass(frozen=True)
class Act:
    """One step: `offered(row, user)` says whether to show it to who may handle; the service has the last word."""

    code: str
    title: str
    button: str
    done: str
    form: type[forms.ActForm]
    act: Callable[..., Any]
    offered: Callable[[Complaint, User], bool]


@dataclass(frozen=True)
class Offer:
    """A step open to this person now, with its form."""

    act: Act
    form: forms.ActForm


def _when(*statuses: Status) -> Callable[[Complaint, User], bool]:
    return lambda row, user: row.status in statuses


def _answers(row: Complaint, user: User) -> bool:
    own = row.owner_id in (None, user.pk)
    return row.status in handling.OPEN and own and permissions.is_fit_owner(user, row)


def _writes(row: Complaint, user: User) -> bool:
    return row.status in handling.OPEN and row.source in (Source.WEB, Source.HOTLINE)


def _extends(row: Complaint, user: User) -> bool:
    return row.status == Status.IN_HAND and row.subject == Subject.PETITION


def _rectifies(row: Complaint, user: User) -> bool:
    return row.status in (Status.IN_HAND, Status.ANSWERED) and has_role(user, Role.SUPERVISOR)


def _asks(row: Complaint, user: User) -> bool:
    kept = row.mode != Mode.NAMED and Complainant.objects.filter(complaint=row).exists()
    return kept and not row.identity_requests.filter(asked_by=user, decided_at=None).exists()


ACTS = {
    act.code: act
    for act in (
        Act(
            "acknowledge",
            "受理，告知投诉人",
            "受理并告知",
            "已受理，已告知投诉人。",
            forms.AcknowledgeForm,
            handling.acknowledge,
            _when(Status.RECEIVED),
        ),
        Act("answer", "答复", "发出答复", "答复已经发出。", forms.AnswerForm, handling.answer, _answers),
        Act("assign", "交给承办人", "交办", "已交办。", forms.AssignForm, handling.assign, _when(*handling.OPEN)),
        Act(
            "note",
            "写办理记录",
            "保存",
            "已记录。",
            forms.NoteForm,
            handling.note,
            _when(*handling.OPEN, Status.ANSWERED),
        ),
        Act("write", "给投诉人写消息", "发出", "消息已经发出。", forms.WriteForm, handling.write, _writes),
        Act("grade", "定等级", "保存", "等级已保存。", forms.GradeForm, handling.grade, _when(*handling.OPEN)),
        Act("extend", "延长办理期限", "延长一次", "已延长。", forms.ExtendForm, handling.extend, _extends),
        Act("rectify", "下达整改", "下达整改通知", "整改通知已下达。", forms.RectifyForm, handling.rectify, _rectifies),
        Act(
            "ask-identity",
            "申请查看投诉人身份",
            "提出申请",
            "申请已提出，等保管人决定。",
            forms.AskIdentityForm,
            identity.ask,
            _asks,
        ),
        Act("close", "办结", "办结", "已办结。", forms.PressForm, handling.close, _when(Status.ANSWERED)),
    )
}


def offered(row: Complaint, user: User, now: datetime) -> list[Offer]:
    """The steps that this person may try on the complaint now."""
    if not permissions.may_handle(user, row):
        return []
    return [
        Offer(act, act.form(row=row, user=user, now=now, code=act.code))
        for act in ACTS.values()
        if act.offered(row, user)
    ]
