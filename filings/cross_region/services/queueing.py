"""Putting a transfer into the outbox: a row in the caller's transaction, never a call."""

from datetime import datetime

from celery import current_app
from django.db import transaction

from filings.cross_region import permissions, workflow
from filings.cross_region.enums import ConsentBy, State
from filings.cross_region.models import Transfer
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import Refused

CONSENT = (
    "我同意济南市钢城区人民法院把这份申请的全部内容和材料（包括身份信息）转送{court}，"
    "由该院审查是否立案；该院的通知和文书由本院代为转交给我。"
)
NOT_YET_AGREED = "还没有记录当事人同意转送。请先征得同意，再送出。"


def note_consent(transfer: Transfer, how: ConsentBy, *, by: User, at: datetime) -> None:
    """Put the consent on a locked transfer, with the words it was given to; the caller saves it."""
    transfer.consent_by, transfer.consent_at, transfer.consent_recorded_by = how, at, by
    transfer.consent_words = CONSENT.format(court=transfer.court)


def queue(transfer: Transfer, *, by: User, at: datetime, because: str) -> None:
    """Hand a locked transfer to the outbox and wake the worker after commit; the sweep finds it in any case.

    Refused without the filer's consent or without a key of the other court.
    """
    if transfer.consent_at is None:
        raise Refused(NOT_YET_AGREED)
    permissions.require_key(transfer.court)
    workflow.move(transfer, State.QUEUED)
    transfer.attempts, transfer.next_attempt_at, transfer.last_answer = 0, at, ""
    transfer.queued_at = transfer.queued_at or at
    trail.save(transfer, by=by, because=because, at=at)
    transaction.on_commit(lambda: current_app.send_task("cross_region.exchange"), robust=True)
