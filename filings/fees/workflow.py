"""The tables of moves of charges, relief, refunds and bank lines, and the only assigner of their status."""

from django.db import models

from filings.fees.enums import ChargeStatus, LineStatus, RefundStatus, ReliefStatus
from filings.fees.models import Charge, Refund, Relief, StatementLine
from gangcheng_court.errors import WrongState

CHARGE_MOVES: dict[str, frozenset[str]] = {
    ChargeStatus.UNASSESSED: frozenset(
        {
            ChargeStatus.FREE,
            ChargeStatus.NOT_PREPAID,
            ChargeStatus.OPEN,
            ChargeStatus.RELIEF_ASKED,
            ChargeStatus.DEFERRED,
            ChargeStatus.REDUCED,
            ChargeStatus.WAIVED,
            ChargeStatus.CANCELLED,
        }
    ),
    ChargeStatus.FREE: frozenset(),
    ChargeStatus.NOT_PREPAID: frozenset({ChargeStatus.CANCELLED}),
    ChargeStatus.OPEN: frozenset(
        {ChargeStatus.PAID, ChargeStatus.RELIEF_ASKED, ChargeStatus.LAPSED, ChargeStatus.CANCELLED}
    ),
    ChargeStatus.RELIEF_ASKED: frozenset(
        {
            ChargeStatus.OPEN,
            ChargeStatus.DEFERRED,
            ChargeStatus.REDUCED,
            ChargeStatus.WAIVED,
            ChargeStatus.PAID,
            ChargeStatus.CANCELLED,
        }
    ),
    ChargeStatus.DEFERRED: frozenset({ChargeStatus.OPEN, ChargeStatus.PAID, ChargeStatus.CANCELLED}),
    ChargeStatus.REDUCED: frozenset({ChargeStatus.PAID, ChargeStatus.LAPSED, ChargeStatus.CANCELLED}),
    ChargeStatus.WAIVED: frozenset(),
    ChargeStatus.PAID: frozenset(),
    ChargeStatus.LAPSED: frozenset({ChargeStatus.PAID}),
    ChargeStatus.CANCELLED: frozenset(),
}
RELIEF_MOVES: dict[str, frozenset[str]] = {
    ReliefStatus.ASKED: frozenset({ReliefStatus.PROPOSED}),
    ReliefStatus.PROPOSED: frozenset({ReliefStatus.ASKED, ReliefStatus.GRANTED, ReliefStatus.REFUSED}),
    ReliefStatus.GRANTED: frozenset(),
    ReliefStatus.REFUSED: frozenset(),
}
REFUND_MOVES: dict[str, frozenset[str]] = {
    RefundStatus.OPEN: frozenset({RefundStatus.PROPOSED, RefundStatus.CANCELLED}),
    RefundStatus.PROPOSED: frozenset({RefundStatus.OPEN, RefundStatus.APPROVED}),
    RefundStatus.APPROVED: frozenset({RefundStatus.SENT}),
    RefundStatus.SENT: frozenset({RefundStatus.ARRIVED, RefundStatus.OPEN}),
    RefundStatus.ARRIVED: frozenset(),
    RefundStatus.CANCELLED: frozenset(),
}
LINE_MOVES: dict[str, frozenset[str]] = {
    LineStatus.MATCHED: frozenset(),
    LineStatus.UNMATCHED: frozenset({LineStatus.ASSIGNED, LineStatus.SENT_BACK}),
    LineStatus.ASSIGNED: frozenset(),
    LineStatus.SENT_BACK: frozenset(),
}
TABLES: dict[type[models.Model], tuple[str, dict[str, frozenset[str]]]] = {
    Charge: ("这笔诉讼费", CHARGE_MOVES),
    Relief: ("这份申请", RELIEF_MOVES),
    Refund: ("这笔退费", REFUND_MOVES),
    StatementLine: ("这笔流水", LINE_MOVES),
}


def move(row: Charge | Relief | Refund | StatementLine, status: str) -> None:
    """Set the status of a row whose filing is locked; the caller saves it. WrongState when the table has no such move.

    Staying where it is is no move.
    """
    what, table = TABLES[type(row)]
    choices = type(row)._meta.get_field("status").choices
    if status not in table[row.status]:
        wanted = dict(choices)[status]
        raise WrongState(f"{what}目前为“{row.get_status_display()}”，不能改为“{wanted}”。请刷新页面查看最新状态。")
    row.status = status
