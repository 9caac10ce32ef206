"""准予立案 and 先行立案."""

from datetime import datetime

import pytest
from django.test import override_settings

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause
from filings.review import services
from filings.review.enums import LetterKind, Outcome
from filings.review.models import CaseNumberCounter, Letter, ReviewLimit
from filings.review.tests.builders import (
    NOW,
    judge_all,
    make_chief,
    make_clerk,
    make_proposal,
    make_taken,
    make_waiting,
    put_in,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import StaffRelative
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.notices.models import Delivery, Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
LAST_DAY = court_time("2026-06-24 09:00")  # Wednesday: seven days after the receipt


def ready(**fields: object) -> tuple[Filing, object]:
    clerk = make_clerk()
    filing = make_taken(clerk, **fields)
    judge_all(filing)
    return filing, clerk


def accepted_at(at: datetime) -> str:
    filing, clerk = ready()
    return services.accept(filing.pk, by=clerk, at=at).case_number


def test_accepting_registers_closes_and_tells() -> None:
    filing, clerk = ready()

    services.accept(filing.pk, by=clerk, at=NOW)

    filing.refresh_from_db()
    assert (filing.status, filing.case_number, filing.decided_at) == (Status.ACCEPTED, "（2026）鲁0117民初1号", NOW)
    round_ = filing.rounds.get()
    assert (round_.outcome, round_.closed_at) == (Outcome.ACCEPTED, NOW)
    assert set(round_.limits.values_list("met_at", flat=True)) == {NOW}
    latest = trail.history(filing)[0]
    assert (latest.history_user, latest.history_change_reason) == (clerk, "准予立案")
    letter = filing.letters.get()
    assert (letter.kind, letter.issued_by) == (LetterKind.ACCEPTANCE, clerk)
    notice = Notice.objects.get(recipient=filing.filer, template="filings/accepted")
    assert "（2026）鲁0117民初1号" in notice.body
    sms = Delivery.objects.get(notice=notice, channel="sms").text
    assert len(sms) <= 70
    assert "民间借贷" not in sms


def test_numbers_follow_one_another_and_start_anew_with_the_courts_year() -> None:
    CaseNumberCounter.objects.create(court="鲁0117", type_code="民初", year=2026, last=812)

    assert accepted_at(court_time("2026-12-31 23:59:59")) == "（2026）鲁0117民初813号"
    assert accepted_at(court_time("2027-01-01 00:00:05")) == "（2027）鲁0117民初1号"  # 31 December in UTC
    assert accepted_at(court_time("2027-01-01 00:00:06")) == "（2027）鲁0117民初2号"


@override_settings(COURT_CODE="鲁0116")
def test_the_court_code_is_a_setting() -> None:
    assert accepted_at(NOW) == "（2026）鲁0116民初1号"


def test_the_courts_own_number_is_brought_into_form_and_passed_over_later() -> None:
    filing, clerk = ready()

    services.accept(filing.pk, by=clerk, at=NOW, case_number="(2026) 鲁0117 民初 2 号")

    filing.refresh_from_db()
    assert filing.case_number == "（2026）鲁0117民初2号"
    assert [accepted_at(NOW), accepted_at(NOW)] == ["（2026）鲁0117民初1号", "（2026）鲁0117民初3号"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026鲁0117民初1号", "案号格式不对"),
        ("（2026）鲁01民初1号", "不是本院这类案件的案号"),
        ("（2026）鲁0117行初1号", "不是本院这类案件的案号"),
        ("（2026）鲁0117民初9号", "已经用于另一件"),
    ],
)
def test_another_courts_a_wrong_or_a_used_number_is_refused(typed: str, words: str) -> None:
    put_in(Status.ACCEPTED, make_waiting(), case_number="（2026）鲁0117民初9号")
    filing, clerk = ready()

    with pytest.raises(Refused, match=words):
        services.accept(filing.pk, by=clerk, at=NOW, case_number=typed)
    filing.refresh_from_db()
    assert filing.status == Status.UNDER_REVIEW


def test_a_cause_left_to_the_court_is_settled_at_registration() -> None:
    filing, clerk = ready(cause=None, cause_left_to_court=True, cause_name="由法院确定")

    services.accept(filing.pk, by=clerk, at=NOW, cause=make_cause())

    filing.refresh_from_db()
    assert (filing.cause_name, filing.cause_left_to_court) == ("民间借贷纠纷", False)


def test_an_item_without_a_word_or_failed_keeps_the_filing_from_registration() -> None:
    filing, clerk = ready()
    round_ = judge_all(filing, failed=("claims",))

    with pytest.raises(Refused, match=r"没有通过.*有具体的诉讼请求"):
        services.accept(filing.pk, by=clerk, at=NOW)
    round_.judgements.filter(item="claims").delete()
    with pytest.raises(Refused, match="还有 1 项没有核对"):
        services.accept(filing.pk, by=clerk, at=NOW)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.UNDER_REVIEW, Status.DRAFT)])
def test_nothing_is_accepted_in_another_state(status: Status) -> None:
    filing, clerk = ready()
    put_in(status, filing)

    with pytest.raises(WrongState):
        services.accept(filing.pk, by=clerk, at=NOW)


def test_a_second_call_says_who_was_first_and_registers_nothing() -> None:
    filing, clerk = ready()
    services.accept(filing.pk, by=clerk, at=NOW)

    with pytest.raises(WrongState, match=f"已由{clerk}于2026-06-17 14:00办理，结果是“准予立案”"):
        services.accept(filing.pk, by=clerk, at=NOW)
    assert CaseNumberCounter.objects.get().last == 1


def test_only_who_has_it_accepts_and_never_a_relative() -> None:
    filing, clerk = ready()

    with pytest.raises(Refused, match="办理"):
        services.accept(filing.pk, by=make_clerk(), at=NOW)
    with pytest.raises(NotYours):
        services.accept(filing.pk, by=make_user(Role.SUPERVISOR), at=NOW)
    StaffRelative.objects.create(staff=clerk, name="李建国", relation="父亲")
    with pytest.raises(Refused, match="回避"):
        services.accept(filing.pk, by=clerk, at=NOW)


def test_ones_own_filing_is_not_accepted() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk, filer=clerk)
    judge_all(filing)

    with pytest.raises(Refused, match="应当回避"):
        services.accept(filing.pk, by=clerk, at=NOW)


def test_when_the_letter_fails_nothing_has_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*args: object, **kwargs: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(documents, "store_bytes", full_disk)
    filing, clerk = ready()

    with pytest.raises(OSError, match="no space"):
        services.accept(filing.pk, by=clerk, at=NOW)

    filing.refresh_from_db()
    assert (filing.status, filing.case_number) == (Status.UNDER_REVIEW, None)
    assert filing.rounds.get().closed_at is None
    assert not CaseNumberCounter.objects.exists()
    assert not Notice.objects.exists()
    assert ReviewLimit.objects.open().count() == 2


@pytest.mark.promise("6")
def test_on_the_last_day_the_chief_registers_what_nobody_decided() -> None:
    filing, chief = make_waiting(), make_chief()

    services.register_first(filing.pk, by=chief, at=LAST_DAY)

    filing.refresh_from_db()
    assert (filing.status, filing.case_number) == (Status.ACCEPTED, "（2026）鲁0117民初1号")
    assert "先行立案" in filing.rounds.get().reasons
    assert "先行立案" in trail.history(filing)[0].history_change_reason


def test_registering_first_waits_for_the_last_day_and_is_open_after_it() -> None:
    filing, chief = make_waiting(), make_chief()

    with pytest.raises(WrongState, match="最后一日是2026-06-24"):
        services.register_first(filing.pk, by=chief, at=court_time("2026-06-23 23:59:59"))
    services.register_first(filing.pk, by=chief, at=court_time("2026-06-26 09:00"))


def test_a_proposal_that_waited_lapses_on_record() -> None:
    clerk, chief = make_clerk(), make_chief()
    proposal = make_proposal(make_taken(clerk))

    services.register_first(proposal.round.filing_id, by=chief, at=LAST_DAY)

    proposal.refresh_from_db()
    assert (proposal.approved, proposal.answered_by, proposal.answered_at) == (False, chief, LAST_DAY)
    assert "先行立案" in proposal.answer


def test_a_chief_may_register_first_over_an_own_proposal() -> None:
    chief = make_chief()
    proposal = make_proposal(make_taken(chief))

    services.register_first(proposal.round.filing_id, by=chief, at=LAST_DAY)

    proposal.refresh_from_db()
    assert (proposal.approved, proposal.answered_by) == (False, None)


def test_only_a_chief_registers_first() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)

    with pytest.raises(NotYours):
        services.register_first(filing.pk, by=clerk, at=LAST_DAY)


@pytest.mark.parametrize(
    "status", [Status.CORRECTION, Status.ACCEPTED, Status.RETURNED, Status.REJECTED, Status.WITHDRAWN]
)
def test_nothing_decided_is_registered_first(status: Status) -> None:
    filing = put_in(status, make_waiting())

    with pytest.raises(WrongState):
        services.register_first(filing.pk, by=make_chief(), at=LAST_DAY)
