"""Refunds open by themselves on the event that causes them, and are paid by two persons within fifteen days (53)."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from filings.fees import deadlines, numbers, permissions, workflow
from filings.fees.enums import RefundGround, RefundStatus
from filings.fees.models import Charge, Refund, RefundLimit
from filings.fees.rules import adjusting, paying
from filings.fees.rules.adjusting import Half
from filings.fees.rules.fee import Charge as ChargeKind
from filings.fees.rules.paying import Balance, Turn
from filings.fees.services import books, telling
from filings.fees.services.serials import next_serial
from filings.intake.models import Filing
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, clock, obligations
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.promises import FEE_REFUND

HALVES = {
    RefundGround.WITHDRAWN: Half.WITHDRAWN,
    RefundGround.MEDIATED: Half.MEDIATED,
    RefundGround.SIMPLE: Half.SIMPLE,
}
EVERYTHING = {
    RefundGround.NOT_ACCEPTED: Turn.NOT_ACCEPTED,
    RefundGround.DISMISSED: Turn.DISMISSED,
    RefundGround.SUSPECTED_CRIME: Turn.SUSPECTED_CRIME,
}
WINNER_BASIS = "民诉解释第二百零七条"


@transaction.atomic
def open_for(
    filing: Filing, *, ground: RefundGround, by: User | None, at: datetime, effective_at: datetime | None = None
) -> list[Refund]:
    """Open what `ground` gives back of everything paid for a locked filing; nothing was paid, nothing opens.

    Half once for withdrawal, mediation and the simple procedure, of a 案件受理费 only (15, 16; 民诉解释 206); all of it
    when the suit was not accepted or dismissed (27). The fifteen days run from `effective_at`, else from `at`. A second
    call for the same ground opens nothing more.
    """
    opened = []
    for charge in filing.charges.all():
        charge.filing = filing
        if books.left(charge) <= 0 or charge.refunds.filter(event=ground).exists():
            continue
        balance = _balance(charge, ground, by=by, at=at)
        refund = give_back(charge, ground, balance, event=ground, by=by, at=at, effective_at=effective_at)
        opened += [refund] if refund else []
    return opened


@transaction.atomic
def register(
    filing_id: int,
    *,
    ground: RefundGround,
    effective_at: datetime,
    amount: Decimal | None = None,
    by: User,
    at: datetime,
) -> list[Refund]:
    """登记退费事由: a clerk enters what the trial division decided, and the refunds open. `amount` only where the
    judgment sets it (胜诉). Refused when nothing was paid, when nothing comes back, or for a day to come."""
    filing = Filing.objects.locked(filing_id)
    permissions.require_desk(by, filing)
    if effective_at > at:
        raise Refused("法律文书生效的日期不能晚于今天，请核对后重新填写。")
    if ground == RefundGround.WON:
        opened = _open_won(filing, amount, by=by, at=at, effective_at=effective_at)
    elif ground in HALVES or ground in EVERYTHING:
        opened = open_for(filing, ground=ground, by=by, at=at, effective_at=effective_at)
    else:
        raise Refused("这种退费由系统在发生时自动产生，不需要登记。")
    if not opened:
        raise Refused("没有可以退还的费用：没有交纳，已经减半过，或者这一事由已经登记。")
    return opened


def give_back(
    charge: Charge,
    ground: RefundGround,
    balance: Balance,
    *,
    event: str,
    by: User | None,
    at: datetime,
    effective_at: datetime | None = None,
) -> Refund | None:
    """Open one refund on a charge whose filing is locked: never more than is left of what came in, once an `event`.

    The money goes back to the account that paid last. None when nothing comes back.
    """
    amount = min(balance.refund, books.left(charge))
    if amount <= 0 or charge.refunds.filter(event=event).exists():
        return None
    paid = charge.payments.select_related("line").last().line
    refund = Refund(
        charge=charge,
        number=numbers.refund_number(clock.court_date(at), next_serial()),
        event=event,
        ground=ground,
        words=balance.words,
        basis=balance.basis,
        amount=amount,
        payer_name=paid.payer_name,
        payer_account=paid.payer_account,
        opened_at=at,
    )
    trail.save(refund, by=by, because=f"产生退费：{RefundGround(ground).label}", at=at)
    days, started_at = calendar.load(), effective_at or at
    department, _ = Department.objects.get_or_create(code="filing", defaults={"name": "立案庭"})
    RefundLimit.objects.create(
        refund=refund,
        promise=FEE_REFUND.code,
        reference=f"{charge.filing.number}/{refund.number}",
        started_at=started_at,
        department=department,
        **obligations.terms(
            deadlines.refund(clock.court_date(started_at), days), rule=FEE_REFUND.article, calendar=days
        ),
    )
    telling.filer(charge.filing, "refund_opened", key=refund.number, at=at, refund=refund, due_at=refund.limit.due_at)
    return refund


@transaction.atomic
def propose(
    refund_id: int, *, reasons: str, payer_name: str = "", payer_account: str = "", by: User, at: datetime
) -> Refund:
    """The first person: to whom, to which account (left empty: whence the money came), why. Refused without reasons,
    or where the bank told no account."""
    refund = locked(refund_id)
    permissions.require_desk(by, refund.charge.filing)
    payer_name, reasons = payer_name.strip() or refund.payer_name, reasons.strip()
    payer_account = "".join(payer_account.split()) or refund.payer_account
    if not (payer_name and payer_account and reasons):
        raise Refused("请写明收款人、收款账号和理由。")
    workflow.move(refund, RefundStatus.PROPOSED)
    refund.payer_name, refund.payer_account, refund.reasons = payer_name, payer_account, reasons
    refund.proposed_by, refund.proposed_at = by, at
    refund.checked_by = refund.checked_at = None
    fields = ["status", "payer_name", "payer_account", "reasons", "proposed_by", "proposed_at"]
    trail.save(refund, by=by, because="提出退费", at=at, fields=[*fields, "checked_by", "checked_at"])
    refund.limit.responsible = by
    refund.limit.save(update_fields=["responsible"])
    return refund


@transaction.atomic
def check(refund_id: int, *, approve: bool, words: str = "", by: User, at: datetime) -> Refund:
    """The second person: yes, or back to the first with the reason. Refused for the proposer; the database too."""
    refund = locked(refund_id)
    permissions.require_desk(by, refund.charge.filing)
    permissions.require_second_person(by, refund.proposed_by)
    if not approve and not words.strip():
        raise Refused("不同意的，请写明理由。")
    workflow.move(refund, RefundStatus.APPROVED if approve else RefundStatus.OPEN)
    refund.check_words, refund.checked_by, refund.checked_at = words.strip(), by, at
    because = "复核同意退费" if approve else f"复核不同意：{words.strip()}"
    trail.save(refund, by=by, because=because, at=at, fields=["status", "check_words", "checked_by", "checked_at"])
    return refund


@transaction.atomic
def send(refund_id: int, *, reference: str, by: User, at: datetime) -> Refund:
    """The money has been ordered from the bank, under `reference`."""
    refund = locked(refund_id)
    permissions.require_desk(by, refund.charge.filing)
    if not reference.strip():
        raise Refused("请填写银行的汇款流水号。")
    workflow.move(refund, RefundStatus.SENT)
    refund.sent_reference, refund.sent_at = reference.strip(), at
    trail.save(refund, by=by, because="已汇出", at=at, fields=["status", "sent_reference", "sent_at"])
    telling.filer(refund.charge.filing, "refund_sent", key=f"{refund.number}:{at.isoformat()}", at=at, refund=refund)
    return refund


@transaction.atomic
def confirm_arrival(refund_id: int, *, by: User, at: datetime) -> Refund:
    """A clerk has it from the bank that the money is in the payer's account: the obligation is met."""
    refund = locked(refund_id)
    permissions.require_desk(by, refund.charge.filing)
    return arrive(refund, by=by, at=at)


def arrive(refund: Refund, *, by: User | None, at: datetime) -> Refund:
    """The same for a refund whose filing is locked, as the bank's own statement says it too."""
    workflow.move(refund, RefundStatus.ARRIVED)
    refund.arrived_at = at
    trail.save(refund, by=by, because="已到账", at=at, fields=["status", "arrived_at"])
    RefundLimit.objects.open().filter(refund=refund).update(met_at=at)
    telling.filer(refund.charge.filing, "refund_arrived", key=refund.number, at=at, refund=refund)
    return refund


@transaction.atomic
def bounce(refund_id: int, *, reason: str, by: User, at: datetime) -> Refund:
    """退汇: the bank sent the money back; the refund is open again, its fifteen days run on."""
    refund = locked(refund_id)
    permissions.require_desk(by, refund.charge.filing)
    if not reason.strip():
        raise Refused("请写明银行退汇的原因。")
    workflow.move(refund, RefundStatus.OPEN)
    trail.save(refund, by=by, because=f"银行退汇：{reason.strip()}", at=at, fields=["status"])
    telling.filer(refund.charge.filing, "refund_bounced", key=f"{refund.number}:{at.isoformat()}", at=at, refund=refund)
    return refund


@transaction.atomic
def cancel(refund_id: int, *, reason: str, by: User, at: datetime) -> Refund:
    """A refund that was opened by mistake ends; only by the chief, with the reason, which the filer is told."""
    refund = locked(refund_id)
    permissions.require_chief(by, refund.charge.filing)
    if not reason.strip():
        raise Refused("请写明撤销的理由，申请人会看到。")
    workflow.move(refund, RefundStatus.CANCELLED)
    refund.reasons = reason.strip()
    trail.save(refund, by=by, because=f"撤销退费：{reason.strip()}", at=at, fields=["status", "reasons"])
    RefundLimit.objects.open().filter(refund=refund).update(met_at=at)
    telling.filer(refund.charge.filing, "refund_cancelled", key=refund.number, at=at, refund=refund)
    return refund


def locked(refund_id: int) -> Refund:
    """The refund with its filing locked until the transaction ends."""
    charge = books.locked(Refund.objects.values_list("charge_id", flat=True).get(pk=refund_id))
    refund = Refund.objects.select_related("limit", "proposed_by").get(pk=refund_id)
    refund.charge = charge
    return refund


def _balance(charge: Charge, ground: RefundGround, *, by: User | None, at: datetime) -> Balance:
    if ground in EVERYTHING:
        return paying.refund_on(EVERYTHING[ground], books.left(charge))
    if ground not in HALVES:
        raise WrongState("这种退费要写明金额。")
    if charge.kind == ChargeKind.APPLICATION or charge.halved:
        return paying.halved_at_the_end(paying.NOTHING, paying.NOTHING)
    half = adjusting.halve(charge.fee, HALVES[ground])
    due = half.rounded(settings.FEE_ROUNDING)
    trail.save(charge, by=by, because=f"{ground.label}，减半", at=at, fields=books.put(charge, half))
    return paying.halved_at_the_end(books.left(charge), due)


def _open_won(
    filing: Filing, amount: Decimal | None, *, by: User, at: datetime, effective_at: datetime
) -> list[Refund]:
    if not amount:
        raise Refused("请填写判决由对方负担、应当退还的金额。")
    paid = [charge for charge in filing.charges.all() if books.left(charge) > 0]
    if amount > sum((books.left(charge) for charge in paid), Decimal(0)):
        raise Refused("退还的金额超过了已经交纳的金额，请核对后重新填写。")
    opened = []
    for charge in paid:
        charge.filing = filing
        part = min(amount, books.left(charge))
        balance = Balance(paying.NOTHING, part, "胜诉，预交的诉讼费由法院退还，向负担的一方收取", WINNER_BASIS)
        refund = give_back(
            charge, RefundGround.WON, balance, event=RefundGround.WON, by=by, at=at, effective_at=effective_at
        )
        opened += [refund] if refund else []
        amount -= part
    return opened
