"""Readings of the indicators, and the alarms that follow from them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from gangcheng_court.core.audit.tracking import HistoryManager
from gangcheng_court.core.deadlines.models import Obligation
from supervision.watch import rules
from supervision.watch.data import BY_SLUG, Indicator
from supervision.watch.enums import Checked, State, Status

USER = settings.AUTH_USER_MODEL


class Reading(models.Model):
    """One indicator, worked out once for one period. Append-only: the next computation is a new row."""

    indicator = models.CharField("指标", max_length=40)
    period = models.CharField("期间", max_length=7)
    """A month (`2026-11`) or, of 年底立案, a year."""
    since = models.DateTimeField("统计起点")
    until = models.DateTimeField("统计终点")
    figures = models.JSONField("数字")
    """`rules.Part` of each figure, its threshold as it then was beside it."""
    state = models.CharField("状态", max_length=10, choices=State)
    computed_at = models.DateTimeField("计算时间")
    computed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="计算人")
    """None: the nightly run."""

    class Meta:
        verbose_name = verbose_name_plural = "监测结果"
        ordering = ["-id"]
        indexes = [models.Index(fields=["indicator", "-period", "-id"], name="reading_by_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"

    @property
    def parts(self) -> list[rules.Part]:
        return rules.read(self.figures)

    @property
    def indicator_data(self) -> Indicator:
        return BY_SLUG[self.indicator]


class AlarmQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Alarm":
        """The row, locked until the transaction ends. Raises Alarm.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Alarm(models.Model):
    """An indicator passed its threshold: the owner looks into it and says what it was, a supervisor judges that."""

    number = models.CharField("编号", max_length=20, unique=True)
    indicator = models.CharField("指标", max_length=40)
    period = models.CharField("期间", max_length=7)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+", verbose_name="监测结果")
    department = models.ForeignKey("accounts.Department", models.PROTECT, related_name="+", verbose_name="责任部门")
    owner = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="核查责任人")
    opened_at = models.DateTimeField("预警时间")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.OPEN)
    checked = models.CharField("核查结果", max_length=10, choices=Checked, blank=True)
    words = models.TextField("核查说明", blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField("说明时间", null=True, blank=True)
    conclusion = models.TextField("督察意见", blank=True)
    closed_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监测预警"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=~Q(status="closed"),
                name="one_open_alarm_per_indicator_and_period",
            ),
            models.CheckConstraint(
                condition=Q(status="open", answered_by__isnull=True, checked="")
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(status="open") & ~Q(checked="")),
                name="an_answered_alarm_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
                name="a_closed_alarm_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("answered_by")),
                name="nobody_judges_the_own_explanation",
            ),
        ]
        indexes = [
            models.Index(fields=["-id"], condition=~Q(status="closed"), name="alarm_open"),
            models.Index(fields=["department", "-id"], name="alarm_by_department"),
            models.Index(fields=["indicator", "period", "-id"], name="alarm_by_indicator"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def indicator_data(self) -> Indicator:
        return BY_SLUG[self.indicator]


class AlarmLimit(Obligation):
    """By when the owner explains an alarm; `reference` is its number. No promise of the court, so nothing sweeps it."""

    alarm = models.OneToOneField(Alarm, models.PROTECT, related_name="limit")

    class Meta(Obligation.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "预警核查期限"
