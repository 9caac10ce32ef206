"""Broken promises, recorded once and never edited; what was said of each, by when, and how it was judged; reminders;
how far recording has come."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gangcheng_court.core.deadlines.models import Obligation


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


class Round(models.TextChoices):
    """How far one round of explaining has come; a round that was returned is followed by another."""

    ASKED = "asked", "待说明"
    EXPLAINED = "explained", "待认定"
    ACCEPTED = "accepted", "理由成立"
    REJECTED = "rejected", "理由不成立"
    RETURNED = "returned", "重新说明"


JUDGED = (Round.ACCEPTED, Round.REJECTED)
OUTCOMES = [
    (Round.ACCEPTED.value, "理由成立"),
    (Round.RETURNED.value, "理由不成立，重新说明"),
    (Round.REJECTED.value, "理由不成立，不再说明（可以下达整改）"),
]


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


class ExplanationLimit(Obligation):
    """One round of explaining a breach: by when, and what became of it. A later round is a new row."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="rounds")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    status = models.CharField("状态", max_length=10, choices=Round, default=Round.ASKED)

    class Meta(Obligation.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "超期说明期限"
        constraints = [
            *Obligation.Meta.constraints,
            models.UniqueConstraint(fields=["breach", "round"], name="one_limit_per_breach_and_round"),
            models.CheckConstraint(
                condition=Q(status="asked", met_at__isnull=True) | (~Q(status="asked") & Q(met_at__isnull=False)),
                name="an_explained_round_says_when",
            ),
        ]
        indexes = [
            *Obligation.Meta.indexes,
            models.Index(fields=["due_at", "id"], condition=Q(status="asked"), name="breach_to_explain"),
            models.Index(fields=["met_at", "id"], condition=Q(status="explained"), name="breach_to_judge"),
            models.Index(fields=["-id"], condition=Q(status__in=["accepted", "rejected"]), name="breach_judged"),
        ]


class Judgement(models.Model):
    """What a supervisor makes of the explanations of one round. Append-only."""

    limit = models.OneToOneField(ExplanationLimit, models.PROTECT, related_name="judgement")
    outcome = models.CharField("认定", max_length=10, choices=OUTCOMES)
    words = models.TextField("认定意见")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="认定人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "超期认定"

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.limit.reference}"


class Reminder(models.Model):
    """A reminder that went out about a limit, once for each stage: ahead of it, and of explanations also after it.
    Append-only."""

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
