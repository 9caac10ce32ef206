"""明察暗访: editions of checklists, visits, what was answered at each item, photos, and what was found wrong."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from gangcheng_court.core.audit.tracking import HistoryManager
from supervision.inspections.enums import Kind, Status, Verdict

USER = settings.AUTH_USER_MODEL


class Checklist(models.Model):
    """One edition of a checklist; a change is a new edition. Append-only, like its items."""

    code = models.SlugField("代码")
    edition = models.PositiveIntegerField("版次")
    title = models.CharField("名称", max_length=40)
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="编制人")
    made_at = models.DateTimeField("编制时间")

    class Meta:
        verbose_name = verbose_name_plural = "检查表"
        ordering = ["code", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="one_checklist_per_code_and_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第 {self.edition} 版）"


class ChecklistItem(models.Model):
    """What is looked at. Its `code` stays the same from edition to edition and between checklists."""

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("次序")
    code = models.SlugField("代码")
    group = models.CharField("类别", max_length=20)
    words = models.CharField("检查内容", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "检查项"
        ordering = ["checklist_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "code"], name="one_item_per_checklist_and_code"),
            models.UniqueConstraint(fields=["checklist", "position"], name="one_item_per_checklist_and_position"),
        ]

    def __str__(self) -> str:
        return self.words


class InspectionQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Inspection":
        """The row, locked until the transaction ends. Raises Inspection.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Inspection(models.Model):
    """One visit. A covert one exists for nobody but its owner until it is published (see `permissions`).

    `checklist` is the edition that it began with; before, the one that it was planned with.
    """

    number = models.CharField("编号", max_length=20, unique=True)
    kind = models.CharField("方式", max_length=10, choices=Kind)
    title = models.CharField("名称", max_length=60)
    places = ArrayField(models.CharField(max_length=20), verbose_name="地点")
    planned_on = models.DateField("计划日期")
    owner = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="检查人")
    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="+", verbose_name="检查表")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.PLANNED)
    planned_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="安排人")
    planned_at = models.DateTimeField("安排时间")
    began_at = models.DateTimeField("开始时间", null=True, blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    summary = models.TextField("总的情况", blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    published_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField("取消原因", max_length=200, blank=True)
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检查"
        ordering = ["-planned_on", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="published", published_at__isnull=False)
                | (~Q(status="published") & Q(published_at__isnull=True)),
                name="a_published_inspection_says_when",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled") ^ Q(cancelled_because=""), name="a_cancelled_inspection_says_why"
            ),
            models.CheckConstraint(condition=~Q(places=[]), name="an_inspection_has_a_place"),
        ]
        indexes = [
            models.Index(fields=["status", "planned_on", "number"], name="inspection_by_status"),
            models.Index(fields=["owner", "planned_on", "number"], name="inspection_by_owner"),
            models.Index(fields=["published_at"], condition=Q(status="published"), name="inspection_by_published"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_secret(self) -> bool:
        """Whether only its owner may know of it."""
        return self.kind == Kind.COVERT and self.status != Status.PUBLISHED


class ItemAnswer(models.Model):
    """What somebody said of one item. Append-only: the one said last, by its own time, holds.

    `key` is the sender's: what was sent twice is written once.
    """

    key = models.UUIDField(unique=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="answers")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+")
    verdict = models.CharField("结论", max_length=20, choices=Verdict)
    words = models.CharField("情况", max_length=300, blank=True)
    place = models.CharField("地点", max_length=20, blank=True)
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门"
    )
    person = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="检查人")
    said_at = models.DateTimeField("填写时间")
    received_at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = verbose_name_plural = "检查记录"
        ordering = ["inspection_id", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(said_at__lte=F("received_at")), name="nothing_is_said_after_it_came"),
        ]
        indexes = [models.Index(fields=["inspection", "item", "-said_at", "-id"], name="itemanswer_latest")]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.verdict}"


class ItemPhoto(models.Model):
    """A photo taken at one item; dropped when it should not have been taken. `key` as of an answer."""

    key = models.UUIDField(unique=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+")
    file = models.OneToOneField("documents.StoredFile", models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "检查照片"
        ordering = ["inspection_id", "id"]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.file_id}"


class Finding(models.Model):
    """An item that failed in a finished visit. `repeats` is the latest earlier finding of the same kind."""

    number = models.CharField("编号", max_length=30, unique=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+", verbose_name="检查项")
    code = models.SlugField("检查项代码")
    place = models.CharField("地点", max_length=20)
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门"
    )
    person = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员")
    words = models.CharField("情况", max_length=300)
    found_at = models.DateTimeField("发现时间")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="重复")

    class Meta:
        verbose_name = verbose_name_plural = "检查发现的问题"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "item"], name="one_finding_per_inspection_and_item"),
        ]
        indexes = [models.Index(fields=["code", "-found_at"], name="finding_by_code")]

    def __str__(self) -> str:
        return self.number
