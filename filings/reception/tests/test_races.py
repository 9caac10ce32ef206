"""The filer and the court, or the filer twice, at the same moment: one wins, the other is told so politely."""

from datetime import timedelta

import pytest

from filings.intake.enums import Status
from filings.reception import services
from filings.review import services as review
from filings.review.enums import Outcome
from filings.review.tests.builders import NOW, judge_all, make_clerk, make_correction, make_taken
from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import WrongState

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(days=1)


def test_a_correction_handed_in_from_two_tabs_opens_one_round() -> None:
    filing = make_correction(make_clerk())

    done, refused = together(
        *[lambda: services.answer_correction(filing.pk, by=filing.filer, at=LATER) for _ in range(4)]
    )

    assert (len(done), [type(error) for error in refused]) == (1, [WrongState] * 3)
    assert list(filing.rounds.values_list("number", flat=True)) == [1, 2]


def test_a_filing_is_withdrawn_or_accepted_and_never_both() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)
    judge_all(filing)

    done, refused = together(
        lambda: services.withdraw(filing.pk, by=filing.filer, at=NOW),
        lambda: review.accept(filing.pk, by=clerk, at=NOW),
    )

    filing.refresh_from_db()
    assert (len(done), len(refused)) == (1, 1)
    assert isinstance(refused[0], WrongState)
    withdrawn = filing.status == Status.WITHDRAWN
    assert filing.rounds.get().outcome == (Outcome.WITHDRAWN if withdrawn else Outcome.ACCEPTED)
    assert (filing.case_number is None) == withdrawn


def test_a_filing_withdrawn_while_its_correction_is_handed_in_leaves_no_round_open() -> None:
    filing = make_correction(make_clerk())

    together(
        lambda: services.answer_correction(filing.pk, by=filing.filer, at=LATER),
        lambda: services.withdraw(filing.pk, by=filing.filer, at=LATER),
    )

    filing.refresh_from_db()
    assert filing.status == Status.WITHDRAWN
    assert not filing.rounds.filter(closed_at__isnull=True)


@pytest.mark.parametrize("act", [services.answer_correction, services.withdraw])
def test_an_act_of_the_filer_that_fails_late_leaves_nothing(monkeypatch: pytest.MonkeyPatch, act) -> None:
    filing = make_correction(make_clerk())

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the outbox table is gone")

    monkeypatch.setattr(services.telling, "filer", broken)
    with pytest.raises(RuntimeError):
        act(filing.pk, by=filing.filer, at=LATER)

    filing.refresh_from_db()
    assert (filing.status, filing.open_targets, filing.rounds.count()) == (Status.CORRECTION, ["slot:identity"], 1)
    assert not Notice.objects.filter(created_at=LATER)
