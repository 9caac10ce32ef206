"""Broken promises, recorded once and never edited, and what the responsible person said of each."""

from django.conf import settings
from django.db import models


class Cause(models.TextChoices):
    WORKLOAD = "workload", "案件量大"
    ABSENCE = "absence", "人员不在岗"
    OVERSIGHT = "oversight", "疏忽"
    SYSTEM = "system", "系统故障"
    COMPLEX = "complex", "事项疑难"
    OTHER = "other", "其他"


class Breach(models.Model):
    """One promise broken for one matter. `reference` is the matter's public number and round."""

    promise = models.CharField(max_length=40)
    reference = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    met_at = models.DateTimeField("记录时的完成时间", null=True)
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey("accounts.Department", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "超期记录"
        constraints = [
            models.UniqueConstraint(fields=["promise", "reference"], name="one_breach_per_promise_and_reference"),
        ]
        indexes = [models.Index(fields=["-due_at"], name="breach_by_due")]

    def __str__(self) -> str:
        return f"{self.promise} {self.reference}"


class Explanation(models.Model):
    """What the responsible person answers: a cause and words. A later word is a new row."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="explanations")
    cause = models.CharField("原因", max_length=20, choices=Cause)
    words = models.TextField("说明")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "超期说明"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.breach}"
