"""Review in rounds: each round one clock, one list of judgements, one outcome."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from filings.intake.models import Filing
from filings.review.enums import DateSource, Document, LetterKind, Outcome, ProposalKind
from gangcheng_court.core.audit.tracking import HistoryManager
from gangcheng_court.core.deadlines.models import Obligation

USER = settings.AUTH_USER_MODEL


class ReviewRound(models.Model):
    """One pass over a filing: opened by a submission or a correction, closed by an outcome, never reopened."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("轮次")
    opened_at = models.DateTimeField("开始时间")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    due_at = models.DateTimeField("承诺到期时间", null=True, editable=False)
    legal_due_at = models.DateTimeField("法定到期时间", null=True, editable=False)
    """What the round's limits say while they run, else null: the database copies it from every limit written."""
    reviewer = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人")
    taken_at = models.DateTimeField("领取时间", null=True, blank=True)
    urgent = models.BooleanField("紧急", default=False, editable=False)
    military = models.BooleanField("军人军属优先", default=False, editable=False)
    outcome = models.CharField("结果", max_length=20, choices=Outcome, blank=True)
    reasons = models.TextField("理由", blank=True)
    right_court = models.CharField("有管辖权的法院", max_length=100, blank=True)
    history = HistoricalRecords(history_manager=HistoryManager, excluded_fields=["due_at", "legal_due_at"])

    class Meta:
        verbose_name = verbose_name_plural = "审核轮次"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "number"], name="review_rounds_are_numbered_per_filing"),
            models.UniqueConstraint(
                fields=["filing"], condition=Q(closed_at__isnull=True), name="one_open_review_round_per_filing"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="a_closed_review_round_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["reviewer", "due_at", "id"],
                include=["filing", "urgent", "military"],
                condition=Q(due_at__isnull=False),
                name="round_open_by_reviewer",
            ),
            models.Index(
                fields=["due_at", "id"],
                include=["filing", "urgent", "military"],
                condition=Q(due_at__isnull=False),
                name="round_open_by_due",
            ),
            models.Index(
                fields=["due_at", "id"],
                include=["filing", "urgent", "military"],
                condition=Q(due_at__isnull=False, reviewer__isnull=True),
                name="round_unclaimed_by_due",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(due_at__isnull=False, urgent=True),
                name="round_urgent_by_due",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(due_at__isnull=False, military=True),
                name="round_military_by_due",
            ),
            # What supervision counts by the month.
            models.Index(fields=["closed_at"], condition=Q(closed_at__isnull=False), name="round_by_closed"),
            models.Index(
                fields=["legal_due_at"], condition=Q(legal_due_at__isnull=False), name="round_open_by_legal_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing}/{self.number}"


class ReviewLimit(Obligation):
    """One promise for one round; `reference` is filing number/round number."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="limits")

    class Meta(Obligation.Meta):
        verbose_name = verbose_name_plural = "审核期限"


class Judgement(models.Model):
    """The reviewer's word on one checklist item in one round: when it fails, what to write and which part to open."""

    round = models.ForeignKey(ReviewRound, models.CASCADE, related_name="judgements")
    item = models.CharField("核对项", max_length=40)
    passed = models.BooleanField("通过")
    note = models.TextField("告知内容", blank=True)
    target = models.CharField("开放修改的部分", max_length=40, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "核对意见"
        constraints = [models.UniqueConstraint(fields=["round", "item"], name="one_judgement_per_item_and_round")]

    def __str__(self) -> str:
        return f"{self.item} {'通过' if self.passed else '不通过'}"


class Letter(models.Model):
    """A letter that went out, exactly as sent."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        ordering = ["issued_at"]

    def __str__(self) -> str:
        return f"{self.title} {self.filing}"

    @property
    def title(self) -> str:
        return LetterKind(self.kind).name_for(self.filing.kind_data.letters)


class CorrectionNotice(Obligation):
    """The one complete notice of a round: what to correct and by when (登记立案规定 7).

    Its limit is the filer's own: it starts with the notice and is met by the answer; `promise` is CORRECTION_PERIOD.
    """

    round = models.OneToOneField(ReviewRound, models.PROTECT, related_name="correction")
    issued_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Obligation.Meta):
        verbose_name = verbose_name_plural = "补正通知"

    def __str__(self) -> str:
        return f"补正 {self.round}"


class CorrectionItem(models.Model):
    """One thing to correct. `target` is what opens for the filer: `slot:<code>`, `party:<id>` or `task:<code>`."""

    notice = models.ForeignKey(CorrectionNotice, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    item = models.CharField("核对项", max_length=40)
    target = models.CharField(max_length=40)
    text = models.TextField("需要补正的内容")
    basis = models.CharField("依据", max_length=100, blank=True)
    visible_before = models.BooleanField("上一轮已可发现", default=False)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "补正事项"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text[:30]


class Proposal(models.Model):
    """A decision put before a second person: nothing happens to the filing until it is answered."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind)
    reasons = models.TextField("理由")
    proposed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    approved = models.BooleanField(null=True)
    answer = models.TextField("复核意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "报批"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(answered_at__isnull=True), name="one_open_proposal_per_round"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("proposed_by")),
                name="a_proposal_is_answered_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.round}"


class EffectCheck(models.Model):
    """What the court has found out about the document to be enforced; its dates are `ServiceRecord`s.

    The result is never stored: `effectiveness.effective_on` works it out from these.
    """

    filing = models.OneToOneField(Filing, models.PROTECT, related_name="effect")
    document = models.CharField("文书种类", max_length=20, choices=Document)
    issued_on = models.DateField("作出日期", null=True, blank=True)
    appealed = models.BooleanField("有人上诉或者提出书面异议", default=False)
    performance_days = models.PositiveSmallIntegerField("生效后几日内履行", null=True, blank=True)
    performance_until = models.DateField("履行期间的最后一日", null=True, blank=True)
    at = models.DateTimeField()
    history = HistoricalRecords(history_manager=HistoryManager)

    class Meta:
        verbose_name = verbose_name_plural = "生效核实"

    def __str__(self) -> str:
        return f"{self.get_document_display()} {self.filing}"


class ServiceRecord(models.Model):
    """When the document reached one party of that case; empty while nobody knows."""

    check_of = models.ForeignKey(EffectCheck, models.CASCADE, related_name="services")
    position = models.PositiveSmallIntegerField()
    party = models.CharField("当事人", max_length=100)
    owes = models.BooleanField("负有履行义务", default=False)
    served_on = models.DateField("送达（签收）日期", null=True, blank=True)
    source = models.CharField("来源", max_length=10, choices=DateSource, default=DateSource.CLERK)
    history = HistoricalRecords(history_manager=HistoryManager)

    class Meta:
        verbose_name = verbose_name_plural = "送达日期"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "party"], name="one_service_date_per_party_and_document"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.served_on}"


class EffectInquiry(models.Model):
    """请审判庭核实: the trial division is asked for what the filing desk cannot find out. Never the applicant."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="inquiries")
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审判庭"
    )
    question = models.TextField("要核实的事项")
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("答复", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "生效核实请求"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing"], condition=Q(answered_at__isnull=True), name="one_open_inquiry_per_filing"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_by__isnull=False),
                name="an_answer_has_somebody_who_gave_it",
            ),
        ]

    def __str__(self) -> str:
        return f"核实 {self.filing}"


class CaseNumberCounter(models.Model):
    """Last issued number per court × type × year; the row is locked while the next is given."""

    court = models.CharField(max_length=10)
    type_code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["court", "type_code", "year"], name="one_case_number_counter_per_series"),
        ]

    def __str__(self) -> str:
        return f"（{self.year}）{self.court}{self.type_code}{self.last}号"
