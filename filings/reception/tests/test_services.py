import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from filings.intake.enums import CLOSED, Side, Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_complete_draft, make_draft, make_material
from filings.pleadings.tests.builders import make_defence
from filings.reception import queries, services
from filings.review.deadlines import CORRECTION_PERIOD
from filings.review.enums import Outcome, ProposalKind
from filings.review.models import CorrectionItem, CorrectionNotice, ReviewLimit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.promises import SEVEN_DAY_DECISION, THREE_DAY_REVIEW

AT = court_time("2026-06-17 14:05:09")  # Wednesday


def submitted(at=AT) -> Filing:
    filing = make_complete_draft()
    return services.submit(filing.pk, by=filing.filer, at=at)


def asked_for_correction() -> Filing:
    filing = submitted()
    round_ = filing.rounds.get()
    round_.closed_at, round_.outcome = AT, Outcome.CORRECTION
    round_.save()
    notice = CorrectionNotice.objects.create(
        round=round_,
        promise=CORRECTION_PERIOD,
        reference=str(round_),
        started_at=AT,
        due_at=AT + timedelta(days=7),
        rule="7d 登记立案规定第七条",
        issued_by=make_user(),
    )
    CorrectionItem.objects.create(notice=notice, position=0, item="facts", target="task:facts", text="请补充经过")
    Filing.objects.filter(pk=filing.pk).update(status=Status.CORRECTION, open_targets=["task:facts"])
    filing.refresh_from_db()
    return filing


@pytest.mark.django_db
@pytest.mark.promise("6")
def test_a_submission_is_received_at_once_with_number_time_clock_and_notice():
    filing = submitted()
    assert filing.number.startswith("WS20260617-")
    assert (filing.status, filing.submitted_at, filing.truth_stated_at) == (Status.SUBMITTED, AT, AT)
    assert filing.cause_name == "民间借贷纠纷"
    limits = {limit.promise: limit.due_at for limit in ReviewLimit.objects.filter(round__filing=filing)}
    assert limits == {
        # 3 days: Sat 06-20 is a holiday until Sun 06-21, so 24:00 of Mon 06-22
        THREE_DAY_REVIEW.code: court_time("2026-06-23 00:00"),
        SEVEN_DAY_DECISION.code: court_time("2026-06-25 00:00"),  # 7 days: Wed 06-24
    }
    assert filing.history.get(history_date=AT).history_change_reason == "提交立案申请"
    assert Notice.objects.get(recipient=filing.filer).about == filing.number


@pytest.mark.django_db
def test_an_answer_to_a_complaint_is_never_taken_in():
    filing = make_defence()
    with pytest.raises(Refused, match="交给审理案件的法院"):
        services.submit(filing.pk, by=filing.filer, at=AT)
    with pytest.raises(Refused):
        services.submit_draft(filing.draft_code, by=filing.filer, at=AT)
    assert not queries.mine(filing.filer).exists()


@pytest.mark.django_db
def test_an_incomplete_draft_is_refused_with_everything_that_is_missing():
    filing = make_draft()
    with pytest.raises(services.Incomplete, match="还差 9 项") as refusal:
        services.submit(filing.pk, by=filing.filer, at=AT)
    assert len(refusal.value.problems) == 9
    assert Filing.objects.get(pk=filing.pk).number is None


@pytest.mark.django_db
def test_a_second_submit_returns_the_first_receipt():
    filing = submitted()
    again = services.submit(filing.pk, by=filing.filer, at=AT + timedelta(minutes=5))
    assert (again.number, again.submitted_at) == (filing.number, AT)
    assert filing.rounds.count() == Notice.objects.filter(about=filing.number).count() == 1


@pytest.mark.django_db
def test_only_the_filer_submits_answers_ticks_and_withdraws():
    filing, stranger = make_complete_draft(), make_user()
    for act in (services.submit, services.answer_correction, services.withdraw):
        with pytest.raises(NotYours):
            act(filing.pk, by=stranger, at=AT)
    with pytest.raises(NotYours):
        services.tick(filing.pk, item_id=1, done=True, by=stranger, at=AT)


@pytest.mark.django_db
def test_a_submission_that_fails_late_leaves_nothing(monkeypatch):
    filing = make_complete_draft()

    def broken(*args, **kwargs):
        raise RuntimeError("the outbox table is gone")

    monkeypatch.setattr(services.telling, "filer", broken)
    with pytest.raises(RuntimeError):
        services.submit(filing.pk, by=filing.filer, at=AT)
    filing.refresh_from_db()
    assert (filing.number, filing.status, filing.rounds.count()) == (None, Status.DRAFT, 0)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_filing():
    filing = make_complete_draft()
    numbers = []

    def click():
        numbers.append(services.submit(filing.pk, by=filing.filer, at=AT).number)
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == 1
    assert filing.rounds.count() == 1


@pytest.mark.django_db
def test_an_answered_correction_closes_the_parts_and_starts_a_new_clock():
    filing = asked_for_correction()
    later = AT + timedelta(days=5)  # Monday 06-22
    item = filing.rounds.get().correction.items.get()
    services.tick(filing.pk, item_id=item.pk, done=True, by=filing.filer, at=later)
    answered = services.answer_correction(filing.pk, by=filing.filer, at=later)
    item.refresh_from_db()
    assert (answered.status, answered.open_targets, item.done_at) == (Status.SUBMITTED, [], later)
    limit = ReviewLimit.objects.get(round__filing=filing, round__number=2, promise=THREE_DAY_REVIEW.code)
    assert (limit.started_at, limit.due_at) == (later, court_time("2026-06-26 00:00"))
    assert filing.rounds.first().correction.met_at == later


@pytest.mark.django_db
@pytest.mark.parametrize("status", [status for status in Status if status != Status.CORRECTION])
def test_only_an_open_correction_is_answered_or_ticked(status):
    filing = make_draft(status=status, number="WS1", submitted_at=AT, case_number="x")
    for act in (services.answer_correction, lambda *a, **k: services.tick(*a, item_id=1, done=True, **k)):
        with pytest.raises(WrongState):
            act(filing.pk, by=filing.filer, at=AT)


@pytest.mark.django_db
def test_a_withdrawn_filing_ends_its_round():
    filing = submitted()
    services.withdraw(filing.pk, by=filing.filer, at=AT)
    filing.refresh_from_db()
    assert (filing.status, filing.rounds.get().outcome) == (Status.WITHDRAWN, Outcome.WITHDRAWN)
    assert not ReviewLimit.objects.open().filter(round__filing=filing)


@pytest.mark.django_db
def test_a_withdrawn_filing_leaves_nothing_before_the_chief():
    filing = submitted()
    clerk = make_user(Role.CLERK)
    proposal = filing.rounds.get().proposals.create(
        kind=ProposalKind.REJECTION, reasons="重复起诉", proposed_by=clerk, proposed_at=AT
    )
    Filing.objects.filter(pk=filing.pk).update(status=Status.AWAITING_APPROVAL)
    services.withdraw(filing.pk, by=filing.filer, at=AT)
    proposal.refresh_from_db()
    assert (proposal.approved, proposal.answered_at) == (False, AT)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Status.DRAFT, *sorted(CLOSED)])
def test_what_is_not_submitted_or_already_decided_is_not_withdrawn(status):
    filing = make_draft(status=status, number="WS1", submitted_at=AT, case_number="x")
    with pytest.raises(WrongState):
        services.withdraw(filing.pk, by=filing.filer, at=AT)


@pytest.mark.django_db
def test_a_verification_code_confirms_number_time_and_hashes_and_nothing_else():
    filing = submitted()
    make_material(filing, "evidence", at=AT + timedelta(hours=1))
    found = queries.verification(f" {filing.verify_code.lower()} ")
    assert (found.number, found.received_at, found.hashes) == (filing.number, AT, ["a" * 64])
    assert queries.verification("NOSUCHCODE") is None


@pytest.mark.django_db
def test_my_filings_show_what_waits_for_me_first_and_no_discarded_draft():
    call_command("load_causes", verbosity=0)
    me = make_user()
    done = make_draft(filer=me, status=Status.ACCEPTED, number="WS1", submitted_at=AT, case_number="（2026）1")
    under_way = make_draft(filer=me, status=Status.UNDER_REVIEW, number="WS2", submitted_at=AT)
    draft = make_draft(filer=me)
    make_draft(filer=me, status=Status.WITHDRAWN)
    make_draft()
    rows = list(queries.mine(me))
    assert rows == [draft, under_way, done]
    assert [list(queries.mine(me, (row.turn, row.pk))) for row in rows] == [[under_way, done], [done], []]


@pytest.mark.django_db
def test_the_receipt_is_made_once_and_is_a_pdf():
    filing = submitted()
    filing.parties.filter(side=Side.DEFENDANT).update(name="<b>李</b>")
    first = services.receipt(filing.pk, at=AT)
    assert services.receipt(filing.pk, at=AT + timedelta(days=1)) == first
    assert first.file.open().read(5) == b"%PDF-"
    with pytest.raises(WrongState):
        services.receipt(make_draft().pk, at=AT)
