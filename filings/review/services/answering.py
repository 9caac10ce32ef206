"""复核: the second person's answer to a proposal."""

from datetime import datetime

from django.db import transaction

from filings.intake import workflow
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import permissions, rounds
from filings.review.enums import ProposalKind
from filings.review.models import Proposal, ReviewRound
from filings.review.services import correction, judging, proposing, refusal, telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def approve(proposal_id: int, *, answer: str = "", by: User, at: datetime) -> Proposal:
    """Confirm a proposal and carry it out. Only a chief who did not propose it; a second answer is refused."""
    filing, round_, proposal = _to_answer(proposal_id, by=by)
    proposing.end(proposal, approved=True, answer=answer, by=by, at=at)
    if proposal.kind == ProposalKind.REJECTION:
        refusal.reject(filing, round_, proposal, by=by, at=at)
    else:
        defects = judging.defects(filing, round_)
        correction.send(filing, round_, defects, issued_by=proposal.proposed_by, approved_by=by, at=at)
    telling.staff(proposal.proposed_by, filing, "proposal_answered", key=str(proposal.pk), at=at, proposal=proposal)
    return proposal


@transaction.atomic
def refuse(proposal_id: int, *, answer: str, by: User, at: datetime) -> Proposal:
    """Send a proposal back to its reviewer with a written answer; the review goes on, and so does its clock."""
    filing, _, proposal = _to_answer(proposal_id, by=by)
    if not answer.strip():
        raise Refused("不同意的，请写明意见，审核人才知道怎样办理。")
    proposing.end(proposal, approved=False, answer=answer, by=by, at=at)
    workflow.move(filing, Status.UNDER_REVIEW)
    trail.save(filing, by=by, because=f"复核不同意：{answer.strip()}", at=at, fields=["status"])
    telling.staff(proposal.proposed_by, filing, "proposal_answered", key=str(proposal.pk), at=at, proposal=proposal)
    return proposal


def _to_answer(proposal_id: int, *, by: User) -> tuple[Filing, ReviewRound, Proposal]:
    filing = Filing.objects.locked(Proposal.objects.values_list("round__filing", flat=True).get(pk=proposal_id))
    permissions.require_chief(by, filing)
    proposal = Proposal.objects.select_related("round", "proposed_by", "answered_by").get(pk=proposal_id)
    if proposal.answered_at:
        raise WrongState(f"该报批已由{proposal.answered_by or '系统'}答复。请刷新页面查看最新状态。")
    rounds.current(filing)
    if proposal.proposed_by == by:
        raise Refused("报批须由第二人复核，您不能答复自己的报批。请由其他负责人办理。")
    return filing, proposal.round, proposal
