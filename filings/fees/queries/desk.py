"""The desk's lists about money: each tab reads one small index, each line is read once for all."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, TextChoices

from filings.fees.enums import ASKED_FOR, ChargeStatus, LineStatus, RefundStatus, ReliefStatus
from filings.fees.models import Charge, PaymentLimit, Refund, Relief, StatementLine
from gangcheng_court.core.deadlines.clock import court_date

PAGE = 20


class Tab(TextChoices):
    REFUNDS = "refunds", "待退费"
    RELIEF = "relief", "缓减免"
    UNASSESSED = "unassessed", "待核定"
    OVERDUE = "overdue", "逾期未交"
    ASKED = "asked", "待交纳"
    LINES = "lines", "待处理流水"


@dataclass(frozen=True)
class Row:
    """One line of a list: the filing, what it is about, how much, and until when."""

    key: int
    number: str
    case_number: str | None
    filer: str
    words: str
    amount: Decimal | None
    state: str
    due_at: datetime | None = None


UNDER_WAY = (RefundStatus.OPEN, RefundStatus.PROPOSED, RefundStatus.APPROVED, RefundStatus.SENT)
UNDECIDED = (ReliefStatus.ASKED, ReliefStatus.PROPOSED)


def page(tab: Tab, *, now: datetime, after: int = 0) -> tuple[list[Any], int]:
    """Up to `PAGE` rows of a tab after the row `after`, the oldest first, and the key of the next page (0: none)."""
    rows = list(_rows(tab, now).filter(pk__gt=after).order_by("pk")[: PAGE + 1])
    more = rows[PAGE - 1].pk if len(rows) > PAGE else 0
    return [_FILL[tab](row) for row in rows[:PAGE]], more


def counts(*, now: datetime) -> dict[Tab, int]:
    """How many each tab holds."""
    return {tab: _rows(tab, now).count() for tab in Tab}


def _rows(tab: Tab, now: datetime) -> QuerySet[Any]:
    match tab:
        case Tab.REFUNDS:
            rows = Refund.objects.filter(status__in=UNDER_WAY)
            return rows.select_related("limit", "charge__filing__filer")
        case Tab.RELIEF:
            return Relief.objects.filter(status__in=UNDECIDED).select_related("filing__filer")
        case Tab.UNASSESSED:
            return Charge.objects.filter(_waiting_for_a_clerk(court_date(now))).select_related("filing__filer")
        case Tab.LINES:
            return StatementLine.objects.filter(status=LineStatus.UNMATCHED).select_related("statement")
    asked = PaymentLimit.objects.open().filter(charge__status__in=ASKED_FOR).select_related("charge__filing__filer")
    return asked.filter(due_at__lte=now) if tab == Tab.OVERDUE else asked.filter(due_at__gt=now)


def _waiting_for_a_clerk(today: date) -> Q:
    """Nobody has said what it costs, or a deferral has run out."""
    return Q(status=ChargeStatus.UNASSESSED) | Q(status=ChargeStatus.DEFERRED, deferred_until__lt=today)


def _refund(refund: Refund) -> Row:
    words = f"{refund.get_ground_display()}，{refund.number}"
    return _row(refund, refund.charge.filing, words, refund.amount, refund.get_status_display(), refund.limit.due_at)


def _relief(relief: Relief) -> Row:
    words = f"{relief.get_kind_display()}：{relief.get_ground_display()}"
    return _row(relief, relief.filing, words, None, relief.get_status_display())


def _charge(charge: Charge) -> Row:
    return _row(charge, charge.filing, charge.reason or "缓交期满", charge.due, charge.get_status_display())


def _limit(limit: PaymentLimit) -> Row:
    charge = limit.charge
    return _row(
        limit, charge.filing, charge.get_kind_display(), limit.amount, charge.get_status_display(), limit.due_at
    )


def _row(row: Any, filing: Any, words: str, amount: Decimal | None, state: str, due_at: datetime | None = None) -> Row:
    return Row(row.pk, filing.number, filing.case_number, str(filing.filer), words, amount, state, due_at)


_FILL = {
    Tab.REFUNDS: _refund,
    Tab.RELIEF: _relief,
    Tab.UNASSESSED: _charge,
    Tab.OVERDUE: _limit,
    Tab.ASKED: _limit,
    Tab.LINES: lambda line: line,
}
