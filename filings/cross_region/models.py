"""Filings on their way between courts: one transfer for each, its corrections and letters, a key for each court."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from filings.cross_region.enums import ConsentBy, Direction, State
from filings.intake.models import Court, Filing
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.sealed import SealedTextField

USER = settings.AUTH_USER_MODEL


class CourtKey(models.Model):
    """What we and another court know each other by: a shared secret for requests, its public key for packages."""

    court = models.OneToOneField(Court, models.PROTECT, related_name="key", verbose_name="法院")
    address = models.URLField("接口地址", blank=True)
    secret = SealedTextField("共享密钥")
    public_key = models.CharField("对方签名公钥（Ed25519，Base64）", max_length=64)
    active = models.BooleanField("启用", default=True)
    history = HistoricalRecords(excluded_fields=["secret"])

    class Meta:
        verbose_name = verbose_name_plural = "跨域立案法院密钥"

    def __str__(self) -> str:
        return str(self.court)


class TransferQuerySet(models.QuerySet):
    def locked(self, transfer_id: int) -> "Transfer":
        """The row, locked until the transaction ends; lock its filing before. Raises Transfer.DoesNotExist."""
        return self.select_for_update(of=("self",)).select_related("court").get(pk=transfer_id)


class Transfer(models.Model):
    """One filing that goes to another court, or has come from one. `court` is always the other."""

    direction = models.CharField("方向", max_length=3, choices=Direction)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PREPARING, editable=False)
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, related_name="transfers", verbose_name="立案申请")
    court = models.ForeignKey(Court, models.PROTECT, related_name="+", verbose_name="对方法院")
    package_id = models.UUIDField("材料包编号", default=uuid.uuid4)
    package = models.FileField("材料包", max_length=200, blank=True)
    """Only until the other court has it: identity numbers stand in it unsealed."""
    sha256 = models.CharField("材料包校验值", max_length=64, blank=True)

    assisted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="窗口经办人")
    identity_document = models.CharField("核对的证件", max_length=20, choices=IdentityKind, blank=True)
    identified_at = models.DateTimeField("核对身份时间", null=True)
    consent_by = models.CharField("同意方式", max_length=10, choices=ConsentBy, blank=True)
    consent_words = models.TextField("同意的内容", blank=True)
    consent_at = models.DateTimeField("同意时间", null=True)
    consent_recorded_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    received_there_at = models.DateTimeField("协作法院收件时间", null=True)
    """For what has come in: when the assisting court took it from the person."""
    receipt = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")

    created_at = models.DateTimeField("创建时间")
    queued_at = models.DateTimeField("交付发送时间", null=True)
    sent_at = models.DateTimeField("发送时间", null=True)
    delivered_at = models.DateTimeField("送到时间", null=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    next_attempt_at = models.DateTimeField("下次尝试时间", null=True)
    last_answer = models.CharField("最近一次应答", max_length=300, blank=True)
    their_number = models.CharField("对方编号", max_length=60, blank=True)
    their_status = models.CharField("对方办理状态", max_length=60, blank=True)
    their_case_number = models.CharField("对方案号", max_length=60, blank=True)
    history = HistoricalRecords(excluded_fields=["attempts", "next_attempt_at", "package"])

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "跨域转送"
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "court", "package_id"], name="one_transfer_per_court_and_package"
            ),
            models.UniqueConstraint(
                fields=["filing"], condition=Q(direction="out"), name="one_transfer_out_per_filing"
            ),
            models.CheckConstraint(
                condition=Q(direction="in") | Q(state="preparing") | Q(consent_at__isnull=False),
                name="nothing_goes_to_another_court_without_consent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(direction="out", state__in=["queued", "sent", "delivered", "failed"]),
                name="transfer_due_by_time",
            ),
            models.Index(fields=["direction", "-id"], name="transfer_by_direction"),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.court} {self.filing}"


class TransferCorrection(models.Model):
    """One correction notice between two courts, and the answer to it as a supplementary package.

    Out: what the other court asks for, `answered_at` when the filer handed the answer in, `delivered_at` when it
    arrived there, `ended_at` when that court no longer waits for it. In: which of our notices was answered, at its
    arrival.
    """

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="corrections")
    notice = models.CharField("补正通知编号", max_length=60)
    items = models.JSONField("需要补正的内容", default=list)
    """[{"target", "text", "basis"}]: `slot:<code>`, `task:<code>`, or `party:<n>` for a place in `party_ids`."""
    party_ids = ArrayField(models.BigIntegerField(), default=list)
    """The parties in their order when the notice came: the other court counts them, it does not know our keys."""
    asked_at = models.DateTimeField("通知时间")
    due_at = models.DateTimeField("补正期限", null=True)
    answered_at = models.DateTimeField("提交补正时间", null=True)
    package_id = models.UUIDField("补正材料包编号", default=uuid.uuid4)
    sha256 = models.CharField("补正材料包校验值", max_length=64, blank=True)
    delivered_at = models.DateTimeField("补正送到时间", null=True)
    ended_at = models.DateTimeField("失效时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "跨域补正"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "notice"], name="each_notice_is_answered_once"),
            models.UniqueConstraint(fields=["transfer", "package_id"], name="one_correction_per_package"),
            models.UniqueConstraint(
                fields=["transfer"],
                condition=Q(answered_at__isnull=True, ended_at__isnull=True),
                name="one_open_correction_per_transfer",
            ),
        ]

    def __str__(self) -> str:
        return f"补正 {self.notice}"

    def target_of(self, item: dict[str, str]) -> str:
        """The part of our filing that an item opens; '' for one that is not known here."""
        sort, _, name = item["target"].partition(":")
        kind = self.transfer.filing.kind_data
        if sort == "party" and name.isdecimal() and int(name) < len(self.party_ids):
            return f"party:{self.party_ids[int(name)]}"
        known = (sort == "slot" and kind.slot(name)) or (sort == "task" and name in kind.tasks)
        return item["target"] if known else ""

    @property
    def targets(self) -> list[str]:
        """Every part of our filing that the notice opens."""
        return sorted({target for target in map(self.target_of, self.items) if target})


class TransferLetter(models.Model):
    """A letter of the other court: fetched from it (`remote_id`) or brought by a clerk (`added_by`)."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="letters")
    remote_id = models.CharField(max_length=40, blank=True)
    title = models.CharField("文书名称", max_length=60)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    received_at = models.DateTimeField("收到时间")
    added_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "对方法院文书"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "remote_id"], condition=~Q(remote_id=""), name="each_letter_is_fetched_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
