"""Each decision's letter before it goes: refused exactly as the decision would be, nothing stored, nobody told."""

from datetime import datetime

from filings.intake.models import Cause, Filing
from filings.review import rounds
from filings.review.enums import LetterKind, ProposalKind
from filings.review.models import Proposal
from filings.review.services import correction, judging, letters, refusal, registration
from gangcheng_court.core.accounts.models import User

NO_NUMBER_YET = "（案号在发出时编定）"


def acceptance(filing: Filing, *, by: User, at: datetime, case_number: str = "", cause: Cause | None = None) -> bytes:
    """受理通知书."""
    registration.require_ready(filing, by=by)
    if cause:
        filing.cause_name = cause.name
    return letters.render(
        LetterKind.ACCEPTANCE, filing, at=at, **registration.letter(case_number=case_number or NO_NUMBER_YET)
    )


def first_registration(filing: Filing, *, by: User, at: datetime, case_number: str = "") -> bytes:
    """受理通知书 of a filing registered on the last day."""
    registration.require_last_day(filing, by=by, at=at)
    return letters.render(
        LetterKind.ACCEPTANCE, filing, at=at, **registration.letter(case_number=case_number or NO_NUMBER_YET)
    )


def correction_notice(filing: Filing, *, by: User, at: datetime) -> bytes:
    """补正通知书."""
    round_, defects = correction.require_defects(filing, by=by)
    correction.require_all_new(filing, round_, defects)
    return letters.render(LetterKind.CORRECTION, filing, at=at, **correction.letter(filing, defects, at=at))


def second_correction_notice(filing: Filing, *, by: User, at: datetime, reasons: str) -> bytes:
    """补正通知书 as it would go once the chief has approved; the reasons are for the chief only."""
    _, defects = correction.require_defects(filing, by=by)
    return letters.render(LetterKind.CORRECTION, filing, at=at, **correction.letter(filing, defects, at=at))


def wrong_court(filing: Filing, *, by: User, at: datetime, right_court: str, reasons: str) -> bytes:
    """退回告知书 with the right court."""
    rounds.in_hand(filing, by=by)
    content = refusal.wrong_court_letter(right_court=right_court, reasons=reasons)
    return letters.render(LetterKind.RETURN, filing, at=at, **content)


def uncorrected(filing: Filing, *, by: User, at: datetime, reasons: str) -> bytes:
    """退回告知书 of papers not corrected in time."""
    round_ = refusal.require_uncorrected(filing, by=by, at=at)
    content = refusal.uncorrected_letter(round_.correction, reasons=reasons)
    return letters.render(LetterKind.RETURN, filing, at=at, **content)


def rejection(filing: Filing, *, by: User, at: datetime, reasons: str) -> bytes:
    """不予受理裁定书 as it would go once confirmed."""
    rounds.in_hand(filing, by=by)
    content = refusal.rejection_letter(reasons=reasons, proposed_by=by)
    return letters.render(LetterKind.REJECTION, filing, at=at, **content)


def of_proposal(proposal: Proposal, *, at: datetime) -> bytes:
    """The letter that would go if the proposal were confirmed now."""
    filing = proposal.round.filing
    if proposal.kind == ProposalKind.REJECTION:
        content = refusal.rejection_letter(reasons=proposal.reasons, proposed_by=proposal.proposed_by)
        return letters.render(LetterKind.REJECTION, filing, at=at, **content)
    defects = judging.defects(filing, proposal.round)
    return letters.render(LetterKind.CORRECTION, filing, at=at, **correction.letter(filing, defects, at=at))
