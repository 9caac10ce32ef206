"""The hall's facilities, what is lent there, and the daily round that finds what is broken (承诺五)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accessibility.amenities.enums import FacilityState, ItemKind
from gangcheng_court.core.deadlines.models import Obligation, ObligationQuerySet

USER = settings.AUTH_USER_MODEL


class FacilityQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Facility":
        """The row, locked until the transaction ends. Raises Facility.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Facility(models.Model):
    """One facility, as the public list names it."""

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("设施", max_length=30)
    place = models.CharField("位置", max_length=60)
    hint = models.CharField("说明", max_length=120, blank=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    state = models.CharField("状态", max_length=10, choices=FacilityState, default=FacilityState.FINE)
    checked_at = models.DateTimeField("最近检查", null=True, blank=True)
    """When staff last looked at it."""
    reported_at = models.DateTimeField("群众报告", null=True, blank=True)
    """Since when somebody's word for the state waits for staff to look."""

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "便民设施"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """One round of the hall on one working day."""

    day = models.DateField("日期", unique=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="巡查人")
    began_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("完成", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "每日巡查"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} 巡查"


class FacilityCheck(models.Model):
    """What the round, or whoever passed by, found of a facility. Append-only."""

    facility = models.ForeignKey(Facility, models.PROTECT, related_name="checks")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="checks")
    state = models.CharField("状态", max_length=10, choices=FacilityState)
    note = models.CharField("说明", max_length=200, blank=True)
    photo = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField("时间")
    once = models.CharField(max_length=60, unique=True, null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "设施检查"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "facility"], condition=Q(round__isnull=False), name="a_round_checks_a_facility_once"
            )
        ]
        indexes = [models.Index(fields=["at"], condition=Q(by__isnull=True), name="facility_check_by_anybody")]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.state}"


class RepairQuerySet(ObligationQuerySet):
    def locked(self, **which: Any) -> "Repair":
        """The row, locked until the transaction ends. Raises Repair.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Repair(Obligation):
    """Something broken or empty that must be put right by a limit. `reference` is its number.

    `found` opened it; `mended` is the check that found it usable again.
    """

    facility = models.ForeignKey(Facility, models.PROTECT, related_name="repairs")
    found = models.OneToOneField(FacilityCheck, models.PROTECT, related_name="+")
    mended = models.OneToOneField(FacilityCheck, models.PROTECT, null=True, blank=True, related_name="+")
    result = models.CharField("处理结果", max_length=200, blank=True)

    objects = RepairQuerySet.as_manager()

    class Meta(Obligation.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "报修"
        constraints = [
            *Obligation.Meta.constraints,
            models.UniqueConstraint(
                fields=["facility"], condition=Q(met_at__isnull=True), name="one_open_repair_per_facility"
            ),
        ]


class ItemQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Item":
        """The row, locked until the transaction ends. Raises Item.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Item(models.Model):
    """One thing that is lent, with the label stuck on it."""

    kind = models.CharField("物品", max_length=20, choices=ItemKind)
    label = models.CharField("编号", max_length=10, unique=True)
    hint = models.CharField("说明", max_length=60, blank=True)
    is_kept = models.BooleanField("在用", default=True)
    """False once it is lost or worn out."""

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "借用物品"
        ordering = ["kind", "label"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label}"


class LoanQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Loan":
        """The row, locked until the transaction ends. Raises Loan.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Loan(models.Model):
    """One loan by the number of a queue ticket (text: the line is another room's) or a phone.

    The phone is forgotten once the item is back. What is lost counts as lent until it is found.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="loans")
    ticket_label = models.CharField("排队号", max_length=6, blank=True)
    phone = models.CharField("手机号码", max_length=11, blank=True)
    lent_at = models.DateTimeField("借出时间")
    lent_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    due_at = models.DateTimeField("应还时间")
    returned_at = models.DateTimeField("归还时间", null=True, blank=True)
    returned_to = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField("提醒时间", null=True, blank=True)
    lost_at = models.DateTimeField("登记遗失", null=True, blank=True)
    lost_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    once = models.CharField(max_length=60, unique=True, null=True, editable=False)

    objects = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "借用"
        ordering = ["-lent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(returned_at__isnull=True), name="an_item_is_lent_to_one_person"
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(returned_at__isnull=True), name="loan_open")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.ticket_label}"
