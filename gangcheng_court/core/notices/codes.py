"""Codes by which a person says yes to one thing through somebody else's hands: at the window, or on the telephone.

Six digits, ten minutes, five tries, kept only as a keyed hash, good once, and only for the matter (`about`) it was sent
for. They count against the phone, never against an address: the whole hall shares one.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.notices import outbox
from gangcheng_court.core.notices.models import PhoneCode
from gangcheng_court.errors import Refused

MOST_TRIES = 5
MOST_SENT = ((timedelta(minutes=1), 1), (timedelta(hours=1), 10), (timedelta(days=1), 20))
"""No phone is sent more than so many within so long, whoever asks: it may be somebody else's."""


class WrongCode(Refused):
    """The code does not fit, or is no longer good; the sentence says what to do."""


class TooOften(Refused):
    """This phone has been sent enough codes for now."""


@transaction.atomic
def send(
    phone: str | None, *, purpose: str, about: str, by: User | None, at: datetime, context: dict[str, Any] | None = None
) -> PhoneCode:
    """Text a new code to `phone` by the template `codes/<purpose>`; the one before for the same matter ends.

    Raises TooOften; Refused when the person has no phone.
    """
    row, code = issue(phone, purpose=purpose, about=about, by=by, at=at)
    outbox.queue_code(phone, code, at=at, template=outbox.SPOKEN_CODES + purpose, context=context)
    return row


@transaction.atomic
def issue(phone: str | None, *, purpose: str, about: str, by: User | None, at: datetime) -> tuple[PhoneCode, str]:
    """A new code that is shown to its holder instead of being sent. Raises TooOften, Refused without a phone."""
    if not phone:
        raise Refused("本人没有登记手机号码，不能用验证码确认。请由本人到窗口当面确认。")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"phone-code:{phone}"])
    sent = PhoneCode.objects.filter(phone=phone)
    for within, most in MOST_SENT:
        if sent.filter(sent_at__gt=at - within).count() >= most:
            raise TooOften(
                "刚刚已经发送过验证码，10 分钟内有效。要重新发送请等 1 分钟，每小时最多 10 次，每天最多 20 次。"
            )
    code = f"{secrets.randbelow(10**6):06d}"
    row = PhoneCode.objects.create(
        phone=phone,
        purpose=purpose,
        about=about,
        code_hash=_hash(phone, purpose, about, code),
        sent_at=at,
        expires_at=at + outbox.SPOKEN_CODE_LIFETIME,
        sent_by=by,
    )
    return row, code


def prove(phone: str, *, purpose: str, about: str, code: str, at: datetime) -> PhoneCode:
    """The latest code of that matter, when `code` is it; every wrong try counts, whatever happens afterwards.

    Runs in a transaction of its own, so call it before the service's. The code is spent by `spend` only. Raises
    WrongCode.
    """
    row, left = _try(phone, purpose, about, code, at)
    if row is None:
        raise WrongCode("验证码已经用过、过期，或者内容在发送之后改过。请重新发送验证码。")
    if left < 0:
        raise WrongCode("试错次数太多，这个验证码已经作废。请重新发送验证码。")
    if left < MOST_TRIES:
        raise WrongCode(f"验证码不正确，还可以试 {left} 次。" if left else "验证码不正确，已经作废。请重新发送验证码。")
    return row


@transaction.atomic
def spend(code_id: int, *, at: datetime) -> None:
    """Use up a proven code in the transaction of the act it allows. Raises WrongCode when another act has used it."""
    row = PhoneCode.objects.select_for_update().get(pk=code_id)
    if row.used_at:
        raise WrongCode("这个验证码已经用过。请重新发送验证码。")
    row.used_at = at
    row.save(update_fields=["used_at"])


def forget(*, at: datetime) -> None:
    """Delete the codes that no limit on sending counts any more. What they confirmed stands on the trail of its act."""
    longest = max(within for within, _ in MOST_SENT)
    PhoneCode.objects.filter(sent_at__lte=at - longest).delete()


@transaction.atomic(durable=True)
def _try(phone: str, purpose: str, about: str, code: str, at: datetime) -> tuple[PhoneCode | None, int]:
    """The code asked for and how many tries it has left: MOST_TRIES when it fits, below zero when none was left."""
    sent = PhoneCode.objects.select_for_update().filter(phone=phone, purpose=purpose, about=about)
    row = sent.order_by("-pk").first()
    if row is None or row.used_at or row.expires_at <= at:
        return None, 0
    if row.tries >= MOST_TRIES:
        return row, -1
    typed = "".join(code.split())
    if hmac.compare_digest(row.code_hash, _hash(phone, purpose, about, typed)):
        return row, MOST_TRIES
    row.tries += 1
    row.save(update_fields=["tries"])
    return row, MOST_TRIES - row.tries


def _hash(phone: str, purpose: str, about: str, code: str) -> str:
    return blind_index("phone_code", f"{phone}:{purpose}:{about}:{code}")
