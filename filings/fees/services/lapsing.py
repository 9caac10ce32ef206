"""Not paid in time: reminders, and a proposal that two persons decide on (22; 民诉解释 213); never by itself."""

from datetime import datetime

from django.db import transaction

from filings.fees import deadlines, permissions, workflow
from filings.fees.enums import ASKED_FOR, ChargeStatus
from filings.fees.models import Charge, Lapse, PaymentLimit
from filings.fees.services import books, telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, clock, hours
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def propose(charge_id: int, *, reasons: str, by: User, at: datetime) -> Lapse:
    """A clerk proposes 按撤诉处理, with reasons. Refused before the payer's time has passed and without reasons."""
    charge = books.locked(charge_id)
    permissions.require_desk(by, charge.filing)
    require_unpaid(charge, at=at)
    if not reasons.strip():
        raise Refused("请写明理由，包括通知和联系的经过。")
    if charge.lapses.filter(approved__isnull=True).exists():
        raise WrongState("已经提出过建议，正在等待复核。")
    lapse = Lapse.objects.create(charge=charge, reasons=reasons.strip(), proposed_by=by, proposed_at=at)
    telling.desk(charge.filing, "lapse_proposed", key=str(lapse.pk), at=at)
    return lapse


@transaction.atomic
def decide(lapse_id: int, *, approve: bool, words: str = "", by: User, at: datetime) -> Lapse:
    """The head of the desk, who did not propose it, hands the matter to the trial division, or keeps it open.

    Money that came in meanwhile ends it: WrongState.
    """
    charge = books.locked(Lapse.objects.values_list("charge_id", flat=True).get(pk=lapse_id))
    lapse = Lapse.objects.select_related("proposed_by").get(pk=lapse_id)
    permissions.require_chief(by, charge.filing)
    permissions.require_second_person(by, lapse.proposed_by)
    if lapse.approved is not None:
        raise WrongState("这份建议已经复核过，请刷新页面查看。")
    if not approve and not words.strip():
        raise Refused("不同意的，请写明理由。")
    if approve:
        require_unpaid(charge, at=at)
        workflow.move(charge, ChargeStatus.LAPSED)
        trail.save(charge, by=by, because=f"逾期未交，建议按撤诉处理：{lapse.reasons}", at=at, fields=["status"])
        telling.filer(charge.filing, "lapsed", key=str(lapse.pk), at=at, charge=charge)
    lapse.approved, lapse.check_words, lapse.checked_by, lapse.checked_at = approve, words.strip(), by, at
    lapse.save(update_fields=["approved", "check_words", "checked_by", "checked_at"])
    return lapse


def require_unpaid(charge: Charge, *, at: datetime) -> None:
    """Raises WrongState unless the payer's time has passed and the charge is still to be paid."""
    if charge.status not in ASKED_FOR:
        raise WrongState(f"这笔诉讼费目前为“{charge.get_status_display()}”，不能建议按撤诉处理。")
    if not charge.limits.open().filter(due_at__lte=at).exists():
        raise WrongState("交费期限还没有届满，不能建议按撤诉处理。")


def remind_of_payments(*, at: datetime) -> int:
    """Remind payers two days before their time ends and once it has ended; returns how many were looked at.

    In service hours only, each once, so that it may run twice, late or side by side. One that fails does not keep the
    others from being told; the failures are raised together.
    """
    if not hours.in_service_hours(at, calendar.load()):
        return 0
    asked = PaymentLimit.objects.open().filter(charge__status__in=ASKED_FOR)
    soon = asked.filter(due_at__lte=clock.midnight_after(clock.court_date(at) + deadlines.REMINDED_BEFORE))
    failures, seen = [], 0
    for limit in soon.select_related("charge__filing__filer"):
        seen += 1
        try:
            event = "overdue" if limit.due_at <= at else "due"
            last_day = clock.last_day(limit.due_at)
            telling.filer(
                limit.charge.filing, event, key=limit.reference, at=at, charge=limit.charge, last_day=last_day
            )
        except Exception as error:
            error.add_note(str(limit))
            failures.append(error)
    if failures:
        raise ExceptionGroup("some payers were not reminded", failures)
    return seen
