"""协作法院: the other court asks for a correction; what the filer corrects goes the way of the filing."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from filings.cross_region import permissions
from filings.cross_region.enums import State
from filings.cross_region.models import Transfer, TransferCorrection
from filings.cross_region.services import queueing, telling
from filings.intake import queries, rules
from filings.intake.models import Filing
from filings.intake.permissions import require_filer
from filings.reception import services as reception
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import clock
from gangcheng_court.errors import WrongState

logger = logging.getLogger(__name__)
MOST_ITEMS, LONGEST_TEXT = 100, 2000
NOTHING_OPEN = "管辖法院目前没有要求补正，或者补正已经提交。请刷新页面查看。"


def follow(transfer: Transfer, told: Any, *, at: datetime) -> None:
    """Keep up with the correction that the other court says is open (None: none); transfer and filing are locked.

    A new notice opens its parts to the filer, who is told once; one that the other court no longer waits for shuts
    them. What cannot be read is left to the letter, which is served in any case.
    """
    waiting = transfer.corrections.filter(answered_at__isnull=True, ended_at__isnull=True).first()
    asked = _read(told) if told else None
    if told and asked is None:
        return
    if waiting and asked and asked["notice"] == waiting.notice:
        waiting.due_at = asked["due_at"]
        waiting.save(update_fields=["due_at"])
        return
    if waiting:
        waiting.ended_at = at
        waiting.save(update_fields=["ended_at"])
        _open(transfer.filing, [], because=f"{transfer.court}的补正通知已经失效", by=None, at=at)
    if asked and transfer.state == State.DELIVERED:
        _begin(transfer, asked, at)


@transaction.atomic
def answer_correction(transfer_id: int, *, by: User, at: datetime) -> Transfer:
    """Hand in what was corrected: the parts close again and the answer waits in the outbox, as the filing did.

    By the filer, or by the clerk at the window in the filer's presence. Raises WrongState when none is open,
    `reception.Incomplete` while rules find errors.
    """
    filing, transfer, correction = open_correction(transfer_id, whole=True)
    if by.pk != filing.filer_id:
        permissions.require_assistant(by, transfer)
    else:
        require_filer(by, filing)
    if errors := rules.errors(filing):
        raise reception.Incomplete(errors)
    because = "提交补正" if by.pk == filing.filer_id else f"代{filing.filer}提交补正（本人在场确认）"
    correction.answered_at = at
    correction.save(update_fields=["answered_at"])
    _open(filing, [], because=because, by=by, at=at)
    queueing.queue(transfer, by=by, at=at, because="交付转送补正")
    telling.filer(transfer, "correction_handed_in", key=_key(correction), at=at, correction=correction)
    return transfer


def open_correction(transfer_id: int, *, whole: bool = False) -> tuple[Filing, Transfer, TransferCorrection]:
    """The locked filing and transfer, and the correction that is open. Raises WrongState without one."""
    filing_id = Transfer.objects.values_list("filing_id", flat=True).get(pk=transfer_id)
    filings = queries.whole(Filing.objects.all()) if whole else Filing.objects.all()
    filing = filings.locked(filing_id)
    transfer = Transfer.objects.locked(transfer_id)
    transfer.filing = filing
    correction = transfer.corrections.filter(answered_at__isnull=True, ended_at__isnull=True).first()
    if correction is None or not filing.open_targets:
        raise WrongState(NOTHING_OPEN)
    return filing, transfer, correction


def arrived(transfer: Transfer, correction: TransferCorrection, *, at: datetime) -> None:
    """The other court has the answer."""
    correction.delivered_at = at
    correction.save(update_fields=["delivered_at"])
    telling.filer(transfer, "correction_delivered", key=_key(correction), at=at, correction=correction)


def _begin(transfer: Transfer, asked: dict[str, Any], at: datetime) -> None:
    party_ids = list(transfer.filing.parties.values_list("pk", flat=True))
    correction, is_new = transfer.corrections.get_or_create(
        notice=asked["notice"], defaults=asked | {"party_ids": party_ids}
    )
    if not is_new:
        return
    _open(transfer.filing, correction.targets, because=f"{transfer.court}通知补正", by=None, at=at)
    told = {"correction": correction, "last_day": clock.last_day(correction.due_at)}
    telling.filer(transfer, "correction_asked", key=_key(correction), at=at, **told)


def _open(filing: Filing, targets: list[str], *, because: str, by: User | None, at: datetime) -> None:
    filing.open_targets = targets
    trail.save(filing, by=by, because=because, at=at, fields=["open_targets"])


def _key(correction: TransferCorrection) -> str:
    return f"{correction.transfer_id}:{correction.notice}"


def _read(told: Any) -> dict[str, Any] | None:
    """The notice as the other court tells it; None, and a line in the log, for what is not of the form."""
    try:
        items = [
            {name: str(item.get(name) or "")[:LONGEST_TEXT] for name in ("target", "text", "basis")}
            for item in told["items"][:MOST_ITEMS]
        ]
        if "\0" in str(told["notice"]) + "".join("".join(item.values()) for item in items):
            raise ValueError("NUL")
        notice, moments = str(told["notice"]), [parse_datetime(told[name]) for name in ("issued_at", "due_at")]
        if not (0 < len(notice) <= 60 and all(moment and moment.tzinfo for moment in moments)):
            raise ValueError(notice[:100])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        logger.warning("a correction notice of another court cannot be read: %s", error)
        return None
    return {"notice": notice, "items": items, "asked_at": moments[0], "due_at": moments[1]}
