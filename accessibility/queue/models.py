"""The hall's line: matters, the windows that serve them, tickets, and every stretch of time a ticket spends."""

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from accessibility.queue.enums import (
    OPEN,
    AppointmentState,
    Channel,
    DeviceKind,
    Outcome,
    PauseReason,
    PeriodKind,
    Priority,
    Reason,
    Status,
    WindowState,
)
from accessibility.queue.numbers import LETTERS

USER = settings.AUTH_USER_MODEL


class Matter(models.Model):
    """What somebody comes to the hall for (立案, 交退费 …). Its letter begins every number given out for it."""

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("事项", max_length=20, unique=True)
    hint = models.CharField("说明", max_length=60, blank=True)
    letter = models.CharField(
        "号头", max_length=1, unique=True, validators=[RegexValidator(f"^[{LETTERS}]$", "请用不易看错的字母。")]
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)
    typical_minutes = models.PositiveSmallIntegerField("通常办理分钟数", default=10)
    """What the estimate goes by until the day has figures of its own."""
    is_open = models.BooleanField("今日取号", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "大厅事项"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class WindowQuerySet(models.QuerySet):
    def locked(self, window_id: int) -> "Window":
        """The row, locked until the transaction ends. Raises Window.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(pk=window_id)


class Window(models.Model):
    """A window of the hall: who sits there, what it serves today, and whether it serves."""

    number = models.PositiveSmallIntegerField("窗口号", unique=True)
    name = models.CharField("名称", max_length=20, blank=True)
    is_priority = models.BooleanField("优先窗口", default=False)
    has_sign_language = models.BooleanField("手语服务", default=False)
    matters = models.ManyToManyField(Matter, related_name="windows", verbose_name="办理事项")
    state = models.CharField("状态", max_length=10, choices=WindowState, default=WindowState.CLOSED)
    pause_reason = models.CharField("暂停原因", max_length=10, choices=PauseReason, blank=True)
    clerk = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="在岗人员")
    opened_at = models.DateTimeField("开窗时间", null=True, blank=True)
    ordinary_in_a_row = models.PositiveSmallIntegerField(default=0)
    """Ordinary tickets called here since the last priority ticket, while one may have been waiting."""

    objects = WindowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "窗口"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["clerk"], name="a_clerk_sits_at_one_window"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(clerk__isnull=True), name="nobody_sits_at_a_closed_window"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} 号窗口"


class WindowPause(models.Model):
    """One pause of a window, with its reason."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="pauses")
    clerk = models.ForeignKey(USER, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=PauseReason)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "窗口暂停"
        constraints = [
            models.UniqueConstraint(
                fields=["window"], condition=Q(ended_at__isnull=True), name="one_open_pause_per_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.get_reason_display()}"


class Counter(models.Model):
    """The last number given out for a matter on a day. Locked while one is given: no gap, no number twice."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    business_date = models.DateField()
    last = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    """The latest moment a number was given: a clock set back never puts a newcomer before those who wait."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "business_date"], name="one_counter_per_matter_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.business_date} {self.last}"


class TicketQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Ticket":
        """The row, locked until the transaction ends. Raises Ticket.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)

    def waiting(self) -> "TicketQuerySet":
        return self.filter(status=Status.WAITING)

    def in_line(self) -> "TicketQuerySet":
        """First come, first served: by the moment a ticket's place dates from."""
        return self.order_by("place_at", "id")


class Ticket(models.Model):
    """One number of one day. `matter` is what it waits for now, `issued_for` what its number was given for."""

    business_date = models.DateField("日期")
    issued_for = models.ForeignKey(Matter, models.PROTECT, related_name="+", verbose_name="取号事项")
    number = models.PositiveSmallIntegerField("序号")
    label = models.CharField("号码", max_length=6)
    """As it is called and printed, such as A007."""
    key = models.CharField(max_length=22, unique=True)
    """What opens the ticket on the phone of whoever holds it."""
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="tickets", verbose_name="事项")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.WAITING)
    channel = models.CharField("取号方式", max_length=12, choices=Channel)
    priority = models.CharField("优先原因", max_length=12, choices=Priority, blank=True)
    """Declared by the visitor; only the window reads which."""
    priority_confirmed = models.BooleanField("窗口已核实", null=True)
    taken_at = models.DateTimeField("取号时间")
    place_at = models.DateTimeField("排队起点")
    """Where the ticket stands in line; kept when it is transferred, held or returned."""
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="tickets")
    clerk = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人")
    calls = models.PositiveSmallIntegerField("已叫次数", default=0)
    reason = models.CharField("叫号依据", max_length=20, choices=Reason, blank=True)
    returned = models.BooleanField("过号后回来过", default=False)
    outcome = models.CharField("结果", max_length=12, choices=Outcome, blank=True)
    note = models.CharField("办理备注", max_length=500, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    person = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="来访人")
    phone = models.CharField("手机号码", max_length=11, blank=True)
    near_told_at = models.DateTimeField("快到提醒", null=True, blank=True)
    filing_number = models.CharField("相关立案编号", max_length=40, blank=True)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    device = models.ForeignKey("accessibility.Device", models.PROTECT, null=True, blank=True, related_name="+")
    once = models.CharField(max_length=64, null=True, blank=True, unique=True)
    """Key of the asking: the same asking gives the same ticket."""

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "排队号"
        constraints = [
            models.UniqueConstraint(fields=["business_date", "issued_for", "number"], name="a_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(status__in=[*OPEN], ended_at__isnull=True)
                | (~Q(status__in=[*OPEN]) & Q(ended_at__isnull=False)),
                name="an_ended_ticket_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["called", "serving"]) | Q(window__isnull=False, clerk__isnull=False),
                name="a_called_ticket_has_its_window",
            ),
            models.UniqueConstraint(
                fields=["window"], condition=Q(status__in=["called", "serving"]), name="a_window_serves_one_ticket"
            ),
        ]
        indexes = [
            models.Index(
                fields=["business_date", "place_at", "id"],
                condition=Q(status="waiting", priority=""),
                name="ordinary_line",
            ),
            models.Index(
                fields=["business_date", "place_at", "id"],
                condition=Q(status="waiting") & ~Q(priority=""),
                name="priority_line",
            ),
            models.Index(fields=["business_date", "status"], name="number_by_day"),
            models.Index(fields=["business_date", "phone"], condition=~Q(phone=""), name="number_by_phone"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_priority(self) -> bool:
        return bool(self.priority)


class Period(models.Model):
    """One stretch of a ticket's time, half-open; the sum of all is its stay, so waiting and serving are exact."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=10, choices=PeriodKind)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="+")
    clerk = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "排队时段"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="one_open_period_per_ticket"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="a_period_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["ticket", "id"], name="period_by_ticket")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind}"


class Device(models.Model):
    """A kiosk, a hall screen or the code at the door. Its key stands in its address.

    A kiosk belongs to the browser that first opened it (`browser` is the hash of that browser's cookie): the key alone
    is of no use elsewhere.
    """

    kind = models.CharField("设备", max_length=10, choices=DeviceKind)
    name = models.CharField("名称", max_length=30)
    key = models.CharField("密钥", max_length=43, unique=True)
    browser = models.CharField(max_length=64, blank=True)
    seen_at = models.DateTimeField("最近联系", null=True, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "大厅设备"
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return self.name


class AppointmentPlan(models.Model):
    """On which hours of working days a matter takes appointments, and how many for each slot."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="plans", verbose_name="事项")
    starts = models.TimeField("开始")
    ends = models.TimeField("结束")
    slot_minutes = models.PositiveSmallIntegerField("每段分钟数", default=30)
    capacity = models.PositiveSmallIntegerField("每段名额", default=2)

    class Meta:
        verbose_name = verbose_name_plural = "预约时段"
        ordering = ["matter", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_plan_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(slot_minutes__gte=5), name="a_slot_has_five_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.starts:%H:%M}-{self.ends:%H:%M}"


class AppointmentQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Appointment":
        """The row, locked until the transaction ends. Raises Appointment.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Appointment(models.Model):
    """One seat of one slot. The database gives no seat twice."""

    code = models.CharField("预约码", max_length=8, unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="appointments", verbose_name="事项")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    seat = models.PositiveSmallIntegerField()
    state = models.CharField("状态", max_length=10, choices=AppointmentState, default=AppointmentState.BOOKED)
    name = models.CharField("姓名", max_length=50)
    phone = models.CharField("手机号码", max_length=11)
    person = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    priority = models.CharField("优先原因", max_length=12, choices=Priority, blank=True)
    filing_number = models.CharField("相关立案编号", max_length=40, blank=True)
    ticket = models.OneToOneField(Ticket, models.PROTECT, null=True, blank=True, related_name="appointment")
    booked_at = models.DateTimeField("预约时间")
    reminded_at = models.DateTimeField("提醒时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    once = models.CharField(max_length=64, null=True, blank=True, unique=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预约"
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "starts_at", "seat"],
                condition=~Q(state="cancelled"),
                name="a_seat_is_booked_once",
            )
        ]
        indexes = [
            models.Index(fields=["phone", "starts_at"], name="appointment_by_phone"),
            models.Index(fields=["starts_at"], condition=Q(state="booked"), name="appointment_booked"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.code}"

    @property
    def arrived_words(self) -> str:
        return f"已报到 {self.ticket}"


class ShiftNote(models.Model):
    """What whoever leaves a window tells whoever comes next. Append-only."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="notes")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField("交接内容", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "交接留言"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.words
