"""Charges, what came in for them, relief, refunds. Sums are 元; only court fees: what an expert or a publisher is paid
never passes through the court (诉讼费用交纳办法 12)."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from filings.fees.enums import (
    TAKES_MONEY,
    ChargeStatus,
    Direction,
    LineStatus,
    Occasion,
    PaperKind,
    RefundGround,
    RefundStatus,
    ReliefGround,
    ReliefKind,
    ReliefStatus,
)
from filings.fees.numbers import spaced
from filings.fees.rules.fee import Charge as ChargeKind
from filings.fees.rules.fee import Fee, Line
from filings.intake.models import Filing
from gangcheng_court.core.accounts.sealed import SealedTextField
from gangcheng_court.core.deadlines.models import Obligation

USER = settings.AUTH_USER_MODEL
YUAN = {"max_digits": 15, "decimal_places": 2}


def lines_of(rows: list[dict[str, str]]) -> tuple[Line, ...]:
    """Stored lines of the arithmetic as they were worked out."""
    return tuple(Line(row["words"], Decimal(row["amount"]), row["basis"]) for row in rows)


class Charge(models.Model):
    """One fee of one filing, with the arithmetic that led to it. `due` is what is to be paid for it as it stands now.

    `exact` and `due` are empty while nobody has said what it costs. `code` pays it, once.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="charges")
    position = models.PositiveSmallIntegerField("顺序")
    occasion = models.CharField("事由", max_length=20, choices=Occasion, default=Occasion.REGISTRATION)
    kind = models.CharField("费用", max_length=20, choices=ChargeKind, default=ChargeKind.ACCEPTANCE)
    status = models.CharField("状态", max_length=20, choices=ChargeStatus, default=ChargeStatus.UNASSESSED)
    exact = models.DecimalField("未取整的金额", max_digits=27, decimal_places=10, null=True)
    due = models.DecimalField("应交金额", **YUAN, null=True)
    lines = models.JSONField("怎么算的", default=list)
    """[{"words": …, "amount": 未取整的元, "basis": 条文}]"""
    halved = models.BooleanField("已减半", default=False)
    reason = models.CharField("说明", max_length=200, blank=True)
    code = models.CharField("缴费码", max_length=16, unique=True, null=True, editable=False)
    created_at = models.DateTimeField("产生时间")
    notified_at = models.DateTimeField("通知时间", null=True, blank=True)
    paid_at = models.DateTimeField("交纳时间", null=True, blank=True)
    deferred_until = models.DateField("缓交至", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "诉讼费"
        ordering = ["filing", "position"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "position"], name="charges_are_numbered_per_filing"),
            models.UniqueConstraint(
                fields=["filing"], condition=Q(occasion="registration"), name="one_registration_charge_per_filing"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(TAKES_MONEY)) | Q(code__isnull=False, due__gt=0) | Q(due__isnull=True),
                name="what_is_to_be_paid_has_a_code_and_an_amount",
            ),
        ]
        indexes = [models.Index(fields=["status", "id"], name="charge_by_status")]

    def __str__(self) -> str:
        return f"{self.filing}/{self.position}"

    @property
    def fee(self) -> Fee:
        """The fee as it was worked out, to be halved or reduced further."""
        return Fee(ChargeKind(self.kind), lines_of(self.lines), self.halved)

    @property
    def explanation(self) -> list[str]:
        """How the amount came about, sentence by sentence."""
        return self.fee.explain(settings.FEE_ROUNDING) if self.lines else []

    @property
    def spaced_code(self) -> str:
        return spaced(self.code or "")


class PaymentLimit(Obligation):
    """One notice of payment and the payer's seven days. Asked for again (relief refused, less to pay): a new one."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="limits")
    amount = models.DecimalField("通知的金额", **YUAN)
    lines = models.JSONField("怎么算的", default=list)
    """As they stood when the notice went out; the charge's own may change."""

    class Meta(Obligation.Meta):
        verbose_name = verbose_name_plural = "交费期限"
        constraints = [
            *Obligation.Meta.constraints,
            models.UniqueConstraint(
                fields=["charge"], condition=Q(met_at__isnull=True), name="one_open_payment_limit_per_charge"
            ),
        ]
        indexes = [
            *Obligation.Meta.indexes,
            models.Index(fields=["responsible"], condition=Q(met_at__isnull=True), name="payment_asked_by_payer"),
        ]


class Statement(models.Model):
    """A bank's statement, taken in once. Append-only."""

    gateway = models.CharField("渠道", max_length=20)
    number = models.CharField("对账单号", max_length=40)
    day = models.DateField("账务日期")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    line_count = models.PositiveIntegerField("笔数")
    money_in = models.DecimalField("收入合计", **YUAN)
    money_out = models.DecimalField("退费合计", **YUAN)
    known_count = models.PositiveIntegerField("以前已入账的笔数", default=0)
    imported_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="导入人")
    imported_at = models.DateTimeField("导入时间")

    class Meta:
        verbose_name = verbose_name_plural = "银行对账单"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["gateway", "number"], name="one_statement_per_number"),
        ]

    def __str__(self) -> str:
        return self.number


class StatementLine(models.Model):
    """One transaction of the bank, by the bank's own reference: whichever file brings it, it counts once."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField("行")
    reference = models.CharField("银行流水号", max_length=40)
    gateway = models.CharField("渠道", max_length=20)
    direction = models.CharField("收退", max_length=3, choices=Direction)
    code = models.CharField("缴费码或者退费编号", max_length=40, blank=True)
    amount = models.DecimalField("金额", **YUAN)
    booked_at = models.DateTimeField("入账时间")
    payer_name = models.CharField("付款人", max_length=100, blank=True)
    payer_account = SealedTextField("付款账号", blank=True)
    memo = models.CharField("附言", max_length=200, blank=True)
    status = models.CharField("处理", max_length=20, choices=LineStatus)
    why = models.CharField("待处理的原因", max_length=200, blank=True)
    handled_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)
    handling = models.CharField("处理说明", max_length=400, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "银行流水"
        ordering = ["statement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["gateway", "reference"], name="a_bank_transaction_counts_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_bank_transaction_moves_money"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(status="unmatched"), name="line_unmatched")]

    def __str__(self) -> str:
        return self.reference


class Payment(models.Model):
    """Money that came in for a charge. Append-only: a mistake is put right by a refund."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="payments")
    line = models.OneToOneField(StatementLine, models.PROTECT, related_name="payment")
    number = models.CharField("凭证编号", max_length=24, unique=True)
    amount = models.DecimalField("金额", **YUAN)
    paid_at = models.DateTimeField("交纳时间")
    recorded_at = models.DateTimeField("入账时间")
    verify_code = models.CharField(max_length=16, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "交费记录"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_more_than_nothing")]

    def __str__(self) -> str:
        return self.number


class Decided(models.Model):
    """What one person proposes and another checks."""

    reasons = models.TextField("理由", blank=True)
    proposed_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    check_words = models.TextField("复核意见", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(checked_by=F("proposed_by")),
                name="a_%(class)s_is_checked_by_a_second_person",
            ),
        ]


class Relief(Decided):
    """An application to pay later, less or nothing (诉讼费用交纳办法 44–51), with its decision."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="reliefs")
    kind = models.CharField("申请", max_length=10, choices=ReliefKind)
    ground = models.CharField("情形", max_length=20, choices=ReliefGround)
    statement = models.TextField("说明")
    status = models.CharField("状态", max_length=10, choices=ReliefStatus, default=ReliefStatus.ASKED)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    grant = models.BooleanField("准予", null=True, blank=True)
    share = models.DecimalField("减交比例", max_digits=5, decimal_places=4, null=True, blank=True)
    until = models.DateField("缓交至", null=True, blank=True)
    history = HistoricalRecords()

    class Meta(Decided.Meta):
        verbose_name = verbose_name_plural = "司法救助申请"
        ordering = ["id"]
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(
                fields=["filing"], condition=Q(status__in=["asked", "proposed"]), name="one_open_relief_per_filing"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=Decimal("0.3"), share__lt=1),
                name="a_reduction_takes_off_at_least_three_tenths",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(status__in=["asked", "proposed"]), name="relief_undecided")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.filing}"


class ReliefProof(models.Model):
    """A paper that proves the need. Append-only."""

    relief = models.ForeignKey(Relief, models.PROTECT, related_name="proofs")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "救助证明材料"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.file)


class Lapse(Decided):
    """按撤诉处理, proposed because nothing was paid in time. The ruling itself is the trial division's."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="lapses")
    approved = models.BooleanField(null=True)

    class Meta(Decided.Meta):
        verbose_name = verbose_name_plural = "按撤诉处理建议"
        ordering = ["id"]
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(
                fields=["charge"], condition=Q(approved__isnull=True), name="one_open_lapse_proposal_per_charge"
            ),
        ]

    def __str__(self) -> str:
        return f"按撤诉处理 {self.charge}"


class Refund(Decided):
    """Money to be given back, opened by the event that causes it. `event` keeps one event from opening two."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="refunds")
    number = models.CharField("退费编号", max_length=24, unique=True)
    event = models.CharField(max_length=80)
    ground = models.CharField("事由", max_length=20, choices=RefundGround)
    words = models.CharField("怎么算的", max_length=300)
    basis = models.CharField("依据", max_length=60)
    amount = models.DecimalField("金额", **YUAN)
    status = models.CharField("状态", max_length=10, choices=RefundStatus, default=RefundStatus.OPEN)
    payer_name = models.CharField("收款人", max_length=100, blank=True)
    payer_account = SealedTextField("收款账号", blank=True)
    opened_at = models.DateTimeField("产生时间")
    sent_reference = models.CharField("汇款流水号", max_length=40, blank=True)
    sent_at = models.DateTimeField("汇出时间", null=True, blank=True)
    arrived_at = models.DateTimeField("到账时间", null=True, blank=True)
    history = HistoricalRecords()

    class Meta(Decided.Meta):
        verbose_name = verbose_name_plural = "退费"
        ordering = ["id"]
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(fields=["charge", "event"], name="one_refund_per_charge_and_event"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_refund_gives_something_back"),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "sent", "arrived"])
                | Q(proposed_by__isnull=False, checked_by__isnull=False),
                name="no_refund_is_paid_without_two_persons",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(status__in=["open", "proposed", "approved", "sent"]), name="refund_under_way"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def goes_elsewhere(self) -> bool:
        """Whether the money goes to another account than the one that paid last: the second person looks twice."""
        paid = [payment.line.payer_account for payment in self.charge.payments.all()]
        return bool(paid) and paid[-1] != self.payer_account


class RefundLimit(Obligation):
    """The court's fifteen days for one refund; `reference` is filing number/refund number."""

    refund = models.OneToOneField(Refund, models.PROTECT, related_name="limit")

    class Meta(Obligation.Meta):
        verbose_name = verbose_name_plural = "退费期限"


class FeePaper(models.Model):
    """A letter or receipt about fees, exactly as it was first given out; `key` names what it is about. Append-only."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="fee_papers")
    kind = models.CharField(max_length=10, choices=PaperKind)
    key = models.CharField(max_length=80, unique=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "诉讼费文书"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.filing}"
