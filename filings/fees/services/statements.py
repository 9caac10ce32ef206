"""Taking in what a bank sends: whole or not at all, and every transaction once, whichever file brings it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from simple_history.utils import bulk_create_with_history

from filings.fees import permissions, workflow
from filings.fees.enums import TAKES_MONEY, ChargeStatus, Direction, LineStatus, RefundStatus
from filings.fees.gateways import GATEWAYS, BadStatement, BankLine, BankStatement, bank_file
from filings.fees.models import Charge, Refund, Statement, StatementLine
from filings.fees.numbers import payment_code
from filings.fees.services import books, payments, refunds
from filings.intake.models import Filing
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import clock
from gangcheng_court.errors import NotYours, Refused

IMPORTING = 0x676366656531
"""The advisory lock by which imports wait for each other."""


@dataclass(frozen=True)
class TakenIn:
    """What an import came to; not `is_new` when this very file was taken in before."""

    statement: Statement
    is_new: bool


def take_in(content: bytes, *, name: str, by: User, at: datetime, gateway: str = bank_file.CODE) -> TakenIn:
    """Import a statement for the filing desk. The same file again changes nothing and says so; a transaction that an
    earlier file brought is passed over; a file that contradicts itself or an earlier one raises BadStatement.
    """
    require_role(by, *permissions.DESK)
    return _take_in(GATEWAYS[gateway](content), content, gateway=gateway, name=name, by=by, at=at)


def pay_in_sandbox(charge_id: int, *, amount: object, by: User, at: datetime) -> TakenIn:
    """A made-up bank pays `amount` for the filer, through the same import as a real one. Only where FEE_SANDBOX is."""
    charge = Charge.objects.select_related("filing").get(pk=charge_id)
    if not settings.FEE_SANDBOX or charge.filing.filer_id != by.pk:
        raise NotYours
    serial = payment_code()
    line = BankLine(2, f"SANDBOX{serial}", "in", charge.code or "", amount, at, by.name, "6222000000001234", "沙箱")
    statement = BankStatement(f"SANDBOX{serial}", clock.court_date(at), (line,))
    content = bank_file.write(statement)
    return _take_in(bank_file.read(content), content, gateway=bank_file.CODE, name="沙箱.csv", by=None, at=at)


@transaction.atomic
def _take_in(read: BankStatement, content: bytes, *, gateway: str, name: str, by: User | None, at: datetime) -> TakenIn:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTING])
    sha256 = hashlib.sha256(content).hexdigest()
    if earlier := Statement.objects.filter(sha256=sha256).first():
        return TakenIn(earlier, is_new=False)
    if Statement.objects.filter(gateway=gateway, number=read.number).exists():
        raise BadStatement(f"对账单 {read.number} 已经导入过，但内容与这个文件不同，一笔也没有导入。请向银行核实。")
    known = _known(read, gateway)
    statement = Statement.objects.create(
        gateway=gateway,
        number=read.number,
        day=read.day,
        name=name[:200],
        sha256=sha256,
        line_count=len(read.lines),
        money_in=read.total("in"),
        money_out=read.total("out"),
        known_count=len(known),
        imported_by=by,
        imported_at=at,
    )
    _book(statement, [line for line in read.lines if line.reference not in known], by=by, at=at)
    return TakenIn(statement, is_new=True)


@transaction.atomic
def assign(line_id: int, *, code: str, words: str, by: User, at: datetime) -> StatementLine:
    """人工入账: credit an unmatched line to the charge of that payment code, or to a filing's open charge by the filing
    or case number. Refused without words, or where there is no such charge to be paid."""
    require_role(by, *permissions.DESK)
    if not words.strip():
        raise Refused("请写明核对的经过，例如与付款人电话核实。")
    charge = books.locked(_charge_named(code).pk)
    permissions.require_desk(by, charge.filing)
    if charge.status not in TAKES_MONEY | {ChargeStatus.PAID} or charge.due is None:
        raise Refused(f"这笔诉讼费目前为“{charge.get_status_display()}”，不能入账。")
    line = StatementLine.objects.select_for_update().get(pk=line_id)
    if line.direction == Direction.OUT:
        raise Refused("退费的流水不能入账，请核对退费编号。")
    workflow.move(line, LineStatus.ASSIGNED)
    _handle(line, f"入账到 {charge.filing.number}：{words.strip()}", by=by, at=at)
    payments.credit(charge, line, by=by, at=at)
    return line


@transaction.atomic
def send_back(line_id: int, *, words: str, by: User, at: datetime) -> StatementLine:
    """退回付款人: the money belongs to no charge of ours and goes back the way it came."""
    require_role(by, *permissions.DESK)
    if not words.strip():
        raise Refused("请写明退回的理由。")
    line = StatementLine.objects.select_for_update().get(pk=line_id)
    workflow.move(line, LineStatus.SENT_BACK)
    _handle(line, words.strip(), by=by, at=at)
    return line


def _known(read: BankStatement, gateway: str) -> set[str]:
    """The references that an earlier file brought, when it said the same of them."""
    wanted = {line.reference: line for line in read.lines}
    known = set()
    for row in StatementLine.objects.filter(gateway=gateway, reference__in=list(wanted)):
        line = wanted[row.reference]
        if (row.direction, row.code, row.amount) != (line.direction, line.code, line.amount):
            raise BadStatement(
                f"第 {line.position} 行的流水号 {row.reference} 以前导入过，但金额或者缴费码不同，一笔也没有导入。"
            )
        known.add(row.reference)
    return known


def _book(statement: Statement, lines: list[BankLine], *, by: User | None, at: datetime) -> None:
    """Keep every line, credit what names a charge, and let what names nothing wait for a clerk."""
    codes = [line.code for line in lines if line.code]
    named = Q(charges__code__in=codes) | Q(charges__refunds__number__in=codes)
    ids = set(Filing.objects.filter(named).values_list("pk", flat=True))
    filings = {row.pk: row for row in Filing.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")}
    charges = {row.code: row for row in Charge.objects.filter(code__in=codes)}
    going = {row.number: row for row in Refund.objects.select_related("charge", "limit").filter(number__in=codes)}
    for row in [*charges.values(), *(refund.charge for refund in going.values())]:
        row.filing = filings[row.filing_id]
    whys = [_why_not(line, charges, going) for line in lines]
    rows = [
        StatementLine(
            statement=statement,
            gateway=statement.gateway,
            position=line.position,
            reference=line.reference,
            direction=line.direction,
            code=line.code,
            amount=line.amount,
            booked_at=line.booked_at,
            payer_name=line.payer_name,
            payer_account=line.payer_account,
            memo=line.memo,
            status=LineStatus.UNMATCHED if why else LineStatus.MATCHED,
            why=why,
        )
        for line, why in zip(lines, whys, strict=True)
    ]
    bulk_create_with_history(rows, StatementLine, default_user=by, default_change_reason="导入对账单", default_date=at)
    for row in rows:
        if row.status == LineStatus.MATCHED and row.direction == Direction.IN:
            payments.credit(charges[row.code], row, by=by, at=at)
        elif row.status == LineStatus.MATCHED:
            refunds.arrive(going[row.code], by=by, at=at)


def _why_not(line: BankLine, charges: dict[str, Charge], going: dict[str, Refund]) -> str:
    """Why a line waits for a clerk; '' when it names what it is for."""
    if line.direction == "out":
        refund = going.get(line.code)
        if refund is None:
            return "没有这个退费编号"
        if refund.status != RefundStatus.SENT:
            return f"这笔退费目前为“{refund.get_status_display()}”"
        return "" if refund.amount == line.amount else f"退费金额应当是 {refund.amount:,.2f} 元"
    charge = charges.get(line.code)
    if charge is None:
        return "没有这个缴费码" if line.code else "没有写缴费码"
    if charge.status in TAKES_MONEY or charge.status == ChargeStatus.PAID:
        return ""
    return f"这笔诉讼费目前为“{charge.get_status_display()}”"


def _charge_named(text: str) -> Charge:
    text = "".join(text.split()).upper()
    if charge := Charge.objects.filter(code=text).first():
        return charge
    found = Charge.objects.filter(Q(filing__number=text) | Q(filing__case_number=text), code__isnull=False)
    open_first = sorted(found, key=lambda charge: (charge.status == ChargeStatus.PAID, charge.position))
    if not open_first:
        raise Refused("没有找到这个缴费码、申请编号或者案号对应的、需要交纳的诉讼费。")
    return open_first[0]


def _handle(line: StatementLine, words: str, *, by: User, at: datetime) -> None:
    line.handled_by, line.handled_at, line.handling = by, at, words[:400]
    trail.save(line, by=by, because=words, at=at, fields=["status", "handled_by", "handled_at", "handling"])
