"""A visit to the window and what was written down there. Who helps with a draft: `filings.intake.models.Assistance`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from filings.intake.models import Assistance, Filing
from filings.window.enums import NEEDS_REASON, ConfirmedBy, VisitResult
from gangcheng_court.core.audit.tracking import HistoryManager

USER = settings.AUTH_USER_MODEL


class VisitQuerySet(models.QuerySet):
    def locked(self, visit_id: int) -> "Visit":
        """The row, locked until the transaction ends. Raises Visit.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(pk=visit_id)


class Visit(models.Model):
    """One person at the window, from the greeting to the end, whatever came of it.

    Who it is and which filing it is about stand in `assistance`, once the person was identified.
    """

    name = models.CharField("来访人姓名", max_length=50)
    clerk = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="接待人")
    began_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    assistance = models.OneToOneField(Assistance, models.PROTECT, null=True, blank=True, related_name="visit")
    result = models.CharField("结果", max_length=20, choices=VisitResult, blank=True)
    reason = models.CharField("没有当场立案或者一次性告知的理由", max_length=500, blank=True)
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "窗口接待"
        ordering = ["-began_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, result="") | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="an_ended_visit_has_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=sorted(NEEDS_REASON)) | ~Q(reason=""),
                name="a_visit_without_registration_or_notice_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["-began_at"], name="visit_by_time")]

    def __str__(self) -> str:
        return f"{self.name} {self.began_at:%Y-%m-%d}"

    @property
    def filing(self) -> Filing | None:
        return self.assistance.filing if self.assistance else None


class OralRecord(models.Model):
    """口头起诉笔录: what the person said, as it was read back (登记立案规定 3). A change of the draft needs a new one.

    `fingerprint` is what it covers (`rules.fingerprint`). Until it is confirmed it counts for nothing.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="oral_records")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField("制作时间")
    made_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="记录人")
    confirmed_at = models.DateTimeField("本人确认时间", null=True, blank=True)
    confirmed_by = models.CharField("确认方式", max_length=10, choices=ConfirmedBy, blank=True)
    signed = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords(history_manager=HistoryManager)

    class Meta:
        verbose_name = verbose_name_plural = "口头起诉笔录"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="a_confirmed_record_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by="signature") | Q(signed__isnull=False),
                name="a_signed_record_has_its_scan",
            ),
        ]

    def __str__(self) -> str:
        return f"口头起诉笔录 {self.filing}"
