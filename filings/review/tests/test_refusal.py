"""不属本院, 退回, 不予立案."""

from datetime import timedelta

import pytest

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import services
from filings.review.enums import LetterKind, Outcome, ProposalKind
from filings.review.models import Letter, Proposal
from filings.review.tests.builders import (
    NOW,
    make_chief,
    make_clerk,
    make_correction,
    make_proposal,
    make_taken,
    put_in,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import StaffRelative
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
COURT = "济南市莱芜区人民法院"
REASONS = "被告住所地和合同履行地都在莱芜区。"
DUE = court_time("2026-06-25")
NOT_UNDER_REVIEW = [status for status in Status if status not in (Status.UNDER_REVIEW, Status.DRAFT)]


@pytest.mark.promise("6")
def test_another_courts_matter_goes_back_with_the_right_court_named() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)

    services.return_to_right_court(filing.pk, right_court=COURT, reasons=REASONS, by=clerk, at=NOW)

    filing.refresh_from_db()
    round_ = filing.rounds.get()
    assert (filing.status, filing.decided_at) == (Status.RETURNED, NOW)
    assert (round_.outcome, round_.right_court, round_.reasons) == (Outcome.WRONG_COURT, COURT, REASONS)
    assert filing.letters.get().kind == LetterKind.RETURN
    body = Notice.objects.get(recipient=filing.filer).body
    assert all(words in body for words in (COURT, REASONS, "12368", "0531-76881643"))
    assert COURT in trail.history(filing)[0].history_change_reason


@pytest.mark.parametrize(("court", "reasons"), [("", REASONS), ("  ", REASONS), (COURT, ""), (COURT, " \n")])
def test_no_return_without_a_court_and_reasons(court: str, reasons: str) -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)

    with pytest.raises(Refused, match="请写明"):
        services.return_to_right_court(filing.pk, right_court=court, reasons=reasons, by=clerk, at=NOW)


@pytest.mark.parametrize("status", NOT_UNDER_REVIEW)
def test_nothing_goes_to_another_court_in_another_state(status: Status) -> None:
    clerk = make_clerk()
    filing = put_in(status, make_taken(clerk))

    with pytest.raises(WrongState):
        services.return_to_right_court(filing.pk, right_court=COURT, reasons=REASONS, by=clerk, at=NOW)


def test_papers_not_corrected_in_time_go_back_on_record() -> None:
    clerk = make_clerk()
    filing = make_correction(clerk, due_at=DUE)

    services.return_uncorrected(filing.pk, reasons="三次联系申请人未果", by=clerk, at=DUE)

    filing.refresh_from_db()
    assert (filing.status, filing.decided_at, filing.open_targets) == (Status.RETURNED, DUE, [])
    assert "逾期未补正" in trail.history(filing)[0].history_change_reason
    assert filing.letters.get().kind == LetterKind.RETURN
    assert "可以随时重新提交" in Notice.objects.get(recipient=filing.filer).body


def test_nothing_goes_back_a_second_before_the_time_has_passed_or_without_reasons() -> None:
    clerk = make_clerk()
    filing = make_correction(clerk, due_at=DUE)

    with pytest.raises(WrongState, match="还没有届满"):
        services.return_uncorrected(filing.pk, reasons="未补正", by=clerk, at=DUE - timedelta(seconds=1))
    with pytest.raises(Refused, match="理由"):
        services.return_uncorrected(filing.pk, reasons=" ", by=clerk, at=DUE)


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.CORRECTION, Status.DRAFT)])
def test_nothing_is_returned_as_uncorrected_in_another_state(status: Status) -> None:
    clerk = make_clerk()
    filing = put_in(status, make_taken(clerk))

    with pytest.raises(WrongState, match="不在补正期间"):
        services.return_uncorrected(filing.pk, reasons="未补正", by=clerk, at=DUE)


def test_a_rejection_waits_for_the_second_person() -> None:
    clerk, chief = make_clerk(), make_chief()
    filing = make_taken(clerk)

    proposal = services.propose_rejection(filing.pk, reasons=REASONS, by=clerk, at=NOW)

    filing.refresh_from_db()
    assert (filing.status, proposal.kind) == (Status.AWAITING_APPROVAL, ProposalKind.REJECTION)
    assert filing.rounds.get().limits.open().count() == 2
    assert not Letter.objects.exists()
    assert Notice.objects.get().recipient == chief


def test_confirmed_it_ends_with_a_ruling_and_the_way_to_appeal() -> None:
    clerk, chief = make_clerk(), make_chief()
    proposal = make_proposal(make_taken(clerk))
    filing = proposal.round.filing

    services.approve(proposal.pk, answer="同意", by=chief, at=NOW)

    filing.refresh_from_db()
    proposal.refresh_from_db()
    round_ = filing.rounds.get()
    assert (filing.status, filing.decided_at) == (Status.REJECTED, NOW)
    assert (round_.outcome, round_.reasons) == (Outcome.REJECTED, proposal.reasons)
    assert (proposal.approved, proposal.answered_by, proposal.answer) == (True, chief, "同意")
    assert filing.letters.get().kind == LetterKind.REJECTION
    body = Notice.objects.get(recipient=filing.filer).body
    assert all(words in body for words in ("十日内", "济南市中级人民法院", "12368", "0531-76881643"))
    assert Notice.objects.filter(recipient=clerk, template="filings/proposal_answered").exists()


def test_refused_it_goes_back_to_the_reviewer() -> None:
    clerk, chief = make_clerk(), make_chief()
    proposal = make_proposal(make_taken(clerk))

    services.refuse(proposal.pk, answer="应当先补正", by=chief, at=NOW)

    filing = Filing.objects.get(pk=proposal.round.filing_id)
    assert (filing.status, filing.rounds.get().closed_at) == (Status.UNDER_REVIEW, None)
    assert "应当先补正" in Notice.objects.get(recipient=clerk).body
    assert not Notice.objects.filter(recipient=filing.filer).exists()


def test_a_refusal_says_why() -> None:
    proposal = make_proposal(make_taken(make_clerk()))

    with pytest.raises(Refused, match="请写明意见"):
        services.refuse(proposal.pk, answer=" ", by=make_chief(), at=NOW)


@pytest.mark.parametrize("act", [services.approve, services.refuse])
def test_nobody_answers_an_own_proposal_nor_one_answered_already(act: object) -> None:
    chief = make_chief()
    own = make_proposal(make_taken(chief))
    answered = make_proposal(make_taken(make_clerk()))
    services.refuse(answered.pk, answer="不同意", by=make_chief(name="周某"), at=NOW)

    with pytest.raises(Refused, match="第二人"):
        act(own.pk, answer="同意", by=chief, at=NOW)
    with pytest.raises(WrongState, match="已由周某答复"):
        act(answered.pk, answer="同意", by=chief, at=NOW)


def test_only_a_chief_without_a_relative_in_it_answers() -> None:
    proposal, chief = make_proposal(make_taken(make_clerk())), make_chief()
    StaffRelative.objects.create(staff=chief, name="李建国", relation="父亲")

    with pytest.raises(NotYours):
        services.approve(proposal.pk, by=make_clerk(), at=NOW)
    with pytest.raises(NotYours):
        services.approve(proposal.pk, by=make_user(Role.SUPERVISOR), at=NOW)
    with pytest.raises(Refused, match="回避"):
        services.approve(proposal.pk, by=chief, at=NOW)


def test_a_rejection_needs_written_reasons() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)

    with pytest.raises(Refused, match="理由"):
        services.propose_rejection(filing.pk, reasons="", by=clerk, at=NOW)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("status", NOT_UNDER_REVIEW)
def test_no_rejection_is_proposed_in_another_state(status: Status) -> None:
    clerk = make_clerk()
    filing = put_in(status, make_taken(clerk))

    with pytest.raises(WrongState):
        services.propose_rejection(filing.pk, reasons=REASONS, by=clerk, at=NOW)


def test_when_the_ruling_cannot_be_kept_the_proposal_still_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*args: object, **kwargs: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(documents, "store_bytes", full_disk)
    proposal = make_proposal(make_taken(make_clerk()))

    with pytest.raises(OSError, match="no space"):
        services.approve(proposal.pk, by=make_chief(), at=NOW)

    proposal.refresh_from_db()
    assert proposal.answered_at is None
    assert Filing.objects.get(pk=proposal.round.filing_id).status == Status.AWAITING_APPROVAL
