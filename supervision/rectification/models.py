"""限期整改: orders to put something right, each round's limit, and every step of them."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from gangcheng_court.core.audit.tracking import HistoryManager
from gangcheng_court.core.deadlines.models import Obligation
from supervision.rectification.enums import Source, Status

USER = settings.AUTH_USER_MODEL


class OrderQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Order":
        """The row, locked until the transaction ends. Raises Order.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Order(models.Model):
    """One thing to put right. `owner` does it, somebody else checks it again.

    `topic` names what was wrong so that the same thing found again is known as a repeat: an item of a checklist, a
    promise's code, a kind of complaint. `kept_from`: ids of the staff who are not to learn of it, as of the complaint
    that it came from.
    """

    number = models.CharField("编号", max_length=20, unique=True)
    source = models.CharField("来源", max_length=20, choices=Source)
    reference = models.CharField("来源编号", max_length=60, blank=True)
    topic = models.CharField("问题类别", max_length=60, blank=True)
    title = models.CharField("问题", max_length=100)
    requirement = models.TextField("整改要求")
    owner = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="整改责任人")
    department = models.ForeignKey("accounts.Department", models.PROTECT, related_name="+", verbose_name="责任部门")
    ordered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="下达人")
    ordered_at = models.DateTimeField("下达时间")
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeated_by", verbose_name="重复发生于"
    )
    kept_from = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.ORDERED)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    due_at = models.DateTimeField("期限")
    """Of the round that runs."""
    reported_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField("销号时间", null=True, blank=True)
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "整改通知"
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "reference", "topic"],
                condition=~Q(status="closed") & ~Q(reference=""),
                name="one_open_order_per_source_and_topic",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
                name="a_closed_order_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(kept_from__contains=[F("owner")]), name="no_order_owner_is_kept_from_it"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=~Q(status="closed"), name="order_open_by_due"),
            models.Index(fields=["owner", "due_at", "id"], name="order_by_owner"),
            models.Index(fields=["department", "due_at", "id"], name="order_by_department"),
            models.Index(fields=["topic", "department", "-ordered_at"], name="order_by_topic"),
            models.Index(fields=["-ordered_at", "-id"], name="order_by_ordered"),
            models.Index(fields=["-closed_at", "-id"], condition=Q(status="closed"), name="order_closed_by_day"),
        ]

    def __str__(self) -> str:
        return self.number


class OrderLimit(Obligation):
    """The limit of one round of an order; `reference` is the order's number and the round."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="limits")

    class Meta(Obligation.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "整改期限"


class OrderStep(models.Model):
    """One step of an order: 下达, 整改报告, 复查通过, 复查不通过. Append-only."""

    class Kind(models.TextChoices):
        ORDERED = "ordered", "下达"
        REPORTED = "reported", "报告整改"
        PASSED = "passed", "复查通过"
        FAILED = "failed", "复查不通过"

    order = models.ForeignKey(Order, models.PROTECT, related_name="steps")
    kind = models.CharField("环节", max_length=10, choices=Kind)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间")
    words = models.TextField("说明", blank=True)
    files = models.ManyToManyField("documents.StoredFile", related_name="+", blank=True, verbose_name="证明材料")

    class Meta:
        verbose_name = verbose_name_plural = "整改环节"
        ordering = ["order_id", "id"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind}"
