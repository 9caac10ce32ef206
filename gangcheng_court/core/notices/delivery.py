"""Sending what the outbox holds, and what becomes of it: queued → sent → delivered, or failed for staff to see."""

import logging
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Case, Q, QuerySet, When
from django.utils.module_loading import import_string

from gangcheng_court.core.accounts import permissions
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import outbox
from gangcheng_court.core.notices.models import Channel, Delivery, DeliveryState
from gangcheng_court.core.notices.sms import Undeliverable
from gangcheng_court.errors import Refused, WrongState

logger = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
CODE_WAITS = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120))
AT_MOST = 200
ENOUGH_FAILURES = 3
RESENDERS = (Role.CLERK, Role.CHIEF, Role.OPERATOR, Role.ADMINISTRATOR)
IS_CODE = Q(notice__template=outbox.CODE_TEMPLATE) | Q(notice__template__startswith=outbox.SPOKEN_CODES)


def deliver_due(*, at: datetime) -> int:
    """Send what is due at `at`, codes first, and return how many went out.

    Any number may run side by side: each row is sent under its own lock and skipped by the others. A run ends after
    200 messages or three failures in a row (the gateway is down), and leaves the rest to the next sweep.
    """
    sent = failures = 0
    while sent < AT_MOST and failures < ENOUGH_FAILURES:
        outcome = _deliver_next(at)
        if outcome is None:
            break
        sent += outcome
        failures = 0 if outcome else failures + 1
    return sent


@transaction.atomic
def _deliver_next(at: datetime) -> bool | None:
    """Try the most pressing due row; whether it went out, or None when nothing is due."""
    delivery = _due(at).first()
    if delivery is None:
        return None
    delivery.attempts += 1
    template = delivery.notice.template
    try:
        if outbox.is_code(template) and at > delivery.notice.created_at + outbox.code_lifetime(template):
            raise Undeliverable("验证码已经过期")
        delivery.gateway_id = _send(delivery, at)[:100]
        delivery.state, delivery.sent_at, delivery.last_error = DeliveryState.SENT, at, ""
    except SoftTimeLimitExceeded:
        raise
    except Undeliverable as error:
        _give_up(delivery, error)
    except Exception as error:
        logger.warning("delivery %s attempt %s failed: %s", delivery.key, delivery.attempts, error)
        waits = CODE_WAITS if outbox.is_code(template) else WAITS
        if delivery.attempts > len(waits):
            _give_up(delivery, error)
        else:
            delivery.next_attempt_at = at + waits[delivery.attempts - 1]
            delivery.last_error = str(error)[:200]
    if delivery.notice.recipient_id is None and delivery.state != DeliveryState.QUEUED:
        # A code, or what somebody without an account follows the matter with.
        delivery.text = ""
    delivery.save()
    return delivery.state == DeliveryState.SENT


def _due(at: datetime) -> QuerySet[Delivery]:
    due = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("notice")
    due = due.filter(state=DeliveryState.QUEUED, next_attempt_at__lte=at)
    if outbox.after_quiet_hours(at) > at:
        due = due.exclude(~IS_CODE, channel=Channel.SMS)
    return due.order_by(Case(When(IS_CODE, then=0), default=1), "next_attempt_at", "pk")


def _send(delivery: Delivery, at: datetime) -> str:
    if delivery.channel == Channel.SMS:
        return import_string(settings.SMS_BACKEND)(delivery.address, delivery.text, key=delivery.key, at=at)
    message_id = f"<notice-{delivery.key}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"
    headers = {"Message-ID": message_id}
    mail = EmailMessage(delivery.notice.title, delivery.text, to=[delivery.address], headers=headers)
    if attachment := delivery.notice.attachment:
        with attachment.file.open("rb") as content:
            mail.attach(attachment.name, content.read(), attachment.content_type)
    mail.send()
    return message_id


def _give_up(delivery: Delivery, error: Exception) -> None:
    delivery.state, delivery.last_error = DeliveryState.FAILED, str(error)[:200]


@transaction.atomic
def record_receipt(key: str, state: str, *, at: datetime, reason: str = "") -> bool:
    """Note what the operator reports of message `key`; the same report again changes nothing. Returns whether it did.

    A report of failure counts only for the latest sending; a report of delivery always. Raises Delivery.DoesNotExist.
    """
    delivery = Delivery.objects.select_for_update().get(pk=key.partition("-")[0], channel=Channel.SMS)
    if state == DeliveryState.DELIVERED and delivery.state != DeliveryState.DELIVERED:
        delivery.state, delivery.delivered_at, delivery.last_error = DeliveryState.DELIVERED, at, ""
        delivery.sent_at = delivery.sent_at or at
    elif state == DeliveryState.FAILED and delivery.state == DeliveryState.SENT and delivery.key == key:
        delivery.state, delivery.last_error = DeliveryState.FAILED, reason[:200] or "运营商报告未送达"
    else:
        return False
    delivery.save()
    return True


def failed() -> QuerySet[Delivery]:
    """What could not be delivered, newest first, as any member of staff may read it."""
    rows = Delivery.objects.filter(state=DeliveryState.FAILED, notice__confidential=False)
    return rows.select_related("notice__recipient").order_by("-pk")


def failed_about(number: str) -> QuerySet[Delivery]:
    """What could not be delivered about one matter, for those who work on it, confidential or not."""
    rows = Delivery.objects.filter(state=DeliveryState.FAILED, notice__about=number)
    return rows.select_related("notice__recipient").order_by("-pk")


@transaction.atomic
def resend(delivery_id: int, *, by: User, at: datetime) -> Delivery:
    """Put a failed message back into the queue, as a new message to the gateway; a code is never sent again."""
    permissions.require_role(by, *RESENDERS)
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("notice").get(pk=delivery_id)
    if delivery.state != DeliveryState.FAILED:
        raise WrongState(f"这条消息现在是“{delivery.get_state_display()}”，不用重发，请刷新页面查看。")
    if outbox.is_code(delivery.notice.template):
        raise Refused("验证码不能重发，请当事人在页面上重新获取验证码。")
    if delivery.notice.recipient_id is None:
        raise Refused("发给没有账号的人的短信，发出后不保留内容，不能重发。请打电话告诉当事人。")
    delivery.state, delivery.attempts, delivery.last_error = DeliveryState.QUEUED, 0, ""
    delivery.next_attempt_at = outbox.after_quiet_hours(at) if delivery.channel == Channel.SMS else at
    delivery.resends += 1
    delivery.resent_by = by
    delivery.save()
    outbox.deliver_after_commit()
    return delivery
