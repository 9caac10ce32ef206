"""通报: what a period's figures, breaches, findings and rectifications say, drafted, approved, published."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from gangcheng_court.core.audit.tracking import HistoryManager
from supervision.bulletins.enums import Audience, Status
from supervision.bulletins.numbers import bulletin_number

USER = settings.AUTH_USER_MODEL


class BulletinQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Bulletin":
        """The row, locked until the transaction ends. Raises Bulletin.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Bulletin(models.Model):
    """One bulletin. It has a number once it is published: so the numbers of a year have no gap.

    `figures` are the rows of the table of promises as they stood at `read_at`; they are never read again. `sections`
    are `{"heading", "text"}` in order. `version` grows with each saved change of the text.
    """

    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    serial = models.PositiveIntegerField("序号", null=True, blank=True)
    title = models.CharField("标题", max_length=100)
    audience = models.CharField("范围", max_length=10, choices=Audience)
    since = models.DateField("从")
    until = models.DateField("到")
    figures = models.JSONField("数字")
    read_at = models.DateTimeField("读取数字的时间")
    sections = models.JSONField("正文")
    version = models.PositiveIntegerField(default=1)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    drafted_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_at = models.DateTimeField("起草时间")
    edited_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="最后修改人")
    edited_at = models.DateTimeField("最后修改时间")
    approved_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审批人"
    )
    approved_at = models.DateTimeField("审批时间", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    withdrawn_because = models.CharField("撤回原因", max_length=200, blank=True)
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通报"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_bulletin_per_year_and_serial"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(serial__isnull=False, published_at__isnull=False),
                name="a_published_bulletin_has_its_number",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "published"])
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("drafted_by"))),
                name="a_bulletin_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_because=""), name="a_withdrawn_bulletin_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["audience", "-id"], condition=Q(status="published"), name="bulletin_published"),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def number(self) -> str:
        """Such as `督通〔2026〕1号`; empty before it is published."""
        return bulletin_number(self.year, self.serial) if self.year and self.serial else ""
