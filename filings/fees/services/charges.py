"""Charges: opened when a filing is registered, assessed where the rule could not, asked for, cancelled."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from filings.fees import deadlines, numbers, permissions, workflow
from filings.fees.enums import ASKED_FOR, ChargeStatus, Occasion, RefundGround, ReliefKind, ReliefStatus
from filings.fees.kinds import CASES, assess
from filings.fees.models import Charge, PaymentLimit, Relief
from filings.fees.queries.figures import Quote, chosen, quote
from filings.fees.rules import adjusting, paying
from filings.fees.rules.fee import Fee, Line, in_yuan
from filings.fees.rules.standards import MEASURE
from filings.fees.services import books, refunds, telling
from filings.intake.models import Filing
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, clock, obligations
from gangcheng_court.errors import Refused, WrongState

RELIEF = f"{MEASURE}第四十四条"


@transaction.atomic
def open_for(filing: Filing, *, by: User | None, at: datetime) -> Charge:
    """Open the charge of a filing that is being registered, in the caller's transaction, by its kind's fee rule.

    What is free or not prepaid is put on record with its reason and nobody is asked for it; what cannot be told waits
    for a clerk. A relief granted before is applied, one still undecided stops the notice of payment.
    """
    found = assess(filing, chosen())
    charge = Charge(filing=filing, position=1, created_at=at, reason=found.why)
    if found.fee is None:
        trail.save(charge, by=by, because="立案，费用待核定", at=at)
        telling.desk(filing, "unassessed", key=f"{filing.number}/1", at=at, person=by, why=found.why)
        return charge
    waiting = found.waiting.label if found.waiting else ""
    _settle(charge, found.fee, waiting=waiting, because="立案，产生诉讼费", by=by, at=at)
    return charge


@transaction.atomic
def decide_amount(
    charge_id: int, *, case: str, amounts: tuple[Decimal, ...] = (), mixed: bool = False, by: User, at: datetime
) -> Charge:
    """核定: a clerk says by which case of the calculator and on which sums a waiting charge is reckoned."""
    charge = books.locked(charge_id)
    permissions.require_desk(by, charge.filing)
    if charge.status != ChargeStatus.UNASSESSED:
        raise WrongState(f"这笔诉讼费目前为“{charge.get_status_display()}”，不需要核定。")
    told = _quoted(case, amounts, mixed)
    waiting = CASES[case].waiting
    _settle(
        charge,
        told.fee,
        waiting=waiting.label if waiting else "",
        because=f"核定诉讼费：{CASES[case].title}",
        by=by,
        at=at,
    )
    return charge


@transaction.atomic
def change_claim(
    charge_id: int,
    *,
    case: str,
    amounts: tuple[Decimal, ...] = (),
    mixed: bool = False,
    inquiry_closed: bool = False,
    by: User,
    at: datetime,
) -> paying.Balance:
    """变更诉讼请求 (21, 35): a paid fee is topped up by a new charge, or refunded when the claim was cut before
    法庭调查终结; returns what it comes to. An unpaid one is cancelled and asked for anew."""
    charge = books.locked(charge_id)
    permissions.require_desk(by, charge.filing)
    after = _quoted(case, amounts, mixed).fee
    if charge.halved:
        after = adjusting.halve(after, adjusting.Half.SIMPLE)
    if charge.status != ChargeStatus.PAID:
        return _reckon_anew(charge, after, by=by, at=at)
    balance = paying.change_of_claim(charge.due, after.rounded(settings.FEE_ROUNDING), inquiry_closed=inquiry_closed)
    if balance.top_up:
        more = Line(f"{balance.words}：{in_yuan(balance.top_up)}", balance.top_up, balance.basis)
        last = charge.filing.charges.order_by("position").last()
        extra = Charge(filing=charge.filing, position=last.position + 1, occasion=Occasion.TOP_UP, created_at=at)
        _settle(extra, Fee(charge.fee.charge, (more,), charge.halved), because=balance.words, by=by, at=at)
    elif balance.refund:
        refunds.give_back(charge, RefundGround.CLAIM_CUT, balance, event=f"claim_cut:{at.isoformat()}", by=by, at=at)
    return balance


@transaction.atomic
def ask_again(charge_id: int, *, by: User, at: datetime) -> Charge:
    """A deferral has run out: the fee is asked for again, with seven days of its own."""
    charge = books.locked(charge_id)
    permissions.require_desk(by, charge.filing)
    workflow.move(charge, ChargeStatus.OPEN)
    trail.save(charge, by=by, because="缓交期满，通知交纳", at=at, fields=["status"])
    ask(charge, at=at)
    return charge


def cancel_for(filing: Filing, *, because: str, by: User | None, at: datetime) -> None:
    """The matter of a locked filing is over: what is still to be paid is not asked for any more."""
    for charge in filing.charges.all():
        if ChargeStatus.CANCELLED in workflow.CHARGE_MOVES[charge.status]:
            stop_asking(charge, at=at)
            workflow.move(charge, ChargeStatus.CANCELLED)
            trail.save(charge, by=by, because=because, at=at, fields=["status"])


def ask(charge: Charge, *, at: datetime) -> PaymentLimit:
    """Start the payer's seven days with a notice of a locked charge that is to be paid."""
    days = calendar.load()
    period = deadlines.payment(clock.court_date(at), days)
    number = charge.limits.count() + 1
    limit = PaymentLimit.objects.create(
        charge=charge,
        amount=charge.due,
        lines=charge.lines,
        promise=deadlines.PAYMENT_PERIOD,
        reference=f"{charge.filing.number}/{charge.position}-{number}",
        started_at=at,
        responsible=charge.filing.filer,
        **obligations.terms(period, rule=deadlines.PAYMENT_BASIS, calendar=days),
    )
    charge.notified_at = at
    trail.save(charge, by=None, because="发出交费通知", at=at, fields=["notified_at"])
    last_day = clock.last_day(limit.due_at)
    telling.filer(charge.filing, "asked", key=limit.reference, at=at, charge=charge, last_day=last_day)
    return limit


def stop_asking(charge: Charge, *, at: datetime) -> None:
    """The payer's time ends because of something else than money: relief was asked for, the fee changed."""
    charge.limits.open().update(met_at=at)


def apply(charge: Charge, relief: Relief, *, by: User | None, at: datetime) -> None:
    """Carry a granted relief out on a locked charge: later, less, or nothing; what was paid above it goes back."""
    because = f"准予{relief.get_kind_display()}"
    if relief.kind == ReliefKind.DEFER:
        if charge.status != ChargeStatus.PAID:
            stop_asking(charge, at=at)
            charge.deferred_until, charge.reason = relief.until, because
            workflow.move(charge, ChargeStatus.DEFERRED)
            trail.save(charge, by=by, because=because, at=at, fields=["status", "deferred_until", "reason"])
        return
    stop_asking(charge, at=at)
    charge.reason = because
    fields = ["status", "reason", *books.put(charge, _relieved(charge.fee, relief))]
    paid = books.paid_in(charge)
    if charge.status != ChargeStatus.PAID:
        workflow.move(charge, _after_relief(relief, enough=paid >= charge.due))
    trail.save(charge, by=by, because=because, at=at, fields=fields)
    if charge.status == ChargeStatus.REDUCED:
        ask(charge, at=at)
    over = paying.Balance(paying.NOTHING, max(paid - charge.due, paying.NOTHING), f"{because}，退还已交的差额", RELIEF)
    refunds.give_back(charge, RefundGround.RELIEF, over, event=f"relief:{relief.pk}", by=by, at=at)


def _after_relief(relief: Relief, *, enough: bool) -> ChargeStatus:
    if relief.kind == ReliefKind.WAIVE:
        return ChargeStatus.WAIVED
    return ChargeStatus.PAID if enough else ChargeStatus.REDUCED


def _relieved(fee: Fee, relief: Relief) -> Fee:
    if relief.kind == ReliefKind.REDUCE:
        return adjusting.reduced(fee, relief.share)
    words = f"准予免交：{in_yuan(fee.exact)}"
    return Fee(fee.charge, (*fee.lines, Line(words, -fee.exact, adjusting.WAIVER_BASIS)), fee.halved)


def _settle(charge: Charge, fee: Fee, *, because: str, by: User | None, at: datetime, waiting: str = "") -> None:
    """Write what a charge comes to and what follows: nothing to pay, not yet, relief, or a notice of payment."""
    books.put(charge, fee)
    charge.reason = waiting
    if not fee.exact:
        charge.reason = fee.lines[0].words[:200]
        workflow.move(charge, ChargeStatus.FREE)
    elif waiting:
        workflow.move(charge, ChargeStatus.NOT_PREPAID)
    else:
        charge.code = numbers.payment_code()
    if charge.status != ChargeStatus.UNASSESSED:
        trail.save(charge, by=by, because=because, at=at)
        return
    relief = charge.filing.reliefs.last() if charge.occasion == Occasion.REGISTRATION else None
    if relief and relief.status == ReliefStatus.GRANTED:
        trail.save(charge, by=by, because=because, at=at)
        apply(charge, relief, by=by, at=at)
        return
    undecided = relief is not None and relief.status in (ReliefStatus.ASKED, ReliefStatus.PROPOSED)
    workflow.move(charge, ChargeStatus.RELIEF_ASKED if undecided else ChargeStatus.OPEN)
    trail.save(charge, by=by, because=because, at=at)
    if not undecided:
        ask(charge, at=at)


def _reckon_anew(charge: Charge, fee: Fee, *, by: User, at: datetime) -> paying.Balance:
    if charge.status not in ASKED_FOR:
        raise WrongState(f"这笔诉讼费目前为“{charge.get_status_display()}”，不能按变更后的请求重新计算。")
    stop_asking(charge, at=at)
    fields = books.put(charge, fee)
    if not charge.due:
        charge.reason = fee.lines[0].words[:200]
        workflow.move(charge, ChargeStatus.CANCELLED)
        trail.save(charge, by=by, because="变更诉讼请求，不再收费", at=at, fields=[*fields, "reason", "status"])
        return paying.Balance(paying.NOTHING, paying.NOTHING, "变更后的请求不收费，原来的交费通知不再有效", "")
    trail.save(charge, by=by, because="变更诉讼请求，重新计算", at=at, fields=fields)
    ask(charge, at=at)
    return paying.Balance(paying.NOTHING, paying.NOTHING, "还没有交纳，按变更后的请求重新通知", "")


def _quoted(case: str, amounts: tuple[Decimal, ...], mixed: bool) -> Quote:
    try:
        return quote(case, amounts, mixed=mixed)
    except (KeyError, ValueError) as error:
        raise Refused("请选择收费标准，并填写需要的金额。") from error
