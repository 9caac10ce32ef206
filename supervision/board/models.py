"""Reports made in the worker, the president's daily lists, and the reports of whole months."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supervision.board.enums import JobKind, JobState

USER = settings.AUTH_USER_MODEL
FILE = "documents.StoredFile"


class ReportJob(models.Model):
    """One report that somebody asked for: what it is about, how far it has come, and the file until it expires.

    It is counted from what `asked_by` may see and opens for nobody else. `key` is the fingerprint of kind and
    conditions: the same asked again while one is under way is that one.
    """

    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    kind = models.CharField("类型", max_length=10, choices=JobKind)
    conditions = models.JSONField("条件")
    key = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=10, choices=JobState, default=JobState.QUEUED)
    percent = models.PositiveSmallIntegerField("进度", default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField("申请时间")
    started_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField("保留到")
    file = models.ForeignKey(FILE, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "生成的报告"
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "key"],
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                name="one_report_under_way_per_person",
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.DONE, file__isnull=False) | (~Q(state=JobState.DONE) & Q(file__isnull=True)),
                name="a_made_report_has_its_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                name="report_under_way",
            ),
            models.Index(fields=["expires_at"], name="report_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.asked_at:%Y-%m-%d %H:%M}"


class DailyList(models.Model):
    """The list of one working day as it was sent to one person. Append-only."""

    day = models.DateField("日期")
    recipient = models.ForeignKey(USER, models.PROTECT, related_name="+")
    file = models.ForeignKey(FILE, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = verbose_name_plural = "每日清单"
        constraints = [models.UniqueConstraint(fields=["recipient", "day"], name="one_daily_list_per_person")]

    def __str__(self) -> str:
        return f"{self.day}"


class MonthlyReport(models.Model):
    """The report of one month, made on the first working day of the next: sums only, for every head. Append-only."""

    month = models.DateField("月份", unique=True)
    """Its first day."""
    pdf = models.ForeignKey(FILE, models.PROTECT, related_name="+")
    xlsx = models.ForeignKey(FILE, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = verbose_name_plural = "月度报告"

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
