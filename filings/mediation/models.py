"""Mediation before registration: the offer, each party's word, the mediator, the term and how it ended."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from filings.intake.models import Filing, Party
from filings.mediation.enums import Means, Stage, Step
from gangcheng_court.core.audit.tracking import HistoryManager
from gangcheng_court.core.deadlines.models import Obligation

USER = settings.AUTH_USER_MODEL
ENDED = (Stage.AGREED, Stage.FAILED, Stage.EXPIRED, Stage.DECLINED)


class Mediator(models.Model):
    """One name of the roster (特邀调解员名册). `interests` are names that keep the mediator off a matter."""

    name = models.CharField("姓名", max_length=50)
    organisation = models.CharField("调解组织", max_length=100, blank=True)
    phone = models.CharField("联系电话", max_length=20)
    fields = models.CharField("擅长的纠纷", max_length=200, blank=True)
    interests = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        verbose_name="有利害关系的人或单位",
        help_text="近亲属、任职或曾任职的单位，用逗号分开；不对外公开。",
    )
    is_active = models.BooleanField("在册", default=True)
    history = HistoricalRecords(history_manager=HistoryManager)

    class Meta:
        verbose_name = verbose_name_plural = "特邀调解员"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return f"{self.name}（{self.organisation}）" if self.organisation else self.name


class MediationQuerySet(models.QuerySet):
    def locked(self, mediation_id: int) -> "Mediation":
        """The row, locked until the transaction ends; lock its filing first. Raises Mediation.DoesNotExist."""
        return self.select_for_update(of=("self",)).select_related("mediator").get(pk=mediation_id)


class Mediation(models.Model):
    """One filing's mediation: offered once, ended once. It never replaces the receipt and stops nothing by itself."""

    filing = models.OneToOneField(Filing, models.PROTECT, related_name="mediation")
    status = models.CharField("状态", max_length=20, choices=Stage, default=Stage.OFFERED, editable=False)
    offered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="经办人")
    offered_at = models.DateTimeField("征求意见时间")
    mediator = models.ForeignKey(Mediator, models.PROTECT, null=True, blank=True, verbose_name="调解员")
    accepted_at = models.DateTimeField("调解员接受时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    outcome = models.TextField("结果", blank=True)
    """The agreement, or why it failed."""
    undisputed = models.TextField("双方没有争议的事实", blank=True)
    confirmation = models.OneToOneField(Filing, models.SET_NULL, null=True, blank=True, related_name="+")
    """The joint application for 司法确认 that followed an agreement."""
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = MediationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "诉前调解"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False, status__in=ENDED)
                | (Q(ended_at__isnull=True) & ~Q(status__in=ENDED)),
                name="an_ended_mediation_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=Stage.RUNNING) | Q(accepted_at__isnull=False, mediator__isnull=False),
                name="a_running_mediation_has_a_mediator_who_accepted",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(ended_at__isnull=True), name="mediation_open")]

    def __str__(self) -> str:
        return f"{self.filing}/调解"


class PartyWord(models.Model):
    """A party's yes or no to one step, how and to whom it was said. Append-only; the latest word counts."""

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="words")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    step = models.CharField("事项", max_length=20, choices=Step)
    agrees = models.BooleanField("同意")
    means = models.CharField("方式", max_length=10, choices=Means)
    days = models.PositiveSmallIntegerField("同意延长的天数", null=True, blank=True)
    said_at = models.DateTimeField("表示时间")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="记录人")
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = verbose_name_plural = "调解意见"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.party} {self.get_step_display()} {'同意' if self.agrees else '不同意'}"


class MediationTerm(Obligation):
    """How long the mediation may last; an extension is a new term. Met when it ends or goes back to registration."""

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField("次数")

    class Meta(Obligation.Meta):
        verbose_name = verbose_name_plural = "调解期限"
        constraints = [
            *Obligation.Meta.constraints,
            models.UniqueConstraint(
                fields=["mediation"], condition=Q(met_at__isnull=True), name="one_open_term_per_mediation"
            ),
        ]
