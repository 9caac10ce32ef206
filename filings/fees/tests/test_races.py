"""Two at the same moment about money: one wins, nothing is counted twice."""

import pytest

from filings.fees.enums import ChargeStatus, RefundGround, RefundStatus
from filings.fees.models import FeePaper, Payment, Refund, Statement
from filings.fees.services import papers, refunds, statements
from filings.fees.tests.builders import (
    DUE,
    REGISTERED,
    bank_content,
    bank_line,
    make_charge,
    make_clerk,
    make_paid,
    make_refund,
)
from gangcheng_court.core.accounts.tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_imports_of_one_file_at_once_count_it_once():
    charge, clerks = make_charge(), [make_clerk(), make_clerk()]
    content = bank_content(bank_line(charge.code))

    done, refused = together(
        *(lambda by=by: statements.take_in(content, name="a.csv", by=by, at=REGISTERED) for by in clerks)
    )

    assert sorted(taken.is_new for taken in done) == [False, True]
    assert (refused, Statement.objects.count(), Payment.objects.count(), Refund.objects.count()) == ([], 1, 1, 0)


def test_two_files_with_the_same_transaction_at_once_count_it_once():
    charge, clerk = make_charge(), make_clerk()
    line = bank_line(charge.code)
    files = [bank_content(line), bank_content(line)]

    done, refused = together(
        *(
            lambda content=content: statements.take_in(content, name="a.csv", by=clerk, at=REGISTERED)
            for content in files
        )
    )

    assert (len(done), refused, Payment.objects.count(), Refund.objects.count()) == (2, [], 1, 0)


def test_a_double_click_on_pay_pays_once_and_gives_the_rest_back():
    charge = make_charge()
    filer = charge.filing.filer

    together(*[lambda: statements.pay_in_sandbox(charge.pk, amount=DUE, by=filer, at=REGISTERED)] * 2)

    charge.refresh_from_db()
    assert charge.status == ChargeStatus.PAID
    assert charge.payments.count() == 2
    assert [(refund.ground, refund.amount) for refund in Refund.objects.all()] == [(RefundGround.OVERPAID, DUE)]


@pytest.mark.parametrize("refused_one", [True, False])
def test_two_clerks_decide_one_refund_at_once(refused_one):
    refund = make_refund(status=RefundStatus.PROPOSED, proposed_by=make_clerk())
    clerks = [make_clerk() for _ in range(4)]

    done, refused = together(
        *(
            lambda by=by, approve=not (refused_one and place % 2): refunds.check(
                refund.pk, approve=approve, words="再核对", by=by, at=REGISTERED
            )
            for place, by in enumerate(clerks)
        )
    )

    assert (len(done), len(refused)) == (1, 3)
    refund.refresh_from_db()
    assert refund.status in (RefundStatus.APPROVED, RefundStatus.OPEN)
    assert refund.history.filter(history_change_reason__startswith="复核").count() == 1


def test_one_event_registered_twice_at_once_opens_one_refund():
    charge, clerk = make_paid(), make_clerk()

    done, refused = together(
        *[
            lambda: refunds.register(
                charge.filing_id, ground=RefundGround.DISMISSED, effective_at=REGISTERED, by=clerk, at=REGISTERED
            )
        ]
        * 2
    )

    assert (len(done), len(refused), Refund.objects.count()) == (1, 1, 1)


def test_a_receipt_asked_for_twice_at_once_is_one_paper():
    payment = make_paid().payments.select_related("charge__filing", "line").get()

    done, _ = together(*[lambda: papers.receipt(payment, at=REGISTERED)] * 2)

    assert len({paper.pk for paper in done}) == 1
    assert FeePaper.objects.count() == 1
