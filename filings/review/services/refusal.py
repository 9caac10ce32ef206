"""Not registering: another court's matter, papers not corrected in time, and 不予立案 (always by two persons)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from filings.fees.enums import RefundGround
from filings.fees.services import charges, refunds
from filings.intake import workflow
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import permissions, rounds
from filings.review.enums import LetterKind, Outcome, ProposalKind
from filings.review.models import CorrectionNotice, Proposal, ReviewRound
from filings.review.services import letters, proposing, telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import clock
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def return_to_right_court(filing_id: int, *, right_court: str, reasons: str, by: User, at: datetime) -> Filing:
    """不属本院: tell the filer which court is the right one and give the papers back (民诉解释 211).

    Refused without the court's name or without reasons.
    """
    filing = Filing.objects.locked(filing_id)
    round_ = rounds.in_hand(filing, by=by)
    right_court, reasons = right_court.strip(), reasons.strip()
    if not right_court:
        raise Refused("请写明应当向哪个法院或者机关提出，不能只退回而不告知。")
    if not reasons:
        raise Refused("请写明不属于本院管辖的理由。")
    _return(filing, because=f"{Outcome.WRONG_COURT.label}：{reasons}（告知向{right_court}提出）", by=by, at=at)
    rounds.close(round_, Outcome.WRONG_COURT, by=by, at=at, reasons=reasons, right_court=right_court)
    content = wrong_court_letter(right_court=right_court, reasons=reasons)
    letters.issue(LetterKind.RETURN, filing, by=by, at=at, **content)
    telling.filer(filing, "wrong_court", key=telling.key_of(round_), at=at, **content)
    return filing


@transaction.atomic
def return_uncorrected(filing_id: int, *, reasons: str, by: User, at: datetime) -> Filing:
    """退回: the time to correct has passed without an answer; the papers go back, on record (登记立案规定 7).

    Refused before the time has passed and without reasons. Never done by the clock alone.
    """
    filing = Filing.objects.locked(filing_id)
    round_ = require_uncorrected(filing, by=by, at=at)
    reasons = reasons.strip()
    if not reasons:
        raise Refused("请写明退回的理由。")
    _return(filing, because=f"退回（逾期未补正）：{reasons}", by=by, at=at)
    letters.issue(LetterKind.RETURN, filing, by=by, at=at, **uncorrected_letter(round_.correction, reasons=reasons))
    telling.filer(filing, "returned", key=telling.key_of(round_), at=at, reasons=reasons)
    return filing


@transaction.atomic
def propose_rejection(filing_id: int, *, reasons: str, by: User, at: datetime) -> Proposal:
    """Put 不予立案 with written reasons before a second person; nothing goes out until it is confirmed."""
    filing = Filing.objects.locked(filing_id)
    round_ = rounds.in_hand(filing, by=by)
    return proposing.propose(filing, round_, ProposalKind.REJECTION, reasons=reasons, by=by, at=at)


def reject(filing: Filing, round_: ReviewRound, proposal: Proposal, *, by: User, at: datetime) -> None:
    """Carry out a confirmed rejection of a locked filing: the ruling goes out, with grounds and the way to appeal."""
    workflow.move(filing, Status.REJECTED)
    filing.decided_at = at
    because = f"{Outcome.REJECTED.label}（已复核）：{proposal.reasons}"
    trail.save(filing, by=by, because=because, at=at, fields=["status", "decided_at"])
    rounds.close(round_, Outcome.REJECTED, by=by, at=at, reasons=proposal.reasons)
    content = rejection_letter(reasons=proposal.reasons, proposed_by=proposal.proposed_by, confirmed_by=by)
    letters.issue(LetterKind.REJECTION, filing, by=by, at=at, **content)
    telling.filer(filing, "rejected", key=telling.key_of(round_), at=at, reasons=proposal.reasons)
    charges.cancel_for(filing, because=Outcome.REJECTED.label, by=by, at=at)
    refunds.open_for(filing, ground=RefundGround.NOT_ACCEPTED, by=by, at=at)


def wrong_court_letter(*, right_court: str, reasons: str) -> dict[str, Any]:
    """What the letter says beyond the filing: where to go, which need not be a court, and why."""
    return {"right_court": right_court, "to_court": right_court.strip().endswith("法院"), "reasons": reasons}


def uncorrected_letter(notice: CorrectionNotice, *, reasons: str) -> dict[str, Any]:
    """What the letter about papers not corrected says beyond the filing."""
    return {"notice": notice, "notice_last_day": clock.last_day(notice.due_at), "reasons": reasons}


def rejection_letter(*, reasons: str, proposed_by: User, confirmed_by: User | None = None) -> dict[str, Any]:
    """What the ruling says beyond the filing; as a draft it names nobody who confirmed it."""
    return {"reasons": reasons, "proposed_by": proposed_by, "confirmed_by": confirmed_by}


def require_uncorrected(filing: Filing, *, by: User, at: datetime) -> ReviewRound:
    """The last round, when its time to correct has passed without an answer; otherwise raises why not."""
    permissions.require_reviewer(by, filing)
    round_ = filing.rounds.last()
    if filing.status != Status.CORRECTION or not round_:
        raise WrongState(f"该立案申请目前为“{filing.get_status_display()}”，不在补正期间，不能退回。请刷新页面查看。")
    if at < round_.correction.due_at:
        raise WrongState("补正期限还没有届满，不能退回。")
    return round_


def _return(filing: Filing, *, because: str, by: User, at: datetime) -> None:
    workflow.move(filing, Status.RETURNED)
    filing.open_targets, filing.decided_at = [], at
    trail.save(filing, by=by, because=because, at=at, fields=["status", "open_targets", "decided_at"])
