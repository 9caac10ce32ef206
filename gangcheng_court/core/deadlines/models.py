"""The legal calendar's overrides, the abstract obligation, and the heartbeats of what enforces it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least


class CalendarOverride(models.Model):
    """One day on which the published calendar is wrong or not yet published; this row wins."""

    date = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("是工作日")
    source = models.CharField("依据文件", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "日历调整"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {'上班' if self.is_workday else '休息'}"


class CalendarNotice(models.Model):
    """The State Council's notice for one year is entered: that year's days are no longer provisional."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    source = models.CharField("依据文件", max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = verbose_name_plural = "年度放假安排"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年放假安排"


class DueDateChange(models.Model):
    """A running limit that moved because the calendar was corrected: who, when, why, from what to what. Append-only."""

    promise = models.CharField("承诺", max_length=40)
    reference = models.CharField("对象", max_length=60)
    old_due_at = models.DateTimeField("原到期时间")
    new_due_at = models.DateTimeField("新到期时间")
    calendar_version = models.CharField("日历版本", max_length=40)
    because = models.CharField("原因", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="操作人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "期限变更"
        ordering = ["id"]
        indexes = [models.Index(fields=["promise", "reference"], name="due_change_by_reference")]

    def __str__(self) -> str:
        return f"{self.promise} {self.reference}"


class ObligationQuerySet(models.QuerySet):
    def open(self) -> "ObligationQuerySet":
        return self.filter(met_at__isnull=True)

    def late(self, since: datetime, until: datetime) -> "ObligationQuerySet":
        """Rows whose limit passed in [since, until] and which were met at or after it, or are still open at `until`."""
        return self.filter(due_at__gte=since, due_at__lte=until).filter(
            Q(met_at__isnull=True) | Q(met_at__gte=F("due_at"))
        )


class Obligation(models.Model):
    """A promise with a limit, for one matter: written when the clock starts, closed once, never edited.

    `started_at` is the event whose day (or hour) is not counted; `due_at` is the first moment that is too late
    (24:00 of the last day = 00:00 of the next, Asia/Shanghai). Late is `due_at <= (met_at or now)`: a fact of the
    row, not something a job decides. `provisional` marks dates computed past the published calendar.
    """

    promise = models.CharField("承诺", max_length=40)
    reference = models.CharField("对象", max_length=60)
    started_at = models.DateTimeField("起算时间")
    due_at = models.DateTimeField("到期时间")
    met_at = models.DateTimeField("完成时间", null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任人"
    )
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任部门"
    )
    rule = models.CharField("规则", max_length=60)
    calendar_version = models.CharField("日历版本", max_length=40)
    provisional = models.BooleanField("暂定", default=False)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["promise", "reference"], name="one_%(class)s_per_promise_and_reference"),
        ]
        indexes = [
            models.Index(fields=["promise", "due_at"], condition=Q(met_at__isnull=True), name="%(class)s_open_by_due"),
            models.Index(
                fields=["promise", "due_at"],
                condition=Q(met_at__isnull=True) | Q(met_at__gte=F("due_at")),
                name="%(class)s_late_or_open",
            ),
            models.Index(F("promise"), Least("met_at", "due_at"), name="%(class)s_by_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.promise} {self.reference}"


class Heartbeat(models.Model):
    """When a part that keeps the clock was last alive; `/health/` is red when one is missing or old."""

    name = models.CharField(max_length=60, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
