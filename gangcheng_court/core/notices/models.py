"""The outbox: one notice for one event and one person, and its delivery on each channel."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    INBOX = "inbox", "站内消息"
    SMS = "sms", "短信"
    EMAIL = "email", "电子邮件"


class DeliveryState(models.TextChoices):
    QUEUED = "queued", "待发送"
    SENT = "sent", "已发送"
    DELIVERED = "delivered", "已送达"
    FAILED = "failed", "发送失败"


class Notice(models.Model):
    """What one person is told about one event. `once` is the event's key: queued twice, written once."""

    once = models.CharField(max_length=120, unique=True)
    template = models.CharField(max_length=60)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="notices")
    about = models.CharField("事项编号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=100)
    body = models.TextField("内容")
    url = models.CharField("链接", max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    attachment = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    """Goes with the e-mail; the page that `url` leads to has it for who reads the inbox."""
    confidential = models.BooleanField(default=False)
    """That it was sent at all is nobody's but the recipient's: on no list of the staff."""

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_by_recipient"),
            models.Index(fields=["recipient", "-id"], condition=Q(read_at=None), name="notice_unread_by_recipient"),
        ]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One notice on one channel: state, attempts and the channel's last answer."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    address = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    gateway_id = models.CharField(max_length=100, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    resends = models.PositiveSmallIntegerField("人工重发次数", default=0)
    resent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "发送记录"
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_per_notice_and_channel"),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="queued"), name="delivery_queued_by_time"),
            models.Index(fields=["-id"], condition=Q(state="failed"), name="delivery_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.notice_id}"

    @property
    def key(self) -> str:
        """What the gateway knows this message by: the same for automatic retries, new when staff send it again."""
        return f"{self.pk}-{self.resends}"


class PhoneCode(models.Model):
    """A one-time code that was sent to a phone, or shown on its holder's screen, to say yes to one thing (`about`)."""

    phone = models.CharField(max_length=11)
    purpose = models.CharField("用途", max_length=60)
    about = models.CharField("事项", max_length=120)
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField("试错次数", default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "验证码记录"
        indexes = [models.Index(fields=["phone", "-sent_at"], name="phone_code_by_phone")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.about}"
