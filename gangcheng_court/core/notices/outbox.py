"""Queueing: a notice is a row in the caller's transaction, never a call.

A transaction that rolls back tells nobody anything; one that commits is told even when the worker, the broker or
the gateway is down, because the sweep of `notices.deliver` finds the row.
"""

import uuid
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.template import Context, Template
from django.template.loader import get_template
from django.template.loader_tags import BlockNode

from gangcheng_court.core.accounts.identity import MOBILE
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices.models import Channel, Delivery, DeliveryState, Notice

SMS_PREFIX = "【济南市钢城区人民法院】"
SMS_LENGTH = 70
"""What fits in one message, the court's name included; a test holds every template to it."""
TITLE_LENGTH = 100
CODE_TEMPLATE = "code"
SPOKEN_CODES = "codes/"
"""Folder of the templates whose code is read out to a member of staff; `codes.py` sends them."""
CODE_LIFETIME = timedelta(minutes=5)
SPOKEN_CODE_LIFETIME = timedelta(minutes=10)
QUIET_FROM, QUIET_UNTIL = time(21, 0), time(8, 0)
"""No text message wakes anybody between these hours (Asia/Shanghai); codes, and what runs on hours, are exempt."""


def queue(
    template: str,
    *,
    to: User,
    about: str,
    once: str,
    at: datetime,
    context: dict[str, Any],
    url: str = "",
    wakes: bool = False,
    confidential: bool = False,
    attachment: Any = None,
) -> Notice | None:
    """Tell `to` about the matter `about`, by `templates/notices/<template>.txt` (blocks title, sms, body).

    `once` is the event's key: the same key again queues nothing and returns None. The inbox has it at once; SMS,
    and e-mail when the person has an address, follow after commit. No sms block or no phone, no SMS; nothing but the
    inbox for an account that is switched off. With `wakes` the text message does not wait for the morning: for duties
    that run on hours. `confidential`: it stands on no list of messages that failed; whoever works on the matter finds
    it there. `attachment` is a StoredFile that goes with the e-mail.
    """
    texts = render_blocks(template, context)
    notice = Notice(
        once=once,
        template=template,
        recipient=to,
        about=about,
        title=texts["title"][:TITLE_LENGTH],
        body=texts["body"],
        url=url,
        created_at=at,
        confidential=confidential,
        attachment=attachment,
    )
    deliveries = [
        Delivery(
            channel=Channel.INBOX,
            text=notice.body,
            state=DeliveryState.DELIVERED,
            next_attempt_at=at,
            sent_at=at,
            delivered_at=at,
        )
    ]
    if texts.get("sms") and to.phone and to.is_active:
        deliveries.append(
            Delivery(
                channel=Channel.SMS,
                address=to.phone,
                text=SMS_PREFIX + texts["sms"],
                next_attempt_at=at if wakes else after_quiet_hours(at),
            )
        )
    if to.email and to.is_active:
        deliveries.append(
            Delivery(
                channel=Channel.EMAIL,
                address=to.email,
                text=f"{notice.body}\n\n查看：{settings.SITE_URL}{url}" if url else notice.body,
                next_attempt_at=at,
            )
        )
    if not _write_once(notice, deliveries):
        return None
    deliver_after_commit()
    return notice


def _write_once(notice: Notice, deliveries: list[Delivery]) -> bool:
    """Write the notice with its deliveries in one statement; False, and nothing written, when its event has one.

    The event's unique key decides, so neither a look beforehand nor a savepoint is needed.
    """
    told = ["once", "template", "recipient_id", "about", "title", "body", "url", "created_at", "confidential"]
    told.append("attachment_id")
    sent = ["channel", "address", "text", "state", "attempts", "next_attempt_at", "gateway_id", "last_error"]
    sent += ["sent_at", "delivered_at", "resends"]
    rows = [tuple(getattr(delivery, name) for name in sent) for delivery in deliveries]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH notice AS (INSERT INTO {Notice._meta.db_table} ({', '.join(told)}) VALUES %s "  # noqa: S608
            "ON CONFLICT (once) DO NOTHING RETURNING id) "
            f"INSERT INTO {Delivery._meta.db_table} (notice_id, {', '.join(sent)}) "
            "SELECT notice.id, channel, address, text, state, attempts, next_attempt_at, gateway_id, last_error, "
            "sent_at::timestamptz, delivered_at::timestamptz, resends "
            f"FROM notice, (VALUES {', '.join(['%s'] * len(rows))}) AS sent ({', '.join(sent)}) RETURNING notice_id",
            [tuple(getattr(notice, name) for name in told), *rows],
        )
        written = cursor.fetchone()
    if written:
        notice.pk, notice._state.adding = written[0], False
    return bool(written)


def queue_text(
    template: str,
    *,
    phone: str,
    about: str,
    once: str,
    at: datetime,
    context: dict[str, Any],
    confidential: bool = False,
) -> Notice | None:
    """Text somebody without an account, by the template's sms block, outside the quiet hours; in no inbox.

    None, and nothing sent, for the same `once` again, for a template without one, and for what is no mobile number.
    """
    texts = render_blocks(template, context)
    if not texts.get("sms") or not MOBILE.fullmatch(phone):
        return None
    notice = Notice(
        once=once,
        template=template,
        about=about,
        title=texts["title"][:TITLE_LENGTH],
        body=texts["body"],
        created_at=at,
        confidential=confidential,
    )
    delivery = Delivery(
        channel=Channel.SMS, address=phone, text=SMS_PREFIX + texts["sms"], next_attempt_at=after_quiet_hours(at)
    )
    if not _write_once(notice, [delivery]):
        return None
    deliver_after_commit()
    return notice


@transaction.atomic
def queue_code(
    phone: str, code: str, *, at: datetime, template: str = CODE_TEMPLATE, context: dict[str, Any] | None = None
) -> Notice:
    """Text a code to `phone`, at any hour; in no inbox, and not tried once it has expired.

    `template` is CODE_TEMPLATE (sign-in and registration) or one below SPOKEN_CODES.
    """
    minutes = int(code_lifetime(template).total_seconds() // 60)
    texts = render_blocks(template, {"code": code, "minutes": minutes} | (context or {}))
    notice = Notice.objects.create(once=f"code:{uuid.uuid4()}", template=template, title=texts["title"], created_at=at)
    Delivery.objects.create(
        notice=notice, channel=Channel.SMS, address=phone, text=SMS_PREFIX + texts["sms"], next_attempt_at=at
    )
    deliver_after_commit()
    return notice


def is_code(template: str) -> bool:
    """Whether notices of this template carry a code: never stored after sending, never sent again."""
    return template == CODE_TEMPLATE or template.startswith(SPOKEN_CODES)


def code_lifetime(template: str) -> timedelta:
    """How long a code of this template is good for."""
    return CODE_LIFETIME if template == CODE_TEMPLATE else SPOKEN_CODE_LIFETIME


def render_blocks(template: str, context: dict[str, Any]) -> dict[str, str]:
    """The blocks of a notice template as plain text."""
    parsed: Template = get_template(f"notices/{template}.txt").template
    values = Context(context, autoescape=False)
    with values.bind_template(parsed), values.render_context.push_state(parsed):
        return {
            block.name: block.nodelist.render(values).strip() for block in parsed.nodelist.get_nodes_by_type(BlockNode)
        }


def after_quiet_hours(moment: datetime) -> datetime:
    """`moment`, or eight in the morning when it falls between 21:00 and 08:00."""
    local = moment.astimezone(ZoneInfo(settings.TIME_ZONE))
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    morning = local.replace(hour=QUIET_UNTIL.hour, minute=0, second=0, microsecond=0)
    return morning if local < morning else morning + timedelta(days=1)


def deliver_after_commit() -> None:
    """Wake the worker once the caller's transaction has committed; with the broker down the sweep does it later."""
    transaction.on_commit(lambda: current_app.send_task("notices.deliver"), robust=True)
