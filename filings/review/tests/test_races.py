"""Two at the same moment: one wins, the other is told so politely."""

import pytest

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import services
from filings.review.models import CaseNumberCounter, CorrectionNotice, Letter
from filings.review.tests.builders import (
    NOW,
    judge_all,
    make_chief,
    make_clerk,
    make_proposal,
    make_taken,
    make_waiting,
)
from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import WrongState

pytestmark = pytest.mark.django_db(transaction=True)


def test_many_clerks_take_one_filing_at_once() -> None:
    filing, clerks = make_waiting(), [make_clerk() for _ in range(8)]

    done, refused = together(*(lambda clerk=clerk: services.take(filing.pk, by=clerk, at=NOW) for clerk in clerks))

    winner = filing.rounds.get().reviewer
    assert [round_.reviewer for round_ in done] == [winner]
    assert len(refused) == 7
    assert all(f"已由{winner}于" in str(error) for error in refused)


def test_two_acceptances_at_once_give_one_number_and_one_polite_refusal() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)
    judge_all(filing)

    done, refused = together(*[lambda: services.accept(filing.pk, by=clerk, at=NOW)] * 2)

    assert [row.case_number for row in done] == ["（2026）鲁0117民初1号"]
    assert isinstance(refused[0], WrongState)
    assert f"已由{clerk}于2026-06-17 14:00办理" in str(refused[0])
    assert CaseNumberCounter.objects.get().last == 1
    assert (Letter.objects.count(), Notice.objects.filter(template="filings/accepted").count()) == (1, 1)


def test_the_clerk_and_the_chief_register_one_filing_at_once() -> None:
    clerk, chief, last_day = make_clerk(), make_chief(), court_time("2026-06-24 10:00")
    filing = make_taken(clerk)
    judge_all(filing)

    done, refused = together(
        lambda: services.accept(filing.pk, by=clerk, at=last_day),
        lambda: services.register_first(filing.pk, by=chief, at=last_day),
    )

    assert (len(done), len(refused)) == (1, 1)
    assert CaseNumberCounter.objects.get().last == 1


def test_numbers_given_at_once_have_no_gap_and_no_double() -> None:
    clerk = make_clerk()
    filings = [make_taken(clerk) for _ in range(6)]
    for filing in filings:
        judge_all(filing)

    done, _ = together(*(lambda pk=filing.pk: services.accept(pk, by=clerk, at=NOW) for filing in filings))

    assert sorted(row.case_number for row in done) == [f"（2026）鲁0117民初{serial}号" for serial in range(1, 7)]


def test_the_courts_own_number_is_not_given_again_at_once() -> None:
    clerk = make_clerk()
    filings = [make_taken(clerk) for _ in range(2)]
    for filing in filings:
        judge_all(filing)
    own = "（2026）鲁0117民初1号"

    done, refused = together(
        lambda: services.accept(filings[0].pk, by=clerk, at=NOW, case_number=own),
        lambda: services.accept(filings[1].pk, by=clerk, at=NOW),
    )

    numbers = {row.case_number for row in done}
    assert own in numbers
    assert len(numbers) == len(done)
    assert all("已经用于另一件" in str(error) for error in refused)


def test_a_correction_and_an_acceptance_at_once() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)
    judge_all(filing, failed=("claims",))

    def judge_and_accept() -> object:
        services.judge(filing.pk, words={"claims": services.Word(passed=True)}, by=clerk, at=NOW)
        return services.accept(filing.pk, by=clerk, at=NOW)

    done, refused = together(judge_and_accept, lambda: services.ask_for_correction(filing.pk, by=clerk, at=NOW))

    assert (len(done), len(refused)) == (1, 1)
    status = Filing.objects.get(pk=filing.pk).status
    assert (status == Status.CORRECTION) == CorrectionNotice.objects.exists()
    assert Letter.objects.count() == 1


def test_two_chiefs_answer_one_proposal_at_once() -> None:
    proposal = make_proposal(make_taken(make_clerk()))

    done, refused = together(
        lambda: services.approve(proposal.pk, by=make_chief(), at=NOW),
        lambda: services.refuse(proposal.pk, answer="应当补正", by=make_chief(), at=NOW),
    )

    assert (len(done), len(refused)) == (1, 1)
    proposal.refresh_from_db()
    status = Filing.objects.get(pk=proposal.round.filing_id).status
    assert status == (Status.REJECTED if proposal.approved else Status.UNDER_REVIEW)
