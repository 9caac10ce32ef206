"""报批: putting a decision before a second person, and ending a proposal."""

from datetime import datetime

from filings.intake import workflow
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review.enums import ProposalKind
from filings.review.models import Proposal, ReviewRound
from filings.review.services import telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import Refused


def propose(
    filing: Filing, round_: ReviewRound, kind: ProposalKind, *, reasons: str, by: User, at: datetime
) -> Proposal:
    """Put a decision on a locked filing before the chiefs. Refused without reasons."""
    reasons = reasons.strip()
    if not reasons:
        raise Refused("请写明理由，复核人要看到理由才能答复。")
    workflow.move(filing, Status.AWAITING_APPROVAL)
    trail.save(filing, by=by, because=f"报批{kind.label}：{reasons}", at=at, fields=["status"])
    proposal = Proposal.objects.create(round=round_, kind=kind, reasons=reasons, proposed_by=by, proposed_at=at)
    telling.chiefs(filing, "proposal_waiting", key=str(proposal.pk), at=at, proposal=proposal)
    return proposal


def lapse(round_: ReviewRound, *, by: User, at: datetime, answer: str) -> None:
    """End a proposal that still waits, because the filing was decided otherwise; without one nothing happens."""
    for proposal in round_.proposals.filter(answered_at__isnull=True):
        answered_by = None if by == proposal.proposed_by else by
        end(proposal, approved=False, answer=answer, by=answered_by, at=at)


def end(proposal: Proposal, *, approved: bool, answer: str, by: User | None, at: datetime) -> None:
    """Write the answer; the database refuses one by the proposer."""
    proposal.approved, proposal.answer, proposal.answered_by, proposal.answered_at = approved, answer.strip(), by, at
    proposal.save(update_fields=["approved", "answer", "answered_by", "answered_at"])
