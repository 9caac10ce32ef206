"""Broken promises, recorded once and never edited; what was said of each; reminders; how far recording has come."""

from django.conf import settings
from django.db import models


class Cause(models.TextChoices):
    WORKLOAD = "workload", "案件量大"
    ABSENCE = "absence", "人员不在岗"
    OVERSIGHT = "oversight", "疏忽"
    SYSTEM = "system", "系统故障"
    COMPLEX = "complex", "事项疑难"
    OTHER = "other", "其他"


class Stage(models.TextChoices):
    """Whom a reminder ahead of the limit goes to; the limit comes nearer from stage to stage."""

    RESPONSIBLE = "responsible", "提醒责任人"
    CHIEF = "chief", "提醒部门负责人"


class Breach(models.Model):
    """One promise broken for one matter. `reference` is the matter's public number and round. Append-only."""

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
        indexes = [models.Index(fields=["promise", "id"], name="breach_by_promise")]

    def __str__(self) -> str:
        return f"{self.promise} {self.reference}"


class Explanation(models.Model):
    """What the responsible person answers: a cause and words. A later word is a new row. Append-only."""

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


class Reminder(models.Model):
    """A reminder that went out ahead of a limit: once for each stage. Append-only."""

    promise = models.CharField(max_length=40)
    reference = models.CharField(max_length=60)
    stage = models.CharField(max_length=20, choices=Stage)
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "到期提醒"
        constraints = [
            models.UniqueConstraint(fields=["promise", "reference", "stage"], name="one_reminder_per_limit_and_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.promise} {self.reference}"


class Sweep(models.Model):
    """How far the recording of one promise has come.

    Every limit that passed before `until` has been looked at. A limit written or moved into the time before `until`
    pulls it back (a trigger on the obligations' table), so that the next sweep looks again. Breaches up to id `asked`
    have been put to the person responsible. Sweeps of one promise run one after the other by locking this row.
    """

    promise = models.CharField(max_length=40, primary_key=True)
    until = models.DateTimeField()
    asked = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.promise
