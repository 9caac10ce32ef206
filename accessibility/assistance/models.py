"""Help that a person asks for ahead of a visit or in the hall, who gives it, and what came of it."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accessibility.assistance.enums import Help, Source, State, StepKind
from gangcheng_court.core.accounts.sealed import SealedTextField
from gangcheng_court.core.deadlines.models import Obligation

USER = settings.AUTH_USER_MODEL
OPEN = (State.ASKED, State.ARRANGED, State.READY)


class AssistanceQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Assistance":
        """The row, locked until the transaction ends. Raises Assistance.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Assistance(models.Model):
    """One request for help. What kind of disability lies behind it is never asked (个人信息保护法 28)."""

    number = models.CharField("编号", max_length=20, unique=True)
    kinds = ArrayField(models.CharField(max_length=20, choices=Help), verbose_name="需要的帮助")
    language = models.CharField("语言", max_length=50, blank=True)
    words = models.CharField("补充说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.ASKED)
    source = models.CharField("来源", max_length=10, choices=Source)
    person = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("姓名", max_length=50)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    arrives_at = models.DateTimeField("到院（上门）时间")
    address = SealedTextField("上门地址", blank=True)
    """Emptied when the request ends: nobody needs it any more (个人信息保护法 19)."""
    about = models.CharField("相关编号", max_length=40, blank=True)
    """The public number of the filing, ticket, appointment or queue ticket with which it was asked."""
    owner = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="负责人")
    asked_at = models.DateTimeField("提出时间")
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    once = models.CharField(max_length=64, null=True, blank=True, unique=True)

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "协助服务"
        ordering = ["arrives_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["arranged", "ready", "done"]) | Q(owner__isnull=False),
                name="arranged_help_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, state__in=OPEN) | Q(ended_at__isnull=False) & ~Q(state__in=OPEN),
                name="help_that_ended_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["arrives_at", "id"], condition=Q(ended_at__isnull=True), name="assistance_open"),
            models.Index(
                fields=["owner", "arrives_at"], condition=Q(ended_at__isnull=True), name="assistance_by_owner"
            ),
            models.Index(fields=["person", "-id"], name="assistance_by_person"),
            models.Index(fields=["about"], condition=~Q(about=""), name="assistance_by_about"),
            models.Index(fields=["phone"], condition=Q(ended_at__isnull=True), name="assistance_open_by_phone"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kinds_words(self) -> str:
        """Such as “轮椅、语言翻译（维吾尔语）”."""
        words = [Help(kind).label for kind in self.kinds]
        return "、".join(words) + (f"（{self.language}）" if self.language else "")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class AssistanceStep(models.Model):
    """One step of a request. Append-only."""

    assistance = models.ForeignKey(Assistance, models.PROTECT, related_name="steps")
    kind = models.CharField("环节", max_length=12, choices=StepKind)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField("说明", max_length=700, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "协助服务环节"
        ordering = ["assistance_id", "id"]

    def __str__(self) -> str:
        return f"{self.assistance_id} {self.kind}"


class AssistanceLimit(Obligation):
    """By when help must stand ready, and by when somebody asks afterwards how it went (主动跟进)."""

    assistance = models.ForeignKey(Assistance, models.PROTECT, related_name="limits")

    class Meta(Obligation.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "协助期限"


class RememberedNeed(models.Model):
    """Help that a person wants remembered for the next visit: with consent, and gone when it is taken back."""

    person = models.OneToOneField(USER, models.CASCADE, related_name="remembered_need")
    kinds = ArrayField(models.CharField(max_length=20, choices=Help), verbose_name="需要的帮助")
    consented_at = models.DateTimeField("同意时间")
    consent_words = models.TextField("同意的内容")

    class Meta:
        verbose_name = verbose_name_plural = "记住的需要"

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def kinds_words(self) -> str:
        return "、".join(Help(kind).label for kind in self.kinds)
