"""Starting states of fees: rows as they would be, made without the services under test."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from filings.fees import deadlines
from filings.fees.enums import ChargeStatus, Direction, LineStatus, RefundGround, RefundStatus, ReliefGround, ReliefKind
from filings.fees.gateways import BankLine, BankStatement, bank_file
from filings.fees.models import (
    Charge,
    Payment,
    PaymentLimit,
    Refund,
    RefundLimit,
    Relief,
    Statement,
    StatementLine,
)
from filings.fees.numbers import payment_code
from filings.fees.queries.figures import quote
from filings.fees.services import books
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_submitted
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.promises import FEE_REFUND

NOW = court_time("2026-06-17 14:00")  # Wednesday
REGISTERED = court_time("2026-04-27 10:00")  # Monday; seven days on is inside the May holidays
DUE = Decimal("1050.00")


_serial = iter(range(1, 10**6))


def make_clerk(**fields: Any) -> User:
    return make_user(Role.CLERK, **fields)


def make_chief(**fields: Any) -> User:
    return make_user(Role.CHIEF, **fields)


def make_accepted(*, at: datetime = REGISTERED, **fields: Any) -> Filing:
    """A registered filing with no charge yet."""
    number = next(_serial)
    values = {"status": Status.ACCEPTED, "case_number": f"（2026）鲁0117民初{number + 500000}号", "decided_at": at}
    return make_submitted(at=at, **values | fields)


def make_charge(
    filing: Filing | None = None,
    *,
    status: ChargeStatus = ChargeStatus.OPEN,
    at: datetime = REGISTERED,
    case: str = "property",
    amount: int = 50000,
    **fields: Any,
) -> Charge:
    """A charge as it stands in `status`; one that is asked for has its notice and its seven days."""
    filing = filing or make_accepted(at=at)
    charge = Charge(filing=filing, position=filing.charges.count() + 1, created_at=at, status=status)
    if status != ChargeStatus.UNASSESSED:
        books.put(charge, quote(case, (Decimal(amount),)).fee)
        charge.code = payment_code()
    for name, value in fields.items():
        setattr(charge, name, value)
    charge.save()
    if status in (ChargeStatus.OPEN, ChargeStatus.REDUCED):
        make_limit(charge, at=at)
    return charge


def make_limit(charge: Charge, *, at: datetime = REGISTERED, **fields: Any) -> PaymentLimit:
    """A notice of payment sent at `at`."""
    days = calendar.load()
    terms = obligations.terms(deadlines.payment(court_date(at), days), rule=deadlines.PAYMENT_BASIS, calendar=days)
    values = {
        "promise": deadlines.PAYMENT_PERIOD,
        "reference": f"{charge.filing.number}/{charge.position}-{charge.limits.count() + 1}",
        "started_at": at,
        "amount": charge.due,
        "responsible": charge.filing.filer,
        "lines": charge.lines,
    }
    return PaymentLimit.objects.create(charge=charge, **terms | values | fields)


def make_line(*, at: datetime = REGISTERED, **fields: Any) -> StatementLine:
    """A bank line in a statement of its own."""
    number = f"B{next(_serial):08d}"
    amount = fields.get("amount", DUE)
    statement = Statement.objects.create(
        gateway=bank_file.CODE,
        number=number,
        day=court_date(at),
        name=f"{number}.csv",
        sha256=number.ljust(64, "0"),
        line_count=1,
        money_in=amount,
        money_out=0,
        imported_at=at,
    )
    values = {
        "reference": number,
        "gateway": bank_file.CODE,
        "direction": Direction.IN,
        "amount": amount,
        "booked_at": at,
        "payer_name": "张玥喆",
        "payer_account": "6222021234567890123",
        "status": LineStatus.MATCHED,
    }
    return StatementLine.objects.create(statement=statement, position=2, **values | fields)


def make_paid(
    filing: Filing | None = None, *, at: datetime = REGISTERED, paid: Decimal | None = None, **fields: Any
) -> Charge:
    """A paid charge with its payment."""
    charge = make_charge(filing, status=ChargeStatus.PAID, at=at, **{"paid_at": at} | fields)
    make_payment(charge, paid or charge.due, at=at)
    return charge


def make_payment(charge: Charge, amount: Decimal = DUE, *, at: datetime = REGISTERED, **fields: Any) -> Payment:
    """Money that came in for a charge; nothing follows from it."""
    line = make_line(at=at, amount=amount, code=charge.code or "")
    number = next(_serial)
    values = {"number": f"SF20260427-{number:06d}", "verify_code": f"VERIFY{number:06d}"}
    return Payment.objects.create(
        charge=charge, line=line, amount=amount, paid_at=at, recorded_at=at, **values | fields
    )


def make_refund(
    charge: Charge | None = None, *, status: RefundStatus = RefundStatus.OPEN, at: datetime = REGISTERED, **fields: Any
) -> Refund:
    """A refund with its fifteen days. From `APPROVED` on it needs `proposed_by` and `checked_by`."""
    charge = charge or make_paid(at=at)
    number = next(_serial)
    values = {
        "number": f"TF20260427-{number:06d}",
        "event": RefundGround.MEDIATED,
        "ground": RefundGround.MEDIATED,
        "words": "调解结案，退还多交的部分",
        "basis": "诉讼费用交纳办法第十五条",
        "amount": Decimal("525.00"),
        "payer_name": "张玥喆",
        "payer_account": "6222021234567890123",
        "opened_at": at,
    }
    refund = Refund.objects.create(charge=charge, status=status, **values | fields)
    days = calendar.load()
    RefundLimit.objects.create(
        refund=refund,
        promise=FEE_REFUND.code,
        reference=f"{charge.filing.number}/{refund.number}",
        started_at=at,
        **obligations.terms(deadlines.refund(court_date(at), days), rule=FEE_REFUND.article, calendar=days),
    )
    return refund


def make_relief(filing: Filing, kind: ReliefKind = ReliefKind.REDUCE, **fields: Any) -> Relief:
    """An application that waits."""
    ground = {
        ReliefKind.REDUCE: ReliefGround.DISASTER,
        ReliefKind.WAIVE: ReliefGround.MINIMUM_LIVING,
        ReliefKind.DEFER: ReliefGround.LEGAL_AID,
    }[kind]
    values = {"ground": ground, "statement": "家里遭了水灾", "asked_by": filing.filer, "asked_at": REGISTERED}
    return Relief.objects.create(filing=filing, kind=kind, **values | fields)


def bank_line(code: str, amount: str | Decimal = DUE, **fields: Any) -> BankLine:
    """One line as a bank would report it."""
    values = {
        "position": 2,
        "reference": f"R{next(_serial):08d}",
        "direction": "in",
        "booked_at": REGISTERED + timedelta(days=1),
        "payer_name": "张玥喆",
        "payer_account": "6222021234567890123",
        "memo": "",
    }
    return BankLine(code=code, amount=Decimal(amount), **values | fields)


def bank_content(*lines: BankLine, number: str = "") -> bytes:
    """A statement file holding `lines`."""
    return bank_file.write(BankStatement(number or f"S{next(_serial):08d}", court_date(REGISTERED), lines))
