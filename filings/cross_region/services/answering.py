"""The other court's answer: asked for, fetched or brought by hand, and served on the filer through notices."""

import hashlib
import logging
from datetime import datetime
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.core.files import File
from django.db import transaction

from filings.cross_region import permissions, workflow
from filings.cross_region.enums import Direction, State
from filings.cross_region.models import CourtKey, Transfer, TransferLetter
from filings.cross_region.services import asking, correcting, telling
from filings.cross_region.services.sending import ASK_EVERY, AT_MOST, forget_package
from filings.intake.enums import CLOSED
from filings.intake.models import Filing
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.checks import PDF
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused, WrongState

logger = logging.getLogger(__name__)
MOST_LETTERS = 50
ASKED = (State.SENT, State.DELIVERED, State.FAILED)
"""The other court has it; or it has the filing, and the correction did not arrive (`next_attempt_at` says which)."""


def ask_due(*, at: datetime) -> int:
    """Ask a few of the other courts how the filings stand that they have; returns how many answered.

    Safe side by side, as `deliver_due`. A court that does not answer is asked again half an hour later.
    """
    answered = 0
    for _ in range(AT_MOST):
        outcome = _ask_next(at)
        if outcome is None:
            break
        answered += outcome
    return answered


@transaction.atomic
def add_letter(transfer_id: int, *, title: str, upload: File, final: bool, by: User, at: datetime) -> TransferLetter:
    """A clerk brings a letter that came on paper or otherwise; the filer is served at once.

    `final`: with it the other court has decided. Refused before the other court has the papers.
    """
    filing_id = Transfer.objects.values_list("filing_id", flat=True).get(pk=transfer_id)
    filing = Filing.objects.locked(filing_id)
    transfer = Transfer.objects.locked(transfer_id)
    transfer.filing = filing
    permissions.require_assistant(by, transfer)
    if not is_there(transfer):
        raise WrongState(f"这次转送现在是“{transfer.get_state_display()}”，不能登记对方法院的文书。")
    if not title.strip():
        raise Refused("请写明文书的名称，例如 受理通知书。")
    file = documents.store(upload, by=by, at=at)
    letter = _serve(transfer, title=title.strip(), file=file, by=by, at=at)
    if final:
        _end(transfer, by=by, at=at)
    return letter


def is_there(transfer: Transfer) -> bool:
    """Whether the other court has it and has not decided, so that letters may come."""
    sent = transfer.state in (State.SENT, State.DELIVERED)
    return transfer.direction == Direction.OUT and (
        sent or (transfer.state == State.FAILED and transfer.delivered_at is not None)
    )


@transaction.atomic
def _ask_next(at: datetime) -> bool | None:
    due = Transfer.objects.select_for_update(skip_locked=True, of=("self", "filing"))
    due = due.filter(direction=Direction.OUT, state__in=ASKED, next_attempt_at__lte=at, filing__number__isnull=False)
    due = due.select_related("court", "filing__filer")
    transfer = due.order_by("next_attempt_at", "pk").first()
    if transfer is None:
        return None
    transfer.next_attempt_at = at + ASK_EVERY
    transfer.save(update_fields=["next_attempt_at"])
    try:
        with transaction.atomic():
            key = permissions.require_key(transfer.court)
            answer = asking.ask(key, "GET", f"packages/{transfer.package_id}/", at=at)
            if answer.status != 200:
                raise ConnectionError(asking.words(answer))
            _take_answer(transfer, key, asking.said(answer), at)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        logger.warning("asking about transfer %s failed: %s", transfer.pk, error)
        if transfer.state != State.FAILED:
            Transfer.objects.filter(pk=transfer.pk).update(last_answer=f"查询没有成功：{error}"[:300])
        return False
    return True


def _take_answer(transfer: Transfer, key: CourtKey, told: dict[str, Any], at: datetime) -> None:
    before = (transfer.their_number, transfer.their_status, transfer.their_case_number)
    transfer.their_number = str(told.get("number") or "")[:60] or transfer.their_number
    transfer.their_status = str(told.get("status_words") or "")[:60]
    transfer.their_case_number = str(told.get("case_number") or "")[:60]
    if transfer.state != State.FAILED:
        transfer.last_answer = ""
    if transfer.state == State.SENT and transfer.their_number:
        workflow.move(transfer, State.DELIVERED)
        transfer.delivered_at = at
        forget_package(transfer)
        telling.filer(transfer, "delivered", key=transfer.filing.number, at=at)
    if before != (transfer.their_number, transfer.their_status, transfer.their_case_number):
        trail.save(transfer, by=None, because=f"{transfer.court}：{transfer.their_status}", at=at)
    had = set(transfer.letters.values_list("remote_id", flat=True))
    for line in list(told.get("letters") or [])[:MOST_LETTERS]:
        if str(line["id"]) not in had:
            _fetch(transfer, key, line, at)
    correcting.follow(transfer, told.get("correction"), at=at)
    if told.get("status") in CLOSED:
        _end(transfer, by=None, at=at)


def _fetch(transfer: Transfer, key: CourtKey, line: dict[str, Any], at: datetime) -> None:
    number = int(line["id"])
    answer = asking.ask(key, "GET", f"packages/{transfer.package_id}/letters/{number}/", at=at)
    if answer.status != 200:
        raise ConnectionError(asking.words(answer))
    if hashlib.sha256(answer.body).hexdigest() != line["sha256"]:
        raise ConnectionError(f"文书“{line['title']}”的校验值不符")
    title = str(line["title"])[:60]
    file = documents.store_bytes(answer.body, name=f"{title}.pdf", content_type=PDF, by=None, at=at)
    _serve(transfer, title=title, file=file, by=None, at=at, remote_id=str(number))


def _serve(
    transfer: Transfer, *, title: str, file: StoredFile, by: User | None, at: datetime, remote_id: str = ""
) -> TransferLetter:
    letter = TransferLetter.objects.create(
        transfer=transfer, remote_id=remote_id, title=title, file=file, received_at=at, added_by=by
    )
    telling.filer(transfer, "answer", key=str(letter.pk), at=at, letter=letter)
    return letter


def _end(transfer: Transfer, *, by: User | None, at: datetime) -> None:
    workflow.move(transfer, State.ANSWERED)
    transfer.answered_at, transfer.next_attempt_at = at, None
    trail.save(transfer, by=by, because="对方法院已答复", at=at)
    if transfer.package:
        forget_package(transfer)
