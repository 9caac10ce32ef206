"""The steps at the desk as data: each with its form, its service, and to what kind of row it belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from filings.fees import forms
from filings.fees.enums import ASKED_FOR, ChargeStatus, RefundStatus, ReliefStatus
from filings.fees.models import Charge, Lapse, Refund, Relief
from filings.fees.services import charges, lapsing, refunds, relief
from filings.intake.models import Filing
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User


@dataclass(frozen=True)
class Act:
    """One step: `of` finds the rows of a filing that it may be asked for, `verdict` offers yes and no."""

    code: str
    title: str
    button: str
    done: str
    form: type[forms.DeskForm]
    act: Callable[..., Any]
    of: Callable[[Filing], QuerySet[Any]]
    verdict: bool = False


@dataclass(frozen=True)
class Offer:
    """A step open to this person now on one row, with its form."""

    act: Act
    row: Model
    form: forms.DeskForm


def _charges(filing: Filing) -> QuerySet[Charge]:
    return filing.charges.all()


def _reliefs(filing: Filing) -> QuerySet[Relief]:
    return filing.reliefs.all()


def _refunds(filing: Filing) -> QuerySet[Refund]:
    return Refund.objects.filter(charge__filing=filing)


def _lapses(filing: Filing) -> QuerySet[Lapse]:
    return Lapse.objects.filter(charge__filing=filing)


def _itself(filing: Filing) -> QuerySet[Filing]:
    return Filing.objects.filter(pk=filing.pk)


ACTS = {
    act.code: act
    for act in (
        Act(
            "decide-amount",
            "核定金额",
            "核定并发出交费通知",
            "已核定。",
            forms.AmountForm,
            charges.decide_amount,
            _charges,
        ),
        Act(
            "ask-again",
            "缓交期满，通知交纳",
            "发出交费通知",
            "已通知。",
            forms.ConfirmForm,
            charges.ask_again,
            _charges,
        ),
        Act(
            "change-claim",
            "变更诉讼请求",
            "重新计算",
            "已重新计算，应补应退的已经产生。",
            forms.ClaimForm,
            charges.change_claim,
            _charges,
        ),
        Act(
            "propose-lapse",
            "建议按撤诉处理",
            "报立案庭负责人复核",
            "已报复核。",
            forms.WordsForm,
            lapsing.propose,
            _charges,
        ),
        Act("decide-lapse", "复核：按撤诉处理", "同意", "已答复。", forms.VerdictForm, lapsing.decide, _lapses, True),
        Act(
            "propose-relief",
            "提出缓减免意见",
            "报立案庭负责人复核",
            "已报复核。",
            forms.ReliefProposalForm,
            relief.propose,
            _reliefs,
        ),
        Act(
            "decide-relief",
            "复核：缓减免",
            "同意并发出决定书",
            "已答复。",
            forms.VerdictForm,
            relief.decide,
            _reliefs,
            True,
        ),
        Act(
            "register-refund",
            "登记退费事由",
            "产生退费",
            "退费已经产生，十五日开始计算。",
            forms.RefundEventForm,
            refunds.register,
            _itself,
        ),
        Act(
            "propose-refund",
            "提出退费",
            "交第二人复核",
            "已交复核。",
            forms.RefundProposalForm,
            refunds.propose,
            _refunds,
        ),
        Act("check-refund", "复核：退费", "同意退费", "已答复。", forms.VerdictForm, refunds.check, _refunds, True),
        Act("send-refund", "登记汇出", "已向银行汇出", "已登记汇出。", forms.SentForm, refunds.send, _refunds),
        Act(
            "confirm-refund",
            "登记到账",
            "银行确认已到账",
            "已登记到账。",
            forms.ConfirmForm,
            refunds.confirm_arrival,
            _refunds,
        ),
        Act("bounce-refund", "登记退汇", "银行退汇", "已登记退汇。", forms.ReasonForm, refunds.bounce, _refunds),
        Act("cancel-refund", "撤销退费", "撤销这笔退费", "已撤销。", forms.ReasonForm, refunds.cancel, _refunds),
    )
}


def offered(row: Model, user: User, now: datetime) -> list[Offer]:
    """The steps that this person may try on this row now; the services have the last word."""
    return [Offer(ACTS[code], row, ACTS[code].form(row=row, code=code)) for code in _codes(row, user, now)]


def _codes(row: Any, user: User, now: datetime) -> list[str]:
    is_chief = user.role == Role.CHIEF
    if isinstance(row, Filing):
        return ["register-refund"]
    if isinstance(row, Lapse):
        return ["decide-lapse"] if row.approved is None and is_chief and row.proposed_by_id != user.pk else []
    is_second = row.proposed_by_id != user.pk if isinstance(row, Relief | Refund) else False
    if isinstance(row, Relief):
        may_decide = row.status == ReliefStatus.PROPOSED and is_chief and is_second
        return ["propose-relief"] if row.status == ReliefStatus.ASKED else ["decide-relief"] if may_decide else []
    if isinstance(row, Refund):
        by_status = {
            RefundStatus.OPEN: ["propose-refund", *(["cancel-refund"] if is_chief else [])],
            RefundStatus.PROPOSED: ["check-refund"] if is_second else [],
            RefundStatus.APPROVED: ["send-refund"],
            RefundStatus.SENT: ["confirm-refund", "bounce-refund"],
        }
        return by_status.get(row.status, [])
    return _charge_codes(row, now)


def _charge_codes(charge: Charge, now: datetime) -> list[str]:
    if charge.status == ChargeStatus.UNASSESSED:
        return ["decide-amount"]
    if charge.status == ChargeStatus.DEFERRED:
        return ["ask-again"]
    if charge.status == ChargeStatus.PAID:
        return ["change-claim"]
    if charge.status not in ASKED_FOR:
        return []
    late = any(limit.met_at is None and limit.due_at <= now for limit in charge.limits.all())
    waiting = any(lapse.approved is None for lapse in charge.lapses.all())
    return ["change-claim", *(["propose-lapse"] if late and not waiting else [])]
