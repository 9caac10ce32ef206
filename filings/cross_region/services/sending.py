"""The outbox: queued → sent → delivered, or failed for staff to see and to send again."""

import hashlib
import logging
import uuid
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from filings.cross_region import package, permissions, workflow
from filings.cross_region.enums import Direction, State
from filings.cross_region.models import Transfer, TransferCorrection
from filings.cross_region.services import asking, correcting, packing, queueing, telling
from filings.cross_region.transport import Answer
from filings.intake.models import Filing
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.audit.signing import signing_key
from gangcheng_court.errors import Refused, WrongState

logger = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
NEVER_AGAIN = frozenset({400, 403, 404, 409, 413, 415, 422})
ASK_EVERY = timedelta(minutes=30)
AT_MOST = 4
"""Requests of one call: each may take a minute, and a signature lives five."""
ENOUGH_FAILURES = 3


class Impossible(Exception):
    """It cannot be sent however often it is tried; the text says why."""


def deliver_due(*, at: datetime) -> int:
    """Send what is due at `at` and return how many arrived.

    Any number may run side by side: each row is worked on under its own lock and skipped by the others. A call ends
    after a few steps or three failures in a row; the caller goes on with a fresh `at` while something arrives.
    """
    arrived = steps = failures = 0
    while steps < AT_MOST and failures < ENOUGH_FAILURES:
        outcome = _next_step(at)
        if outcome is None:
            break
        steps += 1
        arrived += outcome in (State.SENT, State.DELIVERED)
        failures = failures + 1 if outcome == State.FAILED else 0
    return arrived


@transaction.atomic
def retry(transfer_id: int, *, by: User, at: datetime) -> Transfer:
    """Put a failed transfer, or its correction, back into the queue; the same package under the same number."""
    filing_id = Transfer.objects.values_list("filing_id", flat=True).get(pk=transfer_id)
    Filing.objects.locked(filing_id)
    transfer = Transfer.objects.locked(transfer_id)
    permissions.require_assistant(by, transfer)
    if transfer.state != State.FAILED:
        raise WrongState(f"这次转送现在是“{transfer.get_state_display()}”，不用重新发送。请刷新页面查看。")
    queueing.queue(transfer, by=by, at=at, because="重新发送")
    return transfer


@transaction.atomic
def _next_step(at: datetime) -> str | None:
    """Take the most pressing due row one step on: make its package, or send it. None when nothing is due.

    What goes is the filing, or the corrected answer that its filer has handed in since.

    The package is on record before it is first sent: sent again, it is the same bytes.
    """
    due = Transfer.objects.select_for_update(skip_locked=True, of=("self",)).select_related("court", "filing")
    due = due.filter(direction=Direction.OUT, state=State.QUEUED, next_attempt_at__lte=at)
    transfer = due.order_by("next_attempt_at", "pk").first()
    if transfer is None:
        return None
    try:
        if not transfer.package:
            _make_package(transfer, at)
            transfer.save(update_fields=["package"])
            return State.QUEUED
        transfer.attempts += 1
        _send(transfer, at)
    except SoftTimeLimitExceeded:
        raise
    except (Impossible, Refused) as error:
        _give_up(transfer, str(error), at)
    except Exception as error:
        logger.warning("transfer %s attempt %s failed: %s", transfer.pk, transfer.attempts, error)
        _put_off(transfer, f"连接不上对方法院，或者应答不能识别：{error}", at)
    return transfer.state if transfer.state != State.QUEUED else State.FAILED


def _make_package(transfer: Transfer, at: datetime) -> None:
    key = signing_key()
    if not key:
        raise Impossible("本院还没有配置签名密钥（COURT_SIGNING_KEY），请联系系统管理员。")
    answer = unsent_answer(transfer)
    content = package.build(packing.pack_correction(answer) if answer else packing.pack(transfer), key=key)
    if len(content) > settings.MAX_PACKAGE_MB * 1024 * 1024:
        raise Impossible(f"材料包超过 {settings.MAX_PACKAGE_MB} MB，不能在线转送，请联系对方法院用其他方式交付。")
    told_of = answer or transfer
    told_of.sha256 = hashlib.sha256(content).hexdigest()
    told_of.save(update_fields=["sha256"])
    transfer.package.save(f"{at:%Y/%m}/{uuid.uuid4().hex}", ContentFile(content), save=False)


def _send(transfer: Transfer, at: datetime) -> None:
    key = permissions.require_key(transfer.court)
    with transfer.package.open("rb") as file:
        answer = asking.ask(key, "POST", "packages/", at=at, body=file.read())
    if answer.status in NEVER_AGAIN:
        raise Impossible(asking.words(answer))
    if answer.status not in (200, 201, 202):
        raise ConnectionError(asking.words(answer))
    _arrived(transfer, answer, at)


def _arrived(transfer: Transfer, answer: Answer, at: datetime) -> None:
    told, correction = asking.said(answer), unsent_answer(transfer)
    number = str(told.get("number") or "")[:60] or transfer.their_number
    workflow.move(transfer, State.DELIVERED if number else State.SENT)
    transfer.their_number, transfer.last_answer = number, ""
    transfer.sent_at = transfer.sent_at or at
    transfer.delivered_at = transfer.delivered_at or (at if number else None)
    transfer.attempts, transfer.next_attempt_at = 0, at + ASK_EVERY
    because = f"{transfer.court}已收到{'补正' if correction else ''}" if number else "已发送"
    trail.save(transfer, by=None, because=because, at=at)
    if number:
        forget_package(transfer)
    if correction:
        correcting.arrived(transfer, correction, at=at)
    elif number:
        telling.filer(transfer, "delivered", key=transfer.filing.number, at=at)


def unsent_answer(transfer: Transfer) -> TransferCorrection | None:
    """The corrected answer that the filer has handed in and the other court does not have yet."""
    return transfer.corrections.filter(answered_at__isnull=False, delivered_at__isnull=True).last()


def forget_package(transfer: Transfer) -> None:
    """The other court has it: the file goes after commit, its hash stays."""
    file, transfer.package = transfer.package, ""
    transfer.save(update_fields=["package"])
    transaction.on_commit(lambda: file.storage.delete(file.name), robust=True)


def _put_off(transfer: Transfer, words: str, at: datetime) -> None:
    if transfer.attempts > len(WAITS):
        _give_up(transfer, words, at)
        return
    transfer.next_attempt_at = at + WAITS[max(transfer.attempts, 1) - 1]
    transfer.last_answer = words[:300]
    transfer.save(update_fields=["attempts", "next_attempt_at", "last_answer"])


def _give_up(transfer: Transfer, words: str, at: datetime) -> None:
    """Staff must act; a court that has the filing is still asked how it stands."""
    workflow.move(transfer, State.FAILED)
    transfer.last_answer = words[:300]
    transfer.next_attempt_at = at + ASK_EVERY if transfer.delivered_at else None
    trail.save(transfer, by=None, because="没有送到", at=at)
    telling.staff(transfer, "failed", key=f"{transfer.pk}:{at.isoformat()}", at=at)
