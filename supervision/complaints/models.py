"""投诉: what people tell the supervision office, who they are (apart, under seal), and what becomes of it."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from gangcheng_court.core.accounts.sealed import SealedTextField
from gangcheng_court.core.audit.tracking import HistoryManager
from gangcheng_court.core.deadlines.models import Obligation
from supervision.complaints.enums import Finding, Level, Mode, Score, Source, Status, StepKind, Subject

USER = settings.AUTH_USER_MODEL
DEPARTMENT = "accounts.Department"


class ComplaintQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Complaint":
        """The row, locked until the transaction ends. Raises Complaint.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Complaint(models.Model):
    """One complaint. Whom it is about never learns of it (信访工作条例 30): `kept_from` and the names decide.

    `ticket` is the number of the 12368 ticket from which it was pulled: that ticket's clocks run, and its answer is the
    answer. A complaint of the web is followed by a code of which only `code_hash` is kept.
    """

    number = models.CharField("编号", max_length=20, unique=True)
    code_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    once = models.CharField(max_length=80, unique=True, null=True, editable=False)
    """Key of the form that brought it: the same again opens nothing."""
    ticket = models.CharField("12368 工单", max_length=20, unique=True, null=True, blank=True)
    mode = models.CharField("署名方式", max_length=20, choices=Mode)
    source = models.CharField("来源", max_length=20, choices=Source)
    subject = models.CharField("投诉事项", max_length=20, choices=Subject)
    text = SealedTextField("内容")
    case_number = models.CharField("相关案号", max_length=60, blank=True)
    about = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被投诉人")
    about_name = models.CharField("投诉的是谁", max_length=50, blank=True)
    """In the person's own words; whoever is named there never sees it."""
    about_department = models.ForeignKey(
        DEPARTMENT, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被投诉部门"
    )
    about_promise = models.CharField("相关承诺", max_length=40, blank=True)
    kept_from = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    """Ids of the staff it must stay hidden from: whom it is about, the department it is about, whom it names."""
    level = models.CharField("等级", max_length=10, choices=Level, default=Level.ORDINARY)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.RECEIVED)
    owner = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人")
    received_at = models.DateTimeField("收到时间")
    received_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人"
    )
    content_hash = models.CharField("内容校验值", max_length=64)
    """SHA-256 of what was handed in, as the receipt prints it."""
    acknowledged_at = models.DateTimeField("受理告知时间", null=True, blank=True)
    finding = models.CharField("结论", max_length=10, choices=Finding, blank=True)
    answer = SealedTextField("答复", blank=True)
    measure = SealedTextField("采取的措施", blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    score = models.CharField("评价", max_length=20, choices=Score, blank=True)
    reviews = models.PositiveSmallIntegerField("复查次数", default=0)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    due_at = models.DateTimeField("最近的期限", null=True, blank=True)
    """Of its open limits the nearest (the ticket's own, when it came from 12368), for the lists."""
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "投诉"
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
                name="a_closed_complaint_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "closed"]) | (~Q(finding="") & Q(answered_at__isnull=False)),
                name="an_answered_complaint_has_its_finding",
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=True) | Q(kept_from__contains=[F("about")]),
                name="complaint_kept_from_whom_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | ~Q(kept_from__contains=[F("owner")]),
                name="no_owner_is_kept_from_the_complaint",
            ),
            models.CheckConstraint(
                condition=Q(code_hash__isnull=True) | Q(source="web"), name="only_the_web_has_codes"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=~Q(status="closed"), name="complaint_open_by_due"),
            models.Index(fields=["owner", "due_at", "id"], condition=~Q(status="closed"), name="complaint_by_owner"),
            models.Index(fields=["-received_at", "-id"], name="complaint_by_received"),
            models.Index(fields=["about", "-received_at"], name="complaint_by_about"),
            models.Index(fields=["subject", "-received_at"], name="complaint_by_subject"),
            GinIndex(fields=["kept_from"], name="complaint_by_kept_from"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def round(self) -> int:
        """1, and one more for each second review."""
        return self.reviews + 1


class Complainant(models.Model):
    """Who complains, kept apart and sealed. Read by the desk only when `mode` is named; else by two persons."""

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="complainant")
    name = SealedTextField("姓名", blank=True)
    phone = SealedTextField("联系电话", blank=True)
    address = SealedTextField("通信地址", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "投诉人身份"

    def __str__(self) -> str:
        return f"{self.complaint_id}"


class Custodian(models.Model):
    """Who keeps the identities of confidential complainants. The administrator names them and reads none."""

    user = models.OneToOneField(USER, models.PROTECT, related_name="+", verbose_name="身份保管人")
    history = HistoricalRecords(history_manager=HistoryManager)

    class Meta:
        verbose_name = verbose_name_plural = "投诉人身份保管人"

    def __str__(self) -> str:
        return str(self.user)


class IdentityRequest(models.Model):
    """One wish to know who complains: a reason, by one person; opened, or refused, by the custodian."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="identity_requests")
    reason = models.TextField("理由")
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="申请人")
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="保管人")
    decided_at = models.DateTimeField("决定时间", null=True)
    granted = models.BooleanField("同意", null=True)
    words = models.TextField("决定理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查看身份申请"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="two_persons_open_an_identity",
            ),
            models.UniqueConstraint(
                fields=["complaint", "asked_by"],
                condition=Q(decided_at__isnull=True),
                name="one_waiting_request_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.asked_at:%Y-%m-%d}"


class ComplaintStep(models.Model):
    """One step of a complaint. Append-only. Which of them the complainant reads: `enums.TOLD`."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    kind = models.CharField("环节", max_length=20, choices=StepKind)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人")
    """None: the complainant, or the system."""
    words = SealedTextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "投诉环节"
        ordering = ["complaint_id", "id"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"


class Message(models.Model):
    """One message between complainant and office. `by` is None when it is the complainant's. Append-only."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="messages")
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    text = SealedTextField()

    class Meta:
        verbose_name = verbose_name_plural = "投诉往来"
        ordering = ["complaint_id", "id"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.at}"


class ComplaintFile(models.Model):
    """A paper, picture or recording handed in with a complaint or afterwards, or by the office. Append-only."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="files")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "投诉材料"
        ordering = ["complaint_id", "id"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.file_id}"


class ComplaintLimit(Obligation):
    """The limits of a complaint: telling that it was received, and answering it; a second review has its own."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="limits")

    class Meta(Obligation.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "投诉期限"


class ComplaintDraft(models.Model):
    """What somebody is writing. Nobody's: found by the code in the page's address alone, and gone after a day.

    `answers` holds, by step, what was typed, and the key that makes the form one complaint.
    """

    code_hash = models.CharField(max_length=64, unique=True)
    answers = SealedTextField()
    uploads = models.PositiveSmallIntegerField("上传次数", default=0)
    """Of all files, those removed again included."""
    begun_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "投诉草稿"

    def __str__(self) -> str:
        return f"{self.pk}"


class DraftFile(models.Model):
    """A file of a draft, until it is a complaint's."""

    draft = models.ForeignKey(ComplaintDraft, models.CASCADE, related_name="files")
    file = models.OneToOneField("documents.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "投诉草稿材料"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}"
