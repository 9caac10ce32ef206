"""Money goes back by itself, half or whole, once, by two persons, inside fifteen days."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from filings.fees.enums import ChargeStatus, RefundGround, RefundStatus
from filings.fees.models import Refund, RefundLimit
from filings.fees.services import papers, refunds
from filings.fees.tests.builders import (
    NOW,
    REGISTERED,
    make_charge,
    make_chief,
    make_clerk,
    make_paid,
    make_payment,
    make_refund,
)
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.printed import text_of
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
AT = court_time("2026-09-21 10:00")


def register(charge, ground, at=AT, **given):
    values = {"effective_at": court_time("2026-09-18"), "by": make_clerk(), "at": at}
    return refunds.register(charge.filing_id, ground=ground, **values | given)


@pytest.mark.promise("诉讼费用交纳办法53")
@pytest.mark.parametrize(
    ("effective", "last_day"),
    [
        ("2026-09-18", "2026-10-08"),  # Fri + 15 = Sat 10-03, holiday → Thu 10-08
        ("2026-11-02", "2026-11-17"),
    ],
)
def test_the_court_has_fifteen_days_from_the_day_after_the_decision_took_effect(effective, last_day):
    refund = register(
        make_paid(), RefundGround.MEDIATED, at=court_time("2026-12-01"), effective_at=court_time(effective)
    )[0]

    assert refund.limit.due_at == court_time(last_day) + (court_time("2026-01-02") - court_time("2026-01-01"))
    assert refund.limit.reference == f"{refund.charge.filing.number}/{refund.number}"


@pytest.mark.parametrize(
    ("ground", "amount"),
    [
        (RefundGround.MEDIATED, "525.00"),
        (RefundGround.WITHDRAWN, "525.00"),
        (RefundGround.SIMPLE, "525.00"),
        (RefundGround.DISMISSED, "1050.00"),
        (RefundGround.NOT_ACCEPTED, "1050.00"),
        (RefundGround.SUSPECTED_CRIME, "1050.00"),
    ],
)
def test_each_event_gives_back_what_the_law_says_and_the_filer_need_not_apply(ground, amount):
    charge = make_paid()

    refund = register(charge, ground)[0]

    assert (refund.amount, refund.status) == (Decimal(amount), RefundStatus.OPEN)
    assert refund.basis.startswith("诉讼费用交纳办法第")
    assert refund.payer_account == "6222021234567890123"
    assert Notice.objects.filter(template="filings/fee_refund_opened", recipient=charge.filing.filer).count() == 1


def test_a_fee_is_halved_once_however_many_grounds_there_are():
    charge = make_paid(amount=500000)  # 8,800 元
    assert register(charge, RefundGround.SIMPLE)[0].amount == Decimal("4400.00")

    with pytest.raises(Refused, match="已经减半过"):
        register(charge, RefundGround.MEDIATED)

    charge.refresh_from_db()
    assert (charge.due, charge.halved) == (Decimal("4400.00"), True)


def test_after_a_half_a_dismissal_gives_back_the_other_half_and_no_more():
    charge = make_paid()
    register(charge, RefundGround.SIMPLE)

    assert register(charge, RefundGround.DISMISSED)[0].amount == Decimal("525.00")
    with pytest.raises(Refused, match="没有可以退还的费用"):
        register(charge, RefundGround.SUSPECTED_CRIME)


def test_an_application_fee_is_never_halved():
    with pytest.raises(Refused, match="没有可以退还的费用"):
        register(make_paid(case="preservation"), RefundGround.WITHDRAWN)


def test_a_winner_gets_back_what_the_judgment_says():
    charge = make_paid()
    for amount, words in ((None, "请填写判决"), (Decimal("2000.00"), "超过了已经交纳的金额")):
        with pytest.raises(Refused, match=words):
            register(charge, RefundGround.WON, amount=amount)

    refund = register(charge, RefundGround.WON, amount=Decimal("700.00"))[0]

    assert (refund.amount, refund.basis) == (Decimal("700.00"), "民诉解释第二百零七条")


def test_nothing_opens_where_nothing_was_paid_or_twice_or_for_a_day_to_come():
    with pytest.raises(Refused, match="没有可以退还的费用"):
        register(make_charge(), RefundGround.MEDIATED)
    charge = make_paid()
    register(charge, RefundGround.DISMISSED)
    with pytest.raises(Refused, match="已经登记"):
        register(charge, RefundGround.DISMISSED)
    with pytest.raises(Refused, match="不能晚于今天"):
        register(make_paid(), RefundGround.MEDIATED, effective_at=court_time("2026-09-22"))
    with pytest.raises(Refused, match="自动产生"):
        register(make_paid(), RefundGround.OVERPAID)


def test_the_money_goes_back_to_whoever_paid_by_two_persons_step_by_step():
    refund, first, second = make_refund(), make_clerk(), make_clerk()
    with pytest.raises(Refused, match="理由"):
        refunds.propose(refund.pk, reasons=" ", by=first, at=AT)
    refunds.propose(refund.pk, reasons="调解书已生效", by=first, at=AT)
    with pytest.raises(Refused, match="两个人"):
        refunds.check(refund.pk, approve=True, by=first, at=AT)
    refunds.check(refund.pk, approve=True, by=second, at=AT)
    with pytest.raises(Refused, match="流水号"):
        refunds.send(refund.pk, reference="", by=first, at=AT)
    refunds.send(refund.pk, reference="T1", by=first, at=AT)
    refunds.confirm_arrival(refund.pk, by=second, at=AT)

    refund.refresh_from_db()
    assert (refund.status, refund.payer_account) == (RefundStatus.ARRIVED, "6222021234567890123")
    assert (refund.limit.met_at, refund.limit.responsible) == (AT, first)
    said = [entry.history_change_reason for entry in trail.history(refund)]
    assert said[:4] == ["已到账", "已汇出", "复核同意退费", "提出退费"]
    assert {"filings/fee_refund_sent", "filings/fee_refund_arrived"} <= set(
        Notice.objects.values_list("template", flat=True)
    )


def test_the_second_person_sends_it_back_with_words_and_the_first_may_change_the_account():
    refund, first = make_refund(), make_clerk()
    refunds.propose(refund.pk, reasons="退", by=first, at=AT)
    with pytest.raises(Refused, match="请写明理由"):
        refunds.check(refund.pk, approve=False, by=make_clerk(), at=AT)
    refunds.check(refund.pk, approve=False, words="账号不对", by=make_clerk(), at=AT)

    refunds.propose(refund.pk, reasons="已更正", payer_account="6217 0000 0000 0001", by=first, at=AT)

    refund.refresh_from_db()
    assert (refund.status, refund.payer_account, refund.checked_by) == ("proposed", "6217000000000001", None)


def test_a_bounced_refund_is_open_again_and_its_days_run_on():
    refund = make_refund(status=RefundStatus.SENT, proposed_by=make_clerk(), checked_by=make_clerk())
    due_at = refund.limit.due_at

    refunds.bounce(refund.pk, reason="账户已注销", by=make_clerk(), at=AT)

    refund.refresh_from_db()
    limit = RefundLimit.objects.get(refund=refund)
    assert (refund.status, limit.met_at, limit.due_at) == (RefundStatus.OPEN, None, due_at)
    assert Notice.objects.filter(template="filings/fee_refund_bounced").count() == 1


def test_only_the_chief_cancels_a_refund_with_a_reason_that_the_filer_reads():
    refund = make_refund()
    with pytest.raises(NotYours):
        refunds.cancel(refund.pk, reason="登记错误", by=make_clerk(), at=AT)
    with pytest.raises(Refused, match="请写明撤销的理由"):
        refunds.cancel(refund.pk, reason="", by=make_chief(), at=AT)

    refunds.cancel(refund.pk, reason="登记错误", by=make_chief(), at=AT)

    assert "登记错误" in Notice.objects.get(template="filings/fee_refund_cancelled").body
    assert Refund.objects.get().status == RefundStatus.CANCELLED


STEPS = {
    "propose": lambda pk, who: refunds.propose(pk, reasons="退", by=who, at=AT),
    "check": lambda pk, who: refunds.check(pk, approve=True, by=who, at=AT),
    "send": lambda pk, who: refunds.send(pk, reference="T1", by=who, at=AT),
    "confirm": lambda pk, who: refunds.confirm_arrival(pk, by=who, at=AT),
    "bounce": lambda pk, who: refunds.bounce(pk, reason="退汇", by=who, at=AT),
}


@pytest.mark.parametrize("step", STEPS)
def test_no_step_is_open_to_a_stranger_or_in_ones_own_matter(step):
    refund = make_refund(status=RefundStatus.OPEN)
    namesake = make_clerk(name=refund.charge.filing.parties.first().name)
    with pytest.raises(NotYours):
        STEPS[step](refund.pk, make_user())
    with pytest.raises(Refused, match="回避"):
        STEPS[step](refund.pk, namesake)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", [RefundStatus.ARRIVED, RefundStatus.CANCELLED])
def test_no_step_is_open_once_a_refund_has_ended(step, status):
    refund = make_refund(status=status, proposed_by=make_clerk(), checked_by=make_clerk())
    with pytest.raises(WrongState):
        STEPS[step](refund.pk, make_clerk())


def test_the_database_refuses_a_refund_paid_by_one_person():
    clerk = make_clerk()
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        make_refund(proposed_by=clerk, checked_by=clerk)
    with pytest.raises(IntegrityError, match="two_persons"), transaction.atomic():
        make_refund(status=RefundStatus.APPROVED, proposed_by=clerk)


def test_the_notice_of_refund_says_what_comes_back_and_why():
    refund = make_refund(
        status=RefundStatus.SENT, proposed_by=make_clerk(), checked_by=make_clerk(), sent_reference="T1", sent_at=NOW
    )
    printed = text_of(papers.notice_of_refund(refund, at=NOW).file.file.read())
    assert [
        words for words in ("退费通知书", "525.00 元", "第十五条", refund.number, "T1") if words not in printed
    ] == []
    with pytest.raises(WrongState):
        papers.notice_of_refund(make_refund(), at=REGISTERED)


def test_more_than_came_in_never_goes_back():
    charge = make_charge(status=ChargeStatus.PAID)
    make_payment(charge, Decimal("100.00"))

    assert register(charge, RefundGround.DISMISSED)[0].amount == Decimal("100.00")
