"""A registered filing has its charge in the same transaction, is asked for it once, and never for what is not due."""

from dataclasses import fields as fields_of
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from filings.fees import workflow
from filings.fees.enums import ChargeStatus, LineStatus, Occasion, RefundGround, RefundStatus, ReliefStatus
from filings.fees.kinds import CASES, FEE_RULES
from filings.fees.models import Charge, Refund
from filings.fees.rules.fee import Charge as ChargeKind
from filings.fees.services import charges, lapsing, papers
from filings.fees.tests.builders import (
    NOW,
    REGISTERED,
    make_accepted,
    make_charge,
    make_chief,
    make_clerk,
    make_line,
    make_paid,
    make_relief,
)
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.printed import text_of
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db


def notices(event):
    return Notice.objects.filter(template=f"filings/fee_{event}")


@pytest.mark.promise("诉讼费用交纳办法22")
@pytest.mark.parametrize(
    ("notified", "last_day"),
    [
        ("2026-04-27 10:00", "2026-05-06"),  # Mon + 7 = Mon 05-04, holiday → Wed 05-06
        ("2024-09-24 16:00", "2024-10-08"),  # Tue + 7 = Tue 10-01 → Tue 10-08
        ("2026-11-16 23:59", "2026-11-23"),
    ],
)
def test_the_payer_has_seven_days_from_the_day_after_the_notice(notified, last_day):
    charge = make_charge(status=ChargeStatus.DEFERRED)

    limit = charges.ask(charge, at=court_time(notified))

    assert limit.due_at == court_time(last_day) + (court_time("2026-01-02") - court_time("2026-01-01"))


@pytest.mark.parametrize("fee", ["enforcement", "bankruptcy"])
def test_enforcement_and_bankruptcy_are_never_asked_of_the_applicant(fee, monkeypatch):
    filing = make_accepted()
    monkeypatch.setattr(type(filing), "kind_data", property(lambda self: type("Kind", (), {"fee": fee})))

    charge = charges.open_for(filing, by=None, at=REGISTERED)

    assert charge.status == ChargeStatus.NOT_PREPAID
    assert charge.code is None
    assert not notices("asked").exists()


@pytest.mark.parametrize(
    "fee", ["judicial_confirmation", "protection_order", "private_prosecution", "enforcement_objection", "retrial"]
)
def test_what_is_free_is_a_record_of_nothing_with_its_reason_and_no_notice(fee, monkeypatch):
    filing = make_accepted()
    monkeypatch.setattr(type(filing), "kind_data", property(lambda self: type("Kind", (), {"fee": fee})))

    charge = charges.open_for(filing, by=None, at=REGISTERED)

    assert (charge.status, charge.due) == (ChargeStatus.FREE, 0)
    assert "不交" in charge.reason
    assert not notices("asked").exists()


def test_a_filing_has_one_charge_of_its_registration():
    charge = make_charge()
    with pytest.raises(IntegrityError, match="one_registration_charge_per_filing"), transaction.atomic():
        Charge.objects.create(filing=charge.filing, position=9, created_at=REGISTERED)


def test_no_kind_of_money_but_court_fees_exists():
    """鉴定、公告、评估 … are paid to the provider; the court must not collect them (12)."""
    assert set(ChargeKind.values) == {"acceptance", "application"}
    names = [case.title for case in CASES.values()] + list(FEE_RULES) + RefundGround.labels + Occasion.labels
    for word in ("鉴定", "评估", "公告费", "拍卖", "保管", "勘验", "翻译", "appraisal", "publication"):
        assert not [name for name in names if word in name], word
    assert {field.name for field in fields_of(CASES["property"])} >= {"code", "fee"}


def test_a_clerk_decides_what_the_rule_could_not():
    charge = make_charge(status=ChargeStatus.UNASSESSED)
    clerk = make_clerk()

    charges.decide_amount(charge.pk, case="divorce", amounts=(Decimal(500000),), by=clerk, at=REGISTERED)

    charge.refresh_from_db()
    assert (charge.status, charge.due) == (ChargeStatus.OPEN, Decimal("1800.00"))
    assert trail.history(charge)[1].history_user == clerk
    assert charge.limits.get().amount == charge.due


def test_deciding_an_amount_is_refused_for_strangers_for_the_filer_and_twice():
    charge = make_charge(status=ChargeStatus.UNASSESSED)
    with pytest.raises(NotYours):
        charges.decide_amount(charge.pk, case="labour", by=charge.filing.filer, at=REGISTERED)
    with pytest.raises(Refused, match="请选择收费标准"):
        charges.decide_amount(charge.pk, case="property", by=make_clerk(), at=REGISTERED)
    namesake = make_clerk(name=charge.filing.parties.first().name)
    with pytest.raises(Refused, match="回避"):
        charges.decide_amount(charge.pk, case="labour", by=namesake, at=REGISTERED)
    charges.decide_amount(charge.pk, case="labour", by=make_clerk(), at=REGISTERED)
    with pytest.raises(WrongState):
        charges.decide_amount(charge.pk, case="labour", by=make_clerk(), at=REGISTERED)


def test_a_raised_claim_is_topped_up_by_a_charge_of_its_own():
    charge = make_paid(amount=80000)  # 1,800 元

    charges.change_claim(charge.pk, case="property", amounts=(Decimal(150000),), by=make_clerk(), at=REGISTERED)

    extra = charge.filing.charges.get(occasion=Occasion.TOP_UP)
    assert (extra.status, extra.due, extra.position) == (ChargeStatus.OPEN, Decimal("1500.00"), 2)
    assert extra.limits.get().reference.endswith("/2-1")
    assert not Refund.objects.exists()


@pytest.mark.parametrize(("closed", "refunded"), [(False, Decimal("1500.00")), (True, None)])
def test_a_cut_claim_is_refunded_before_the_inquiry_closes_and_not_after(closed, refunded):
    charge = make_paid(amount=150000)  # 3,300 元

    charges.change_claim(
        charge.pk, case="property", amounts=(Decimal(80000),), inquiry_closed=closed, by=make_clerk(), at=REGISTERED
    )

    refund = Refund.objects.first()
    assert (refund.amount if refund else None) == refunded


def test_a_claim_changed_before_payment_is_asked_for_anew():
    charge = make_charge(amount=150000)

    charges.change_claim(charge.pk, case="property", amounts=(Decimal(80000),), by=make_clerk(), at=REGISTERED)

    charge.refresh_from_db()
    assert charge.due == Decimal("1800.00")
    first, second = charge.limits.order_by("id")
    assert (first.met_at, second.met_at) == (REGISTERED, None)
    assert (first.amount, second.amount) == (Decimal("3300.00"), Decimal("1800.00"))


def test_a_claim_changed_to_one_that_costs_nothing_is_not_asked_for_any_more():
    charge = make_charge()

    told = charges.change_claim(
        charge.pk, case="protection_order", amounts=(Decimal(1000),), by=make_clerk(), at=REGISTERED
    )

    charge.refresh_from_db()
    assert (charge.status, charge.due) == (ChargeStatus.CANCELLED, Decimal(0))
    assert charge.limits.get().met_at == REGISTERED
    assert "不收费" in told.words


def test_a_deferral_that_has_run_out_is_asked_for_again():
    charge = make_charge(status=ChargeStatus.DEFERRED)

    charges.ask_again(charge.pk, by=make_clerk(), at=REGISTERED)

    charge.refresh_from_db()
    assert charge.status == ChargeStatus.OPEN
    assert charge.limits.open().count() == 1


@pytest.mark.parametrize("status", ChargeStatus)
def test_what_may_still_be_cancelled_is_when_the_matter_is_over(status):
    charge = make_charge(status=status)

    charges.cancel_for(charge.filing, because="申请人撤回", by=None, at=REGISTERED)

    charge.refresh_from_db()
    gone = ChargeStatus.CANCELLED in workflow.CHARGE_MOVES[status] or status == ChargeStatus.CANCELLED
    assert (charge.status == ChargeStatus.CANCELLED) is gone
    assert not gone or not charge.limits.open().exists()


TABLES = [
    (make_charge, ChargeStatus, workflow.CHARGE_MOVES),
    (lambda status: make_relief(make_accepted(), status=status), ReliefStatus, workflow.RELIEF_MOVES),
    (lambda status: Refund(status=status), RefundStatus, workflow.REFUND_MOVES),
    (lambda status: make_line(status=status), LineStatus, workflow.LINE_MOVES),
]


@pytest.mark.parametrize(("make", "statuses", "moves"), TABLES, ids=["charge", "relief", "refund", "line"])
def test_every_pair_of_statuses_moves_as_the_table_says(make, statuses, moves):
    for before in statuses:
        for after in statuses:
            row = make(status=before)
            if after in moves[before]:
                workflow.move(row, after)
                assert row.status == after
            else:
                with pytest.raises(WrongState):
                    workflow.move(row, after)
                assert row.status == before


class TestNotPaidInTime:
    """Reminded two days before and after; then a proposal by two persons, never by the clock."""

    @pytest.mark.parametrize(
        ("at", "event"),
        [
            ("2026-05-03 10:00", None),  # Sunday in the holidays: out of service hours
            ("2026-04-30 10:00", None),  # Thursday, six days before
            ("2026-05-06 10:00", "due"),  # Wednesday, the last day
            ("2026-05-07 10:00", "overdue"),
        ],
    )
    def test_the_payer_is_reminded_in_service_hours_and_once(self, at, event):
        charge = make_charge()  # until Wed 2026-05-06 24:00

        for _ in range(2):
            lapsing.remind_of_payments(at=court_time(at))

        told = Notice.objects.filter(template__in=["filings/fee_due", "filings/fee_overdue"])
        assert [notice.template for notice in told] == ([f"filings/fee_{event}"] if event else [])
        charge.refresh_from_db()
        assert charge.status == ChargeStatus.OPEN

    def test_two_days_before_counts_in_calendar_days(self):
        make_charge(at=court_time("2026-11-16 10:00"))  # until Mon 2026-11-23 24:00

        lapsing.remind_of_payments(at=court_time("2026-11-20 16:00"))  # Fri
        assert not notices("due").exists()
        lapsing.remind_of_payments(at=court_time("2026-11-23 09:00"))
        assert notices("due").count() == 1

    def test_a_payer_who_asked_for_relief_is_not_reminded(self):
        make_charge(status=ChargeStatus.RELIEF_ASKED)
        assert lapsing.remind_of_payments(at=court_time("2026-05-07 10:00")) == 0

    def test_a_proposal_needs_the_time_to_have_passed_and_reasons(self):
        charge, clerk = make_charge(), make_clerk()
        with pytest.raises(WrongState, match="还没有届满"):
            lapsing.propose(charge.pk, reasons="没交", by=clerk, at=court_time("2026-05-06 23:59"))
        with pytest.raises(Refused, match="请写明理由"):
            lapsing.propose(charge.pk, reasons=" ", by=clerk, at=court_time("2026-05-07"))

    def test_two_persons_hand_it_to_the_trial_division(self):
        charge, late = make_charge(), court_time("2026-05-07 10:00")
        chief = make_chief()
        lapse = lapsing.propose(charge.pk, reasons="电话通知两次", by=chief, at=late)
        with pytest.raises(Refused, match="两个人"):
            lapsing.decide(lapse.pk, approve=True, by=chief, at=late)
        with pytest.raises(NotYours):
            lapsing.decide(lapse.pk, approve=True, by=make_clerk(), at=late)
        with pytest.raises(WrongState):
            lapsing.propose(charge.pk, reasons="再提一次", by=make_clerk(), at=late)

        lapsing.decide(lapse.pk, approve=True, by=make_chief(), at=late)

        charge.refresh_from_db()
        assert charge.status == ChargeStatus.LAPSED
        assert notices("lapsed").count() == 1
        with pytest.raises(WrongState):
            lapsing.decide(lapse.pk, approve=True, by=make_chief(), at=late)

    def test_refusing_a_proposal_needs_words_and_changes_nothing(self):
        charge, late = make_charge(), court_time("2026-05-07 10:00")
        lapse = lapsing.propose(charge.pk, reasons="没交", by=make_clerk(), at=late)
        with pytest.raises(Refused, match="请写明理由"):
            lapsing.decide(lapse.pk, approve=False, by=make_chief(), at=late)

        lapsing.decide(lapse.pk, approve=False, words="再联系一次", by=make_chief(), at=late)

        charge.refresh_from_db()
        assert charge.status == ChargeStatus.OPEN


def test_the_notice_of_payment_stays_on_one_page_however_long_its_arithmetic_is():
    line = {"words": "超过十万元至二十万元的部分，按照百分之二交纳", "amount": "2000.00", "basis": "第十三条第一项"}
    charge = make_charge()
    charge.limits.update(lines=[line] * 8)

    paper = papers.notice_of_payment(charge.limits.get(), at=REGISTERED)

    assert paper.file.page_count == 1


def test_the_notice_of_payment_says_how_much_why_until_when_and_how():
    charge = make_charge()

    paper = papers.notice_of_payment(charge.limits.get(), at=REGISTERED)
    again = papers.notice_of_payment(charge.limits.get(), at=NOW)

    assert again == paper
    printed = text_of(paper.file.file.read()).replace("\n", "")
    for words in (
        "交纳诉讼费用通知书",
        "1,050.00 元（大写：人民币壹仟零伍拾元整）",
        "第十三条第一项",
        "5月6日",
        charge.spaced_code,
        "缓交、减交或者免交",
    ):
        assert words in printed, words
