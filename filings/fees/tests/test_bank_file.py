"""The daily statement: whole or not at all, every transaction once, and what names nothing waits for a clerk."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from filings.fees.enums import ChargeStatus, LineStatus, RefundGround, RefundStatus
from filings.fees.gateways import BadStatement, bank_file
from filings.fees.models import Payment, Refund, Statement, StatementLine
from filings.fees.services import papers, statements
from filings.fees.tests.builders import (
    DUE,
    bank_content,
    bank_line,
    make_charge,
    make_chief,
    make_clerk,
    make_line,
    make_paid,
    make_refund,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.printed import text_of
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
AT = court_time("2026-04-29 09:00")


def take_in(content, **given):
    return statements.take_in(content, **{"name": "对账单.csv", "by": make_clerk(), "at": AT} | given)


def written():
    return (Statement.objects.count(), StatementLine.objects.count(), Payment.objects.count(), Refund.objects.count())


def test_what_is_written_is_read_again():
    lines = (bank_line("ABCDEFGH2345", position=2), bank_line("", "0.01", position=3, payer_name='张“三”,"四"'))
    content = bank_content(*lines, number="S1")

    statement = bank_file.read(content)

    assert statement.lines == lines
    assert (statement.number, statement.total("in")) == ("S1", DUE + Decimal("0.01"))


def test_windows_line_ends_and_a_byte_order_mark_are_read():
    body = "\ufeffH,GCFEE1,S1,2026-04-28\r\nD,R1,收,abcd efgh 2345,10.00,2026-04-28 09:00:00,张三,6222,\r\n".encode()
    content = body + f"T,1,10.00,0.00,{bank_file.checksum(body)}\r\n".encode()

    assert bank_file.read(content).lines[0].code == "ABCDEFGH2345"


def signed(text, trailer="1,10.00,0.00"):
    body = text.encode()
    return body + f"T,{trailer},{bank_file.checksum(body)}\n".encode()


HEAD = "H,GCFEE1,S1,2026-04-28\n"
LINE = "D,R1,收,ABCD,10.00,2026-04-28 09:00:00,张三,6222,\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "最后一行不是合计行"),
        ((HEAD + LINE).encode(), "最后一行不是合计行"),
        (signed("X,GCFEE1,S1,2026-04-28\n" + LINE), "第 1 行不是对账单的表头"),
        (signed("H,OTHER9,S1,2026-04-28\n" + LINE), "第 1 行不是对账单的表头"),
        (signed("H,GCFEE1,S 1;,2026-04-28\n" + LINE), "对账单号"),
        (signed("H,GCFEE1,S1,二〇二六年\n" + LINE), "账务日期"),
        (signed(HEAD + LINE, "2,10.00,0.00"), "合计行写的是 2 笔"),
        (signed(HEAD + LINE, "1,10.01,0.00"), "逐笔相加是 1 笔、收 10.00"),
        (signed(HEAD + LINE + LINE, "2,20.00,0.00"), "第 3 行和第 2 行是同一个流水号"),
        (signed(HEAD + LINE.replace("10.00", "-10.00")), "第 2 行的金额"),
        (signed(HEAD + LINE.replace("10.00", "0.00")), "第 2 行的金额"),
        (signed(HEAD + LINE.replace("10.00", "1e30")), "第 2 行的金额"),
        (signed(HEAD + LINE.replace("10.00", '"1,000.00"')), "第 2 行的金额"),
        (signed(HEAD + LINE.replace("10.00", "１０.００")), "第 2 行的金额"),
        (signed(HEAD + LINE.replace("收", "入")), "第 2 行的收退标志"),
        (signed(HEAD + LINE.replace("R1", "R 1?")), "第 2 行的流水号"),
        (signed(HEAD + LINE.replace("2026-04-28 09", "二〇二六年 09")), "第 2 行的入账时间"),
        (signed(HEAD + "D,R1,收\n"), "第 2 行应当有 9 列"),
        ((HEAD + LINE).encode("gb18030") + b"T,1,10.00,0.00,x\n", "校验值不符"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_whole(content, words):
    before = written()
    with pytest.raises(BadStatement, match=words):
        take_in(content)
    assert written() == before


@pytest.mark.parametrize("place", [5, 40, -10])
def test_one_changed_byte_refuses_the_file_and_nothing_is_written(place):
    charge = make_charge()
    content = bytearray(bank_content(bank_line(charge.code)))
    content[place] ^= 1

    with pytest.raises(BadStatement):
        take_in(bytes(content))

    assert written() == (0, 0, 0, 0)
    charge.refresh_from_db()
    assert charge.status == ChargeStatus.OPEN


def test_a_payment_pays_the_charge_meets_the_time_and_tells_the_filer():
    charge = make_charge()
    line = bank_line(charge.code)

    take_in(bank_content(line))

    charge.refresh_from_db()
    assert (charge.status, charge.paid_at) == (ChargeStatus.PAID, line.booked_at)
    assert charge.limits.get().met_at == line.booked_at
    payment = charge.payments.get()
    assert (payment.amount, payment.recorded_at) == (DUE, AT)
    assert Notice.objects.filter(template="filings/fee_paid", recipient=charge.filing.filer).count() == 1
    assert not Refund.objects.exists()


def test_the_same_file_again_changes_nothing_and_says_so():
    content = bank_content(bank_line(make_charge().code))
    first = take_in(content)
    before = written()

    again = take_in(content, by=make_chief())

    assert (again.statement, again.is_new) == (first.statement, False)
    assert written() == before


def test_a_transaction_that_an_earlier_file_brought_counts_once():
    line = bank_line(make_charge().code)
    take_in(bank_content(line))

    again = take_in(bank_content(line, bank_line("", "3.00", position=3)))

    assert (again.is_new, again.statement.known_count) == (True, 1)
    assert Payment.objects.count() == 1
    assert again.statement.lines.get().amount == Decimal("3.00")


def test_a_file_that_contradicts_an_earlier_one_is_refused_whole():
    line = bank_line(make_charge().code)
    take_in(bank_content(line, number="S1"))
    before = written()

    with pytest.raises(BadStatement, match="以前导入过，但金额"):
        take_in(bank_content(replace(line, amount=Decimal("9.00"))))
    with pytest.raises(BadStatement, match="对账单 S1 已经导入过"):
        take_in(bank_content(bank_line("", "1.00"), number="S1"))

    assert written() == before


def test_less_than_due_stays_open_for_the_rest():
    charge = make_charge()

    take_in(bank_content(bank_line(charge.code, "1000.00")))
    charge.refresh_from_db()
    assert charge.status == ChargeStatus.OPEN
    assert "还差 ¥50.00" in Notice.objects.get(template="filings/fee_paid").body

    take_in(bank_content(bank_line(charge.code, "50.00")))
    charge.refresh_from_db()
    assert charge.status == ChargeStatus.PAID
    assert not Refund.objects.exists()


@pytest.mark.promise("诉讼费用交纳办法53")
def test_what_is_paid_above_the_fee_opens_its_refund_by_itself():
    charge = make_charge()

    take_in(bank_content(bank_line(charge.code, "1250.00")))

    refund = Refund.objects.get()
    assert (refund.ground, refund.amount, refund.status) == (RefundGround.OVERPAID, Decimal("200.00"), "open")
    assert (refund.payer_name, refund.payer_account) == ("张玥喆", "6222021234567890123")


def test_a_code_pays_once_and_what_comes_a_second_time_goes_back():
    charge = make_charge()

    take_in(bank_content(bank_line(charge.code), bank_line(charge.code, position=3)))

    assert charge.payments.count() == 2
    assert Refund.objects.get().amount == DUE


def test_late_money_is_taken_too():
    charge = make_charge(status=ChargeStatus.LAPSED)
    take_in(bank_content(bank_line(charge.code)))
    charge.refresh_from_db()
    assert charge.status == ChargeStatus.PAID


@pytest.mark.parametrize(
    ("status", "why"),
    [(ChargeStatus.CANCELLED, "已撤销"), (ChargeStatus.WAIVED, "准予免交"), (None, "没有这个缴费码")],
)
def test_what_names_no_charge_to_be_paid_waits_for_a_clerk(status, why):
    code = make_charge(status=status).code if status else "NOSUCHCODE23"

    taken = take_in(bank_content(bank_line(code), bank_line("", position=3)))

    first, second = taken.statement.lines.all()
    assert (first.status, second.why) == (LineStatus.UNMATCHED, "没有写缴费码")
    assert why in first.why
    assert not Payment.objects.exists()


@pytest.mark.parametrize("named", ["code", "number", "case_number"])
def test_a_clerk_assigns_a_waiting_line_by_code_filing_or_case(named):
    charge, clerk = make_charge(), make_clerk()
    line = make_line(status=LineStatus.UNMATCHED, why="没有写缴费码")
    code = charge.code.lower() if named == "code" else getattr(charge.filing, named)

    statements.assign(line.pk, code=code, words="电话核实", by=clerk, at=AT)

    charge.refresh_from_db()
    line.refresh_from_db()
    assert (charge.status, line.status, line.handled_by) == (ChargeStatus.PAID, LineStatus.ASSIGNED, clerk)
    with pytest.raises(WrongState):
        statements.assign(line.pk, code=code, words="再来一次", by=clerk, at=AT)
    with pytest.raises(WrongState):
        statements.send_back(line.pk, words="退", by=clerk, at=AT)


def test_a_waiting_line_goes_back_with_a_reason():
    line = make_line(status=LineStatus.UNMATCHED)
    with pytest.raises(Refused, match="请写明退回的理由"):
        statements.send_back(line.pk, words=" ", by=make_clerk(), at=AT)

    statements.send_back(line.pk, words="不是本院的款项", by=make_clerk(), at=AT)

    line.refresh_from_db()
    assert (line.status, line.handling) == (LineStatus.SENT_BACK, "不是本院的款项")


def test_assigning_is_refused_without_a_charge_without_words_and_for_ones_own_matter():
    line, charge = make_line(status=LineStatus.UNMATCHED), make_charge()
    for code, words, said in (("X", "核实", "没有找到"), (charge.code, "", "请写明核对的经过")):
        with pytest.raises(Refused, match=said):
            statements.assign(line.pk, code=code, words=words, by=make_clerk(), at=AT)
    namesake = make_clerk(name=charge.filing.parties.first().name)
    with pytest.raises(Refused, match="回避"):
        statements.assign(line.pk, code=charge.code, words="核实", by=namesake, at=AT)
    going_out = make_line(status=LineStatus.UNMATCHED, direction="out")
    with pytest.raises(Refused, match="退费的流水"):
        statements.assign(going_out.pk, code=charge.code, words="核实", by=make_clerk(), at=AT)


def test_the_bank_confirms_that_a_refund_arrived():
    clerks = make_clerk(), make_clerk()
    refund = make_refund(status=RefundStatus.SENT, proposed_by=clerks[0], checked_by=clerks[1])

    take_in(bank_content(bank_line(refund.number, "525.00", direction="out")))

    refund.refresh_from_db()
    assert (refund.status, refund.arrived_at, refund.limit.met_at) == (RefundStatus.ARRIVED, AT, AT)


@pytest.mark.parametrize(
    ("amount", "status", "why"), [("500.00", "sent", "应当是 525.00"), ("525.00", "open", "待办理")]
)
def test_a_refund_that_the_bank_reports_otherwise_waits_for_a_clerk(amount, status, why):
    people = {"proposed_by": make_clerk(), "checked_by": make_clerk()}
    refund = make_refund(status=status, **people)

    taken = take_in(bank_content(bank_line(refund.number, amount, direction="out")))

    assert why in taken.statement.lines.get().why
    assert refund.limit.met_at is None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CLERK, Role.CHIEF}))
def test_only_the_filing_desk_handles_statements(role):
    person, line = make_user(role), make_line(status=LineStatus.UNMATCHED)
    with pytest.raises(NotYours):
        take_in(bank_content(bank_line("")), by=person)
    with pytest.raises(NotYours):
        statements.assign(line.pk, code="X", words="x", by=person, at=AT)
    with pytest.raises(NotYours):
        statements.send_back(line.pk, words="x", by=person, at=AT)


def test_the_sandbox_pays_only_where_it_is_switched_on_and_only_for_the_filer(settings):
    charge = make_charge()
    with pytest.raises(NotYours):
        statements.pay_in_sandbox(charge.pk, amount=DUE, by=make_user(), at=AT)
    settings.FEE_SANDBOX = False
    with pytest.raises(NotYours):
        statements.pay_in_sandbox(charge.pk, amount=DUE, by=charge.filing.filer, at=AT)
    settings.FEE_SANDBOX = True

    statements.pay_in_sandbox(charge.pk, amount=DUE, by=charge.filing.filer, at=AT)

    charge.refresh_from_db()
    assert charge.status == ChargeStatus.PAID


@pytest.mark.parametrize("table", ["filings_payment", "filings_statement"])
def test_what_came_in_is_never_changed(table):
    make_paid()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_the_receipt_names_the_sum_the_time_and_the_case_and_is_made_once():
    payment = make_paid().payments.get()

    paper = papers.receipt(payment, at=AT)

    printed = text_of(paper.file.file.read())
    wanted = ("诉讼费交纳凭证", payment.number, "1,050.00 元", "2026-04-27 10:00:00", payment.verify_code, "财政票据")
    assert [words for words in wanted if words not in printed] == []
    assert papers.receipt(payment, at=AT + timedelta(days=9)) == paper
