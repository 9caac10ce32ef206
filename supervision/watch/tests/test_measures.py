"""Each indicator worked out of the desks' own events: one matter on each side of its threshold."""

from datetime import timedelta

import pytest

from filings.cross_region.tests.builders import make_delivered
from filings.fees.tests.builders import make_accepted, make_charge, make_refund
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_file
from filings.mediation.models import MediationTerm, PartyWord
from filings.mediation.tests.builders import make_running
from filings.review.enums import LetterKind, Outcome
from filings.review.models import CorrectionItem, CorrectionNotice, Letter, ReviewLimit, ReviewRound
from filings.review.tests.builders import make_clerk, make_limit, make_waiting
from filings.window.enums import VisitResult
from filings.window.tests.builders import make_visit
from gangcheng_court.core.deadlines.clock import court_time
from hotline.calls.tests.builders import make_call
from hotline.tickets.enums import Status as TicketStatus
from hotline.tickets.enums import TicketType
from hotline.tickets.models import Handoff
from hotline.tickets.tests.builders import make_ticket
from supervision.watch import rules
from supervision.watch.enums import Span, State
from supervision.watch.queries import listings, year_end_curve
from supervision.watch.queries.listings import LISTINGS
from supervision.watch.queries.measures import MEASURES
from supervision.watch.tests.builders import make_decided, make_filings, make_months, month

pytestmark = pytest.mark.django_db
JUNE = court_time("2026-06-10 10:00")  # Wednesday
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def measured(slug, window=None):
    return {part.code: part for part in MEASURES[slug](window or month())}


def listed(slug, code, window=None):
    return [row.number for row in listings.page(listings.listing_of(slug, code), window or month())[0]]


def test_an_empty_court_alarms_nowhere_and_every_list_is_empty():
    for slug, measure in MEASURES.items():
        window = rules.window(Span.YEAR_END, court_time("2027-01-15")) if slug == "year-end" else month()
        assert rules.worst(measure(window)) == State.WITHIN, slug
        for listing in LISTINGS[slug]:
            assert listings.page(listing, window) == ([], None)


def test_a_december_in_which_filings_stop_is_seen_with_its_january_and_its_curve():
    usual = dict.fromkeys(range(1, 11), 20)
    make_months(2026, usual | {11: 20, 12: 21, 13: 20}, usual | {11: 15, 12: 11, 13: 33})
    make_filings(3, court_time("2026-12-31 23:59"), status=Status.WITHDRAWN, decided_at=court_time("2027-02-02"))

    parts = measured("year-end", rules.window(Span.YEAR_END, court_time("2027-02-01")))
    assert (parts["filed-12"].value, parts["filed-12"].state) == (0.55, State.ALARM)
    assert round(parts["january"].value, 2) == 2.54
    curve = year_end_curve(2026)
    assert [(row.submitted, row.filed) for row in curve[10:]] == [(20, 15), (24, 11), (20, 33)]
    assert len(listed("year-end", "undecided", rules.window(Span.YEAR_END, court_time("2027-02-01")))) == 5 + 10


def test_a_month_whose_last_working_days_stand_still_is_seen():
    for before in ("2026-03-10", "2026-04-10", "2026-05-11"):
        make_decided(10, court_time(f"{before} 10:00"))
    make_filings(30, court_time("2026-06-25 10:00"))  # Thursday: of the last five working days the second
    make_decided(1, court_time("2026-06-30 23:59"), took=HOUR)
    make_decided(9, court_time("2026-06-23 10:00"), took=HOUR)  # the sixth from the end

    part = measured("month-end")["ratio"]
    assert (part.n, part.state, "立案 1 件" in part.note) == (31, State.ALARM, True)
    make_decided(18, court_time("2026-06-24 00:00"), took=HOUR)
    assert measured("month-end")["ratio"].state != State.ALARM


@pytest.mark.parametrize(("days", "state"), [(5, State.ALARM), (4, State.NEAR)])
def test_five_days_with_the_same_greatest_number_are_seen(days, state):
    for day in range(days):
        make_decided(6, JUNE + DAY * day)
    make_decided(5, JUNE + 8 * DAY)
    assert measured("daily-caps")["days"].state == state


def test_a_cause_that_is_refused_far_oftener_is_seen_by_name():
    make_decided(180, JUNE, cause_name="买卖合同纠纷")
    make_decided(12, JUNE, cause_name="物业服务合同纠纷")
    refused = make_decided(18, JUNE, cause_name="物业服务合同纠纷", outcome=Outcome.REJECTED)

    part = measured("daily-caps")["causes"]
    assert (part.value, part.n, part.state) == (1, 210, State.ALARM)
    assert part.note == "物业服务合同纠纷"
    assert sorted(listed("daily-caps", "causes")) == sorted(filing.number for filing in refused)


def test_a_decision_in_time_is_no_delay_and_one_past_the_legal_limit_is():
    due = court_time("2026-06-16")
    in_time = make_limit(due, promise="seven_day_decision", met_at=due - timedelta(seconds=1))
    assert measured("slow-decisions")["legal"].value == 0
    late = make_limit(due, promise="seven_day_decision", met_at=due)
    assert measured("slow-decisions")["legal"].state == State.ALARM
    assert listed("slow-decisions", "legal") == [late.reference.partition("/")[0]]
    assert in_time.reference != late.reference


@pytest.mark.parametrize(("broken", "state"), [(2, State.NEAR), (3, State.ALARM)])
def test_more_than_one_in_ten_past_three_days_is_seen(broken, state):
    due, filing = court_time("2026-06-16"), make_filings(1, JUNE)[0]
    round_ = ReviewRound.objects.create(filing=filing, number=1, opened_at=JUNE)
    ReviewLimit.objects.bulk_create(
        ReviewLimit(
            round=round_,
            promise="three_day_review",
            reference=f"{filing.number}/{place}",
            started_at=JUNE,
            due_at=due,
            met_at=due + HOUR if place < broken else due - HOUR,
        )
        for place in range(20)
    )
    part = measured("slow-decisions")["promise"]
    assert (part.value, part.n, part.state) == (broken / 20, 20, state)


def test_how_long_decisions_took_is_read_beside_it():
    for days in range(1, 11):
        make_decided(1, JUNE, took=DAY * days)
    parts = measured("slow-decisions")
    assert [parts[code].value_words for code in ("median", "ninth", "longest")] == ["5.5 天", "9.1 天", "10 天"]


def test_papers_entered_a_day_late_or_never_and_fees_ahead_of_registration_are_seen():
    clerk = make_clerk()
    make_filings(1, JUNE, paper_received_at=JUNE - DAY, entry_lag=DAY)
    late = make_filings(1, JUNE, paper_received_at=JUNE - DAY - HOUR, entry_lag=DAY + HOUR)
    ended = {"ended_at": JUNE, "result": VisitResult.RECEIVED, "reason": "材料多"}
    handed_in = make_visit(clerk, at=JUNE, **ended)
    Filing.objects.filter(pk=handed_in.filing.pk).update(
        status=Status.SUBMITTED, number="WS20260610-1", submitted_at=JUNE + HOUR
    )
    assert measured("entry-lag")["drawer"].value == 0
    drawer = make_visit(clerk, at=JUNE, **ended)
    make_visit(clerk, identified=False, at=JUNE, **ended)
    make_charge(make_accepted(at=JUNE), at=JUNE)
    early = make_charge(make_accepted(at=JUNE), at=JUNE - HOUR)

    parts = measured("entry-lag")
    assert {code: part.value for code, part in parts.items()} == {"lag": 1, "drawer": 2, "charged": 1}
    assert {part.state for part in parts.values()} == {State.ALARM}
    assert listed("entry-lag", "lag") == [late[0].number]
    assert listed("entry-lag", "charged") == [early.filing.number]
    assert listings.page(listings.listing_of("entry-lag", "drawer"), month())[0][1].key == drawer.pk


def notice_of(filing, number, *, at=JUNE, text="请补正", visible=False):
    round_ = ReviewRound.objects.create(
        filing=filing, number=number, opened_at=at - DAY, closed_at=at, outcome=Outcome.CORRECTION
    )
    notice = CorrectionNotice.objects.create(
        round=round_,
        promise="correction_period",
        reference=str(round_),
        started_at=at,
        due_at=at + 7 * DAY,
        rule="7d 登记立案规定第七条",
        issued_by=filing.filer,
    )
    CorrectionItem.objects.create(
        notice=notice, position=1, item="identity", target="x", text=text, visible_before=visible
    )
    return notice


def test_more_than_one_filing_in_twenty_corrected_twice_is_seen_and_any_demand_that_could_have_come_first():
    filings = make_filings(40, JUNE - 9 * DAY, decided_at=JUNE)
    for filing in filings[:2]:
        notice_of(filing, 1, at=JUNE - 4 * DAY)
        notice_of(filing, 2, at=JUNE - DAY)
    parts = measured("second-corrections")
    assert (parts["twice"].value, parts["twice"].state) == (0.05, State.NEAR)
    assert parts["visible"].state == State.WITHIN

    notice_of(filings[2], 1, at=JUNE - 4 * DAY)
    notice_of(filings[2], 2, at=JUNE - DAY, visible=True)
    parts = measured("second-corrections")
    assert {code: part.state for code, part in parts.items()} == {"twice": State.ALARM, "visible": State.ALARM}
    assert sorted(listed("second-corrections", "twice")) == sorted(filing.number for filing in filings[:3])
    assert listed("second-corrections", "visible") == [filings[2].number]


def test_who_withdraws_within_a_day_of_the_desks_taking_it_and_papers_given_back_without_a_letter_are_seen():
    make_filings(17, JUNE, decided_at=JUNE)
    withdrawn = make_filings(3, JUNE - 5 * DAY, decided_at=JUNE, status=Status.WITHDRAWN)
    for filing, taken in zip(withdrawn, (JUNE - DAY, JUNE - DAY + HOUR, JUNE - HOUR), strict=True):
        ReviewRound.objects.create(
            filing=filing, number=1, opened_at=JUNE - 5 * DAY, taken_at=taken, closed_at=JUNE, outcome="withdrawn"
        )
    part = measured("silent-withdrawals")["withdrawn"]
    assert (part.value, part.n, part.state) == (0.1, 20, State.NEAR)
    soon = make_filings(1, JUNE, decided_at=JUNE, status=Status.WITHDRAWN)[0]
    notice_of(soon, 1, at=JUNE - HOUR)  # taken back within an hour of being asked to correct
    assert measured("silent-withdrawals")["withdrawn"].state == State.ALARM

    told, untold = make_filings(2, JUNE - DAY, decided_at=JUNE, status=Status.RETURNED)
    Letter.objects.create(filing=told, kind=LetterKind.RETURN, file=make_file(by=told.filer), issued_at=JUNE)
    assert measured("silent-withdrawals")["letterless"].state == State.ALARM
    assert listed("silent-withdrawals", "letterless") == [untold.number]


@pytest.mark.parametrize(("sent_away", "state"), [(2, State.NEAR), (3, State.ALARM)])
def test_visitors_sent_away_with_nothing_received_are_seen(sent_away, state):
    clerk = make_clerk()
    for place in range(20):
        result = VisitResult.NOTHING if place < sent_away else VisitResult.NOTICE_GIVEN
        make_visit(clerk, identified=False, at=JUNE, ended_at=JUNE, result=result, reason="劝回")
    assert measured("silent-withdrawals")["away"].state == state


def test_the_mediation_of_the_worked_example_is_overdue_on_the_twenty_first_of_september():
    mediation = make_running(make_clerk(), at=court_time("2026-08-20 10:00"))
    begun = court_time("2026-09-01")

    on_time = rules.Window("2026-09", begun, court_time("2026-09-20 23:59"))
    overdue = rules.Window("2026-09", begun, court_time("2026-09-21 00:00"))
    assert measured("overdue-mediations", on_time)["overdue"].value == 0
    assert measured("overdue-mediations", overdue)["overdue"].state == State.ALARM
    assert listed("overdue-mediations", "overdue", overdue) == [mediation.filing.number]


@pytest.mark.parametrize(("agreed", "late"), [("2026-09-20 23:59", 0), ("2026-09-21 00:00", 1)])
def test_an_extension_agreed_to_only_after_the_term_is_seen(agreed, late):
    mediation = make_running(make_clerk(), at=court_time("2026-08-20 10:00"))
    mediation.terms.update(met_at=court_time("2026-09-19 10:00"))
    at = court_time(agreed)
    more = {"promise": "mediation_term", "reference": "x", "rule": "30d x", "due_at": at + 30 * DAY}
    MediationTerm.objects.create(mediation=mediation, number=2, started_at=at, **more)
    assert measured("overdue-mediations", month("2026-09"))["extended"].value == late


def test_a_mediation_without_every_partys_yes_on_record_is_seen():
    agreed = make_running(make_clerk(), at=court_time("2026-06-17 15:00"))
    silent = make_running(make_clerk(), at=court_time("2026-06-17 13:59"))  # the words were said at 14:00
    assert agreed.words.count() == PartyWord.objects.count() // 2
    parts = measured("overdue-mediations")
    assert (parts["consent"].value, parts["consent"].n) == (1, 2)
    assert listed("overdue-mediations", "consent") == [silent.filing.number]


def test_a_notice_that_asks_for_a_proof_of_effect_is_seen():
    filings = make_filings(2, JUNE)
    notice_of(filings[0], 1, text="请提交借条的复印件")
    assert measured("forbidden-demands")["words"].state == State.WITHIN
    notice_of(filings[1], 1, text="请到审判庭开具生效证明后提交")
    part = measured("forbidden-demands")["words"]
    assert (part.value, part.n, part.state) == (1, 2, State.ALARM)
    assert listed("forbidden-demands", "words") == [filings[1].number]


def test_decisions_that_take_longer_for_people_than_for_companies_are_seen():
    for place in range(20):
        make_decided(1, JUNE, took=DAY + place * HOUR, lawyer=place % 2 == 0)
        make_decided(1, JUNE, took=DAY + place * HOUR + HOUR / 2, person=False, lawyer=place % 2 == 0)
    parts = measured("selective-delay")
    assert {part.state for part in parts.values()} == {State.WITHIN}

    make_decided(20, JUNE, took=5 * DAY)
    parts = measured("selective-delay")
    assert parts["person"].state == State.ALARM
    assert "有自然人 40 件" in parts["person"].note
    assert len(listed("selective-delay", "slow")) == 20


def test_ranks_of_the_database_are_those_of_the_known_sample():
    for hours in (19, 22, 16, 29, 24):
        make_decided(1, JUNE, took=hours * HOUR)
    for hours in (20, 11, 17, 12):
        make_decided(1, JUNE, took=hours * HOUR, person=False)
    part = measured("selective-delay")["person"]
    assert part.value == pytest.approx(0.1113, abs=0.0005)
    assert (part.n, part.state) == (4, State.WITHIN)  # too few to alarm


def test_what_nobody_takes_by_the_end_of_the_next_working_day_is_seen():
    friday = court_time("2026-06-12 16:00")
    filing = make_filings(1, friday)[0]
    round_ = ReviewRound.objects.create(filing=filing, number=1, opened_at=friday)
    in_time = rules.Window("2026-06", court_time("2026-06-01"), court_time("2026-06-15 23:59"))  # Monday
    assert measured("slow-allocation", in_time)["taken"].value == 0
    assert measured("slow-allocation")["taken"].state == State.ALARM
    assert listed("slow-allocation", "taken") == [filing.number]
    round_.taken_at = court_time("2026-06-15 23:59")
    round_.save()
    assert measured("slow-allocation")["taken"].value == 0


@pytest.mark.parametrize(("hours", "late"), [(72, 0), (73, 1)])
def test_what_reaches_another_court_later_than_three_days_is_seen(hours, late):
    transfer = make_delivered(make_clerk())
    transfer.delivered_at = transfer.consent_at + hours * HOUR
    transfer.save()
    assert measured("slow-allocation")["sent"].value == late


def test_calls_hung_up_at_once_tickets_closed_without_a_word_and_batches_before_midnight_are_seen():
    def call(seconds, **more):
        at = JUNE
        return make_call(rang_at=at, ended_at=at + timedelta(seconds=seconds), **more)

    call(5)
    call(1, exchange_id="manual-1")
    make_ticket(type=TicketType.SUGGESTION, status=TicketStatus.CLOSED, at=JUNE)
    make_ticket(type=TicketType.COMPLAINT, status=TicketStatus.CLOSED, at=JUNE, answer="")
    parts = measured("hotline-tricks")
    assert {code: part.value for code, part in parts.items()} == {"hung-up": 0, "unanswered": 0, "midnight": 0}

    call(4)
    silent = make_ticket(status=TicketStatus.CLOSED, at=JUNE, answer="")
    for hour in ("23:49", "23:50", "23:59"):
        at = court_time(f"2026-06-11 {hour}")
        Handoff.objects.filter(ticket=make_ticket(status=TicketStatus.CLOSED, at=at)).update(met_at=at)
    parts = measured("hotline-tricks")
    assert {code: part.value for code, part in parts.items()} == {"hung-up": 1, "unanswered": 1, "midnight": 2}
    assert parts["midnight"].state == State.WITHIN
    at = court_time("2026-06-11 23:58")
    Handoff.objects.filter(ticket=make_ticket(status=TicketStatus.CLOSED, at=at)).update(met_at=at)
    parts = measured("hotline-tricks")
    assert {part.state for part in parts.values()} == {State.ALARM}
    assert listed("hotline-tricks", "unanswered") == [silent.number]
    assert len(listed("hotline-tricks", "midnight")) == 3


def test_a_refund_past_its_fifteen_days_is_seen():
    refund = make_refund(at=court_time("2026-06-01 10:00"))  # due on Tuesday, 16 June
    on_time = rules.Window("2026-06", court_time("2026-06-01"), court_time("2026-06-16 23:59"))
    assert measured("late-refunds", on_time)["late"].value == 0
    part = measured("late-refunds")["late"]
    assert (part.value, part.n, part.state) == (1, 1, State.ALARM)
    assert listed("late-refunds", "late") == [refund.charge.filing.number]


def test_a_list_pages_by_its_key():
    make_decided(51, JUNE, outcome=Outcome.REJECTED)
    listing = listings.listing_of("daily-caps", "")
    first, key = listings.page(listing, month())
    rest, end = listings.page(listing, month(), before=key)
    assert (len(first), len(rest), end) == (50, 1, None)
    assert len({row.number for row in [*first, *rest]}) == 51


@pytest.mark.parametrize("slug", sorted(MEASURES))
def test_an_indicator_takes_as_many_statements_however_much_there_is(slug, django_assert_max_num_queries):
    make_decided(30, JUNE, outcome=Outcome.REJECTED)
    make_waiting(at=JUNE)
    with django_assert_max_num_queries(8):
        measured(slug)
