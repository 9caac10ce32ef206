"""Calls as the telephone exchange tells of them: raw events that never change, and the calls worked out of them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from hotline.calls.enums import CallResult, EventKind, EventSource, Outcome
from hotline.calls.rules.reduction import EXCHANGE_ID_CHARS

USER = settings.AUTH_USER_MODEL
MANUAL = "manual-"
"""How the id of a call begins that an operator took down: no exchange tells of it."""


class Extension(models.Model):
    """Which operator sits at which telephone."""

    number = models.CharField("分机号", max_length=20, unique=True)
    operator = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="坐席")

    class Meta:
        verbose_name = verbose_name_plural = "分机"

    def __str__(self) -> str:
        return self.number


class CallQuerySet(models.QuerySet):
    def locked(self, **which: Any) -> "Call":
        """The row, locked until the transaction ends. Raises Call.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(**which)


class Call(models.Model):
    """One call to 12368, worked out anew from its events at each that arrives. `exchange_id` is the exchange's own.

    Begun by hand where no exchange tells of calls: then `exchange_id` begins with MANUAL.
    """

    exchange_id = models.CharField(max_length=EXCHANGE_ID_CHARS, unique=True)
    caller = models.CharField("主叫号码", max_length=20, blank=True)
    extension = models.CharField("分机号", max_length=20, blank=True)
    operator = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="坐席")
    rang_at = models.DateTimeField("来电时间")
    answered_at = models.DateTimeField("接听时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    result = models.CharField("结果", max_length=10, choices=CallResult, default=CallResult.RINGING)
    in_hours = models.BooleanField("服务时间内")
    """At the moment it rang, by the hotline's hours (setting HOTLINE_HOURS)."""
    digit = models.CharField("按键评价", max_length=2, blank=True)
    outcome = models.CharField("处理结果", max_length=20, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField("备注", max_length=500, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来电"
        ordering = ["-rang_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="answered", answered_at__isnull=False)
                | (~Q(result="answered") & Q(answered_at__isnull=True)),
                name="an_answered_call_says_when",
            )
        ]
        indexes = [
            models.Index(fields=["rang_at"], name="call_by_time"),
            models.Index(fields=["caller", "-rang_at"], name="call_by_caller"),
            models.Index(fields=["operator", "-rang_at"], name="call_by_operator"),
            models.Index(fields=["rang_at"], condition=Q(ended_at__isnull=True), name="call_open"),
        ]

    def __str__(self) -> str:
        return f"{self.caller} {self.rang_at:%Y-%m-%d %H:%M}"


class CallEvent(models.Model):
    """One event as it was told, with everything it said. Append-only; figures can be worked out anew from it."""

    exchange_id = models.CharField(max_length=EXCHANGE_ID_CHARS)
    kind = models.CharField(max_length=10, choices=EventKind)
    at = models.DateTimeField()
    caller = models.CharField(max_length=20, blank=True)
    extension = models.CharField(max_length=20, blank=True)
    digit = models.CharField("按键", max_length=2, blank=True)
    source = models.CharField(max_length=20, choices=EventSource)
    received_at = models.DateTimeField()
    told = models.JSONField(default=dict)
    """The event (or the line of the file) as it came."""

    class Meta:
        verbose_name = verbose_name_plural = "话务事件"
        constraints = [
            models.UniqueConstraint(
                fields=["exchange_id", "kind", "at", "source", "caller", "extension", "digit"],
                name="one_event_however_often_it_is_told",
            )
        ]

    def __str__(self) -> str:
        return f"{self.exchange_id} {self.kind}"


class CallTicket(models.Model):
    """Which tickets came of a call, and which it was about."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="tickets")
    ticket = models.ForeignKey("hotline.Ticket", models.PROTECT, related_name="calls")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "ticket"], name="a_call_names_a_ticket_once")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.ticket_id}"
