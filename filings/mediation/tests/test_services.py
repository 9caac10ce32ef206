"""诉前调解 (承诺六: 严禁无故超期诉前调解; 特邀调解规定 11–27)."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from filings.intake.enums import MediationWish, Side, Status
from filings.intake.models import Filing
from filings.mediation import deadlines, services
from filings.mediation.enums import Means, Stage, Step
from filings.mediation.models import Mediation, MediationTerm
from filings.mediation.services import Said
from filings.mediation.tests.builders import fresh, make_mediator, make_offered, make_running, make_word
from filings.mediation.workflow import MOVES
from filings.review.enums import Outcome
from filings.review.models import ReviewRound
from filings.review.tests.builders import NOW, make_clerk, make_taken, put_in
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_time, last_day
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def clerk():
    return make_clerk()


def say(mediation: Mediation, side: Side, *, step: Step = Step.START, agrees: bool = True, days=None, by, at=LATER):
    party = mediation.filing.parties.get(side=side)
    return services.record(
        mediation.pk, party_id=party.pk, said=Said(step, agrees, Means.PHONE, at, days), by=by, at=at
    )


def test_the_offer_asks_the_filer_and_leaves_the_clock_running(clerk):
    filing = make_taken(clerk)
    mediation = services.offer(filing.pk, by=clerk, at=NOW)

    assert (mediation.status, fresh(filing).status) == (Stage.OFFERED, Status.UNDER_REVIEW)
    assert filing.rounds.get().limits.open().count() == 2
    assert Notice.objects.get(recipient=filing.filer, title__contains="先调解")


def test_a_wish_stated_when_filing_is_the_filers_consent(clerk):
    mediation = services.offer(make_taken(clerk, mediation_wish=MediationWish.YES).pk, by=clerk, at=NOW)
    word = mediation.words.get()
    assert (word.party.side, word.agrees, word.by) == (Side.PLAINTIFF, True, mediation.filing.filer)


def test_who_has_said_no_is_not_asked_again(clerk):
    filing = make_taken(clerk, mediation_wish=MediationWish.NO)
    with pytest.raises(Refused, match="不愿意"):
        services.offer(filing.pk, by=clerk, at=NOW)


def test_nobody_is_asked_twice(clerk):
    mediation = make_offered(clerk)
    with pytest.raises(WrongState, match="征求过"):
        services.offer(mediation.filing_id, by=clerk, at=NOW)


def test_a_kind_without_mediation_is_refused(clerk):
    with pytest.raises(Refused, match="不适用"):
        services.offer(make_taken(clerk, kind="enforcement").pk, by=clerk, at=NOW)


def test_a_mediator_is_chosen_only_when_every_party_agreed(clerk):
    mediation, mediator = make_offered(clerk), make_mediator()
    say(mediation, Side.PLAINTIFF, by=clerk)
    with pytest.raises(Refused, match="没有同意"):
        services.assign(mediation.pk, mediator_id=mediator.pk, by=clerk, at=LATER)
    say(mediation, Side.DEFENDANT, by=clerk)
    assert services.assign(mediation.pk, mediator_id=mediator.pk, by=clerk, at=LATER).status == Stage.ASSIGNED


@pytest.mark.parametrize("interest", [{"name": "李建国"}, {"interests": ["张玥喆"]}])
def test_a_mediator_with_an_interest_stays_away(clerk, interest):
    mediation = make_offered(clerk)
    make_word(mediation)
    with pytest.raises(Refused, match="回避"):
        services.assign(mediation.pk, mediator_id=make_mediator(**interest).pk, by=clerk, at=LATER)


def test_the_term_starts_when_the_mediator_accepts_and_the_review_round_ends(clerk):
    mediation = make_offered(clerk)
    make_word(mediation)
    services.assign(mediation.pk, mediator_id=make_mediator().pk, by=clerk, at=NOW)
    services.begin(mediation.pk, by=clerk, at=LATER)

    term = mediation.terms.get()
    assert last_day(term.due_at).isoformat() == "2026-07-17"  # Wednesday 06-17 + 30 days: Friday
    assert fresh(mediation.filing).status == Status.MEDIATION
    assert ReviewRound.objects.get(filing=mediation.filing).outcome == Outcome.MEDIATION


@pytest.mark.promise("6")
@pytest.mark.parametrize(
    ("accepted", "ends"),
    [
        ("2026-08-20", "2026-09-20"),  # raw end Saturday 09-19; the Sunday after it is worked
        ("2026-06-17", "2026-07-17"),  # Wednesday: Friday
        ("2026-09-01", "2026-10-08"),  # raw end 10-01: after 国庆
    ],
)
def test_thirty_days_are_counted_as_the_law_counts(accepted, ends):
    period = deadlines.mediation_period(court_time(f"{accepted} 09:00"), Calendar())
    assert period.last_day.isoformat() == ends


@pytest.mark.promise("6")
@pytest.mark.parametrize(
    ("before_due", "handed_on"),
    [(timedelta(minutes=30, seconds=1), False), (timedelta(minutes=30), True), (timedelta(days=-2), True)],
)
def test_what_nobody_extended_goes_back_to_registration_ahead_of_the_end(clerk, before_due, handed_on):
    mediation = make_running(clerk)
    submitted = mediation.filing.submitted_at
    at = mediation.terms.get().due_at - before_due

    assert services.expire(at=at) == handed_on
    assert services.expire(at=at) == 0

    filing = fresh(mediation.filing)
    assert filing.status == (Status.SUBMITTED if handed_on else Status.MEDIATION)
    assert filing.submitted_at == submitted
    if handed_on:
        assert filing.rounds.filter(closed_at__isnull=True, opened_at=at).count() == 1
        assert Mediation.objects.get().status == Stage.EXPIRED
        assert mediation.terms.get().met_at == at


def test_an_extension_needs_everybody_and_runs_for_the_shortest_consent(clerk):
    mediation = make_running(clerk)
    at = court_time("2026-07-16 10:00")
    say(mediation, Side.PLAINTIFF, step=Step.EXTENSION, days=20, by=clerk, at=at)
    assert mediation.terms.count() == 1
    say(mediation, Side.DEFENDANT, step=Step.EXTENSION, days=10, by=clerk, at=at)

    first, second = mediation.terms.order_by("number")
    assert first.met_at == at
    assert last_day(second.due_at).isoformat() == "2026-07-27"  # Thursday + 10 days is Sunday: Monday
    assert services.expire(at=court_time("2026-07-18")) == 0


def test_a_consent_to_one_extension_is_none_to_the_next(clerk):
    mediation = make_running(clerk)
    for day in ("2026-07-16 10:00", "2026-07-24 10:00"):
        say(mediation, Side.PLAINTIFF, step=Step.EXTENSION, days=10, by=clerk, at=court_time(day))
        if day.startswith("2026-07-16"):
            say(mediation, Side.DEFENDANT, step=Step.EXTENSION, days=10, by=clerk, at=court_time(day))
    assert mediation.terms.count() == 2


@pytest.mark.parametrize("days", [None, 0, 61])
def test_an_extension_names_its_days(clerk, days):
    with pytest.raises(Refused, match="延长几天"):
        say(make_running(clerk), Side.PLAINTIFF, step=Step.EXTENSION, days=days, by=clerk)


def test_refusing_costs_nothing_while_asked(clerk):
    mediation = make_offered(clerk)
    services.answer(mediation.pk, step=Step.START, agrees=False, by=mediation.filing.filer, at=LATER)

    filing = fresh(mediation.filing)
    assert (Mediation.objects.get().status, filing.status) == (Stage.DECLINED, Status.UNDER_REVIEW)
    assert filing.rounds.get().limits.open().count() == 2


def test_who_changes_their_mind_while_it_runs_is_registered_at_once(clerk):
    mediation = make_running(clerk)
    services.answer(mediation.pk, step=Step.START, agrees=False, by=mediation.filing.filer, at=LATER)
    assert fresh(mediation.filing).status == Status.SUBMITTED


def test_an_agreement_ends_the_filing(clerk):
    mediation = make_running(clerk)
    services.agree(mediation.pk, agreement="被告于七月底前归还三万元", by=clerk, at=LATER)

    filing = fresh(mediation.filing)
    assert (filing.status, filing.decided_at) == (Status.MEDIATED, LATER)
    assert not MediationTerm.objects.open().exists()


@pytest.mark.parametrize(
    ("act", "words"), [(services.agree, {"agreement": " "}), (services.fail, {"reason": " "})], ids=["agree", "fail"]
)
def test_an_end_says_what_or_why(clerk, act, words):
    with pytest.raises(Refused, match="请写明"):
        act(make_running(clerk).pk, **words, by=clerk, at=LATER)


def test_a_failure_goes_to_review_with_what_is_undisputed(clerk):
    mediation = make_running(clerk)
    services.fail(mediation.pk, reason="分歧较大", undisputed="借款三万元", by=clerk, at=LATER)
    assert Mediation.objects.get().undisputed == "借款三万元"
    assert fresh(mediation.filing).rounds.filter(closed_at__isnull=True).exists()


@pytest.mark.parametrize("stage", [stage for stage, onward in MOVES.items() if not onward])
def test_an_ended_mediation_hears_nothing_more(clerk, stage):
    mediation = make_offered(clerk)
    Mediation.objects.filter(pk=mediation.pk).update(status=stage, ended_at=NOW)
    with pytest.raises(WrongState):
        say(mediation, Side.PLAINTIFF, by=clerk)
    with pytest.raises(WrongState):
        services.fail(mediation.pk, reason="分歧", by=clerk, at=LATER)


def test_what_lies_open_about_a_withdrawn_filing_is_closed(clerk):
    mediation = make_running(clerk)
    put_in(Status.WITHDRAWN, mediation.filing, decided_at=LATER)
    assert services.expire(at=LATER) == 1
    assert Mediation.objects.get().ended_at == LATER
    assert fresh(mediation.filing).status == Status.WITHDRAWN


def test_strangers_and_other_roles_decide_nothing(clerk):
    mediation = make_offered(clerk)
    with pytest.raises(NotYours):
        services.answer(mediation.pk, step=Step.START, agrees=True, by=make_user(), at=LATER)
    with pytest.raises(NotYours):
        services.fail(mediation.pk, reason="分歧", by=mediation.filing.filer, at=LATER)


@pytest.mark.parametrize("said_at", [NOW - timedelta(days=1), LATER + timedelta(minutes=1)])
def test_a_word_is_dated_between_the_offer_and_now(clerk, said_at):
    mediation = make_offered(clerk)
    party = mediation.filing.parties.first()
    with pytest.raises(Refused, match="时间"):
        services.record(
            mediation.pk, party_id=party.pk, said=Said(Step.START, True, Means.PHONE, said_at), by=clerk, at=LATER
        )


def test_a_step_that_fails_late_leaves_nothing(clerk, monkeypatch):
    mediation = make_running(clerk)
    monkeypatch.setattr("filings.review.rounds.open_round", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.fail(mediation.pk, reason="分歧较大", by=clerk, at=LATER)
    assert Mediation.objects.get().status == Stage.RUNNING
    assert fresh(mediation.filing).status == Status.MEDIATION


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_hand_a_filing_on_once():
    mediation = make_running(make_clerk())
    at, changed = mediation.terms.get().due_at, []

    def sweep():
        changed.append(services.expire(at=at))
        connection.close()

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(changed) == [0, 1]
    assert Filing.objects.get().rounds.filter(closed_at__isnull=True).count() == 1
