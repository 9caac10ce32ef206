"""A matter brought to 12368, what happened to it, its limits, and the calls back that were promised."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from gangcheng_court.core.accounts.enums import AccessNeed
from gangcheng_court.core.audit.tracking import HistoryManager
from gangcheng_court.core.deadlines.models import Obligation
from hotline.tickets.enums import AttemptResult, Score, Source, Stage, Status, StepKind, Subject, TicketType

USER = settings.AUTH_USER_MODEL
DEPARTMENT = "accounts.Department"
DECIDES_WHO_SEES = ("type", "handler", "complained_of", "complained_name")


class TicketQuerySet(models.QuerySet):
    def locked(self, ticket_id: int) -> "Ticket":
        """The row, locked until the transaction ends. Raises Ticket.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(pk=ticket_id)


class Ticket(models.Model):
    """One matter of one person. `department` has it now (the hotline's desk until it is handed over)."""

    number = models.CharField("编号", max_length=20, unique=True)
    receipt_hash = models.CharField(max_length=64, unique=True, editable=False)
    """Keyed hash of the code by which the person follows it without an account."""
    once = models.CharField(max_length=80, unique=True, null=True, editable=False)
    """Key of the event or form that opened it: the same again opens nothing."""
    type = models.CharField("类型", max_length=20, choices=TicketType)
    subject = models.CharField("投诉事项", max_length=20, choices=Subject, blank=True)
    source = models.CharField("来源", max_length=20, choices=Source)
    title = models.CharField("标题", max_length=60)
    text = models.TextField("内容", blank=True)
    person = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号")
    name = models.CharField("姓名", max_length=50, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    needs = ArrayField(
        models.CharField(max_length=20, choices=AccessNeed), default=list, blank=True, verbose_name="需要的照顾"
    )
    no_call_back = models.BooleanField("请勿回拨，用短信联系", default=False)
    case_number = models.CharField("案号", max_length=60, blank=True)
    complained_of = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被投诉人"
    )
    complained_name = models.CharField("投诉的是谁", max_length=50, blank=True)
    """In the person's own words; whoever is named there never sees the ticket."""
    kept_from = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    """Ids of the members of staff it must stay hidden from: whom it is about, and whom a complaint names anywhere."""
    department = models.ForeignKey(DEPARTMENT, models.PROTECT, related_name="+", verbose_name="承办部门")
    handler = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人")
    received_at = models.DateTimeField("受理时间")
    received_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="受理人"
    )
    status = models.CharField("状态", max_length=20, choices=Status, default=Status.RECEIVED)
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    reopened = models.PositiveSmallIntegerField("重新办理次数", default=0)
    due_at = models.DateTimeField("最近的期限", null=True, blank=True, editable=False)
    """Of its open limits the nearest; kept by trigger, for the lists."""
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工单"
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
                name="a_closed_ticket_says_when",
            ),
            models.CheckConstraint(
                condition=Q(complained_of__isnull=True) | ~Q(handler=models.F("complained_of")),
                name="nobody_handles_a_complaint_about_oneself",
            ),
            models.CheckConstraint(
                condition=Q(complained_of__isnull=True) | Q(kept_from__contains=[models.F("complained_of")]),
                name="a_complaint_is_kept_from_whom_it_is_about",
            ),
        ]
        indexes = [
            # The lists of what is open, with all that decides who sees a row: the tabs are counted in the index alone.
            models.Index(
                fields=["department", "due_at", "id"],
                include=["status", *DECIDES_WHO_SEES],
                condition=~Q(status="closed"),
                name="ticket_open_by_due",
            ),
            models.Index(
                fields=["handler", "due_at", "id"],
                include=["status", "department", "type", "complained_of", "complained_name"],
                condition=~Q(status="closed"),
                name="ticket_mine_by_due",
            ),
            models.Index(
                fields=["status", "due_at", "id"],
                include=DECIDES_WHO_SEES,
                condition=~Q(status="closed"),
                name="ticket_open_by_status",
            ),
            models.Index(
                fields=["due_at", "id"],
                include=["status", *DECIDES_WHO_SEES],
                condition=Q(status__in=["handed_over", "in_hand"]),
                name="ticket_away_by_due",
            ),
            models.Index(fields=["department", "-id"], name="ticket_by_department"),
            models.Index(fields=["phone", "-id"], name="ticket_by_phone"),
            models.Index(fields=["received_at"], name="ticket_by_received"),
            GinIndex(fields=["kept_from"], name="ticket_by_kept_from"),
            models.Index(fields=["name"], opclasses=["varchar_pattern_ops"], name="ticket_by_name_prefix"),
            models.Index(fields=["answered_at"], condition=Q(status="answered"), name="ticket_awaiting_rating"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def round(self) -> int:
        """How often it has been worked on: 1, and one more for each time it was opened again."""
        return self.reopened + 1

    @property
    def needs_words(self) -> list[str]:
        return [AccessNeed(need).label for need in self.needs]


class Step(models.Model):
    """One step of the chain 收–转–办–督–复–评. Append-only."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="steps")
    kind = models.CharField("环节", max_length=20, choices=StepKind)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人")
    """None: the system, by rule."""
    department = models.ForeignKey(DEPARTMENT, models.PROTECT, null=True, blank=True, related_name="+")
    """To which it was handed."""
    due_at = models.DateTimeField("期限", null=True, blank=True)
    """By when the next step is due."""
    automatic = models.BooleanField("自动", default=False)
    words = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工单环节"
        ordering = ["ticket_id", "id"]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind}"


class Handoff(Obligation):
    """当日转交: due at 24:00 of the day on which the ticket was received (承诺三).

    `reference` is the ticket's number and the round: a ticket that comes back the same day is handed over once more
    inside the same day, so that round has the same limit.
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="handoffs")
    automatic = models.BooleanField("自动转办", default=False)

    class Meta(Obligation.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "当日转办"


class TicketLimit(Obligation):
    """The further limits of a ticket: signing for it, the first reply, closing, calling back."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="limits")

    class Meta(Obligation.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "办理期限"


class Question(models.Model):
    """One part of a complex question; a ticket closes only when each has an answer or a named referral (承诺四)."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="questions")
    text = models.CharField("问题", max_length=300)
    answer = models.TextField("答复", blank=True)
    referral = models.CharField("转到哪里（部门、电话或地址）", max_length=200, blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "分项问题"
        ordering = ["ticket_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", referral="")
                | (Q(answered_at__isnull=False) & (~Q(answer="") | ~Q(referral=""))),
                name="an_answered_question_has_its_answer_or_referral",
            )
        ]

    def __str__(self) -> str:
        return self.text[:20]


class Callback(models.Model):
    """A call back that was promised, in a booked hour; a missed call has one at once."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="callbacks")
    planned_at = models.DateTimeField("预约时间")
    """The beginning of the hour."""
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    reached = models.BooleanField("已接通", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "回拨"
        ordering = ["planned_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="one_open_callback_per_ticket"
            ),
            models.CheckConstraint(
                condition=Q(reached=False) | Q(ended_at__isnull=False), name="a_callback_that_reached_has_ended"
            ),
        ]
        indexes = [
            models.Index(fields=["planned_at"], condition=Q(ended_at__isnull=True), name="callback_open_by_time")
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.planned_at:%Y-%m-%d %H:%M}"


class CallbackAttempt(models.Model):
    """One try to reach the person. Append-only."""

    callback = models.ForeignKey(Callback, models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    result = models.CharField("结果", max_length=20, choices=AttemptResult)

    class Meta:
        verbose_name = verbose_name_plural = "回拨记录"
        ordering = ["callback_id", "id"]

    def __str__(self) -> str:
        return f"{self.callback_id} {self.result}"


class Rating(models.Model):
    """What the person thinks of the answer; “没答全” is said here too. Append-only."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="ratings")
    score = models.CharField("评价", max_length=20, choices=Score)
    complete = models.BooleanField("答全了", default=True)
    words = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField()
    by_keypad = models.BooleanField("电话按键", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "满意度评价"
        ordering = ["ticket_id", "id"]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.score}"


class RoutingRule(models.Model):
    """Where a ticket goes: the first rule (by `position`) of which everything said fits."""

    position = models.PositiveSmallIntegerField("顺序", unique=True)
    name = models.CharField("名称", max_length=60)
    type = models.CharField("类型", max_length=20, choices=TicketType, blank=True)
    subject = models.CharField("投诉事项", max_length=20, choices=Subject, blank=True)
    words = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="含有任一词语")
    case_codes = ArrayField(models.CharField(max_length=10), default=list, blank=True, verbose_name="案件类型代字")
    """Such as 民初, 执: read out of the case number."""
    department = models.ForeignKey(DEPARTMENT, models.PROTECT, related_name="+", verbose_name="转给部门")
    handler = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指定承办人"
    )
    active = models.BooleanField("启用", default=True)
    history = HistoricalRecords(history_manager=HistoryManager)

    class Meta:
        verbose_name = verbose_name_plural = "转办规则"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Reminder(models.Model):
    """督办: that one stage of the ladder above the department was told of one limit that had passed. Append-only.

    Handler and head are reminded ahead of the limit by supervision, as of every promise.
    """

    limit = models.ForeignKey(TicketLimit, models.PROTECT, related_name="reminders")
    stage = models.CharField(max_length=20, choices=Stage)
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "督办"
        constraints = [
            models.UniqueConstraint(fields=["limit", "stage"], name="one_reminder_per_limit_and_stage_of_the_ladder")
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.stage}"
