"""What the pages of one filing, the filer's list and the public check read about fees."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F, Prefetch, QuerySet

from filings.fees.enums import ASKED_FOR
from filings.fees.models import Charge, Lapse, Payment, PaymentLimit, Refund, RefundLimit, Relief
from filings.intake.enums import Status
from filings.intake.models import Filing
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.models import ObligationQuerySet

MOST_ASKED = 20


def charges_of(filing: Filing) -> list[Charge]:
    """The charges of a filing with their notices, payments, refunds and proposals, read once for all."""
    refunds = Refund.objects.select_related("limit", "proposed_by", "checked_by")
    return list(
        filing.charges.prefetch_related(
            Prefetch("limits", PaymentLimit.objects.order_by("started_at", "id")),
            Prefetch("payments", Payment.objects.select_related("line")),
            Prefetch("refunds", refunds),
            Prefetch("lapses", Lapse.objects.select_related("proposed_by", "checked_by")),
        )
    )


def reliefs_of(filing: Filing) -> QuerySet[Relief]:
    """The applications for relief of a filing with their proofs and who decided."""
    return filing.reliefs.select_related("proposed_by", "checked_by").prefetch_related("proofs__file")


def asked_now() -> QuerySet[PaymentLimit]:
    """Every notice of payment that waits for money."""
    return PaymentLimit.objects.open().filter(charge__status__in=ASKED_FOR)


def asked_of(user: User) -> list[PaymentLimit]:
    """The notices of payment that wait for this person's money, the soonest first; the first `MOST_ASKED`."""
    asked = asked_now().filter(responsible=user).select_related("charge__filing")
    return list(asked.order_by("due_at", "id")[:MOST_ASKED])


def payment_due(filing_ids: list[int]) -> dict[int, datetime]:
    """Until when each of these filings is to be paid for, where one is."""
    rows = asked_now().filter(charge__filing__in=filing_ids).order_by("-due_at")
    return dict(rows.values_list("charge__filing_id", "due_at"))


def refund_limits() -> ObligationQuerySet:
    """Every limit of every refund, as supervision reads them."""
    return RefundLimit.objects.all()


@dataclass(frozen=True)
class PaymentSeen:
    """All that the public may learn from a receipt's code."""

    number: str
    paid_at: datetime
    amount: Decimal


def payment_seen(code: str) -> PaymentSeen | None:
    """What a verification code on a receipt for money confirms; None for a code the court never gave."""
    payment = Payment.objects.filter(verify_code=code.strip().upper()).first()
    return PaymentSeen(payment.number, payment.paid_at, payment.amount) if payment else None


@dataclass(frozen=True)
class MoneyEvent:
    """One step of a refund for the record of a breach."""

    at: datetime
    title: str
    by: object = None


def refund_events(limit: RefundLimit) -> list[MoneyEvent]:
    """What happened to the refund of a limit, oldest first."""
    rows = limit.refund.history.select_related("history_user").order_by("history_id")
    return [MoneyEvent(row.history_date, row.history_change_reason, row.history_user) for row in rows]


def charged_too_early(since: datetime, until: datetime) -> QuerySet[Charge]:
    """The charges of the window that were opened before their filing was registered (体外循环)."""
    charged = Charge.objects.filter(created_at__gte=since, created_at__lt=until)
    return charged.exclude(filing__status=Status.ACCEPTED, filing__decided_at__lte=F("created_at"))
