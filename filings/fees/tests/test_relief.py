"""Later, less or nothing: asked with proof, proposed with reasons, decided by a second person."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from filings.fees.enums import KIND_OF, ChargeStatus, RefundGround, ReliefGround, ReliefKind, ReliefStatus
from filings.fees.models import FeePaper, Refund, Relief
from filings.fees.services import charges, papers, relief
from filings.fees.tests.builders import (
    REGISTERED,
    make_accepted,
    make_charge,
    make_chief,
    make_clerk,
    make_paid,
    make_payment,
    make_relief,
)
from filings.intake.enums import PartyKind, Status
from filings.intake.tests.builders import make_draft, make_submitted
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.tests.builders import make_pdf, upload
from gangcheng_court.core.documents.tests.printed import text_of
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
AT = court_time("2026-04-29 09:00")
UNTIL = court_time("2026-10-01").date()


def ask(filing, ground=ReliefGround.DISASTER, **given):
    values = {
        "statement": "家里遭了水灾",
        "proofs": [upload(make_pdf(), "证明.pdf")],
        "by": filing.filer,
        "at": AT,
    }
    return relief.apply_for(filing.pk, ground=ground, **values | given)


def decide(row, *, grant=True, **given):
    relief.propose(row.pk, grant=grant, reasons="材料属实", by=make_clerk(), at=AT, **given)
    relief.decide(row.pk, approve=True, by=make_chief(), at=AT)
    row.refresh_from_db()
    return row


def told(event):
    return Notice.objects.filter(template=f"filings/fee_{event}").count()


def test_every_ground_belongs_to_one_kind_of_relief():
    assert set(KIND_OF) == set(ReliefGround)


def test_asking_stops_the_payers_days_and_keeps_the_proof():
    charge = make_charge()

    row = ask(charge.filing)

    charge.refresh_from_db()
    assert (row.kind, row.status) == (ReliefKind.REDUCE, ReliefStatus.ASKED)
    assert charge.status == ChargeStatus.RELIEF_ASKED
    assert charge.limits.get().met_at == AT
    assert row.proofs.get().file.name == "证明.pdf"
    assert told("relief_received") == 1


def test_asking_before_the_filing_is_registered_stops_the_notice_of_payment():
    filing = make_submitted()
    ask(filing)

    charge = charges.open_for(filing, by=None, at=AT)

    assert charge.status == ChargeStatus.RELIEF_ASKED
    assert not charge.limits.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [({"statement": "  "}, "请写明困难的情况"), ({"proofs": []}, "上传证明材料")],
)
def test_asking_needs_words_and_proof(given, words):
    with pytest.raises(Refused, match=words):
        ask(make_charge().filing, **given)


def test_a_proof_that_is_no_document_leaves_nothing_behind():
    charge = make_charge()
    with pytest.raises(BadFile):
        ask(charge.filing, proofs=[upload(b"MZ\x90", "x.pdf")])
    charge.refresh_from_db()
    assert (charge.status, Relief.objects.count()) == (ChargeStatus.OPEN, 0)


def test_an_organisation_cannot_ask_to_pay_nothing():
    filing = make_charge().filing
    filing.parties.filter(side="plaintiff").update(kind=PartyKind.ORGANISATION)
    with pytest.raises(Refused, match="只适用于自然人"):
        ask(filing, ReliefGround.MINIMUM_LIVING)
    assert ask(filing, ReliefGround.OTHER_REDUCE).kind == ReliefKind.REDUCE


def test_a_stranger_a_second_time_and_a_paid_fee_are_refused():
    charge = make_charge()
    with pytest.raises(NotYours):
        ask(charge.filing, by=make_user())
    ask(charge.filing)
    with pytest.raises(WrongState, match="正在审查"):
        ask(charge.filing)
    with pytest.raises(WrongState, match="已交纳"):
        ask(make_paid().filing)
    with pytest.raises(WrongState):
        ask(make_draft())
    with pytest.raises(WrongState):
        ask(make_submitted(status=Status.REJECTED))


def test_a_reduction_takes_off_at_least_three_tenths_and_is_asked_for_anew():
    charge = make_charge(amount=300000)  # 5,800 元
    row = ask(charge.filing)
    for share in (None, Decimal("0.29"), Decimal(1)):
        with pytest.raises(Refused, match="百分之三十"):
            relief.propose(row.pk, grant=True, share=share, reasons="属实", by=make_clerk(), at=AT)

    decide(row, share=Decimal("0.3"))

    charge.refresh_from_db()
    assert (charge.status, charge.due) == (ChargeStatus.REDUCED, Decimal("4060.00"))
    assert charge.lines[-1]["basis"] == "诉讼费用交纳办法第四十六条第二款"
    assert charge.limits.open().get().amount == Decimal("4060.00")
    assert charge.limits.order_by("id").first().lines != charge.lines
    assert (told("asked"), told("relief_decided")) == (1, 1)


def test_the_database_refuses_less_than_three_tenths():
    with pytest.raises(IntegrityError, match="three_tenths"), transaction.atomic():
        make_relief(make_accepted(), share=Decimal("0.2"))


def test_who_is_freed_from_it_pays_nothing():
    charge = make_charge()
    decide(ask(charge.filing, ReliefGround.NO_INCOME))

    charge.refresh_from_db()
    assert (charge.status, charge.due) == (ChargeStatus.WAIVED, 0)
    assert not charge.limits.open().exists()


def test_a_deferral_names_its_day():
    charge = make_charge()
    row = ask(charge.filing, ReliefGround.LEGAL_AID)
    for until in (None, court_time("2026-04-29").date()):
        with pytest.raises(Refused, match="缓交到哪一天"):
            relief.propose(row.pk, grant=True, until=until, reasons="属实", by=make_clerk(), at=AT)

    decide(row, until=UNTIL)

    charge.refresh_from_db()
    assert (charge.status, charge.deferred_until, charge.due) == (ChargeStatus.DEFERRED, UNTIL, Decimal("1050.00"))


def test_a_refusal_is_reasoned_and_starts_seven_days_anew():
    charge = make_charge()
    row = decide(ask(charge.filing), grant=False)

    charge.refresh_from_db()
    assert (row.status, charge.status) == (ReliefStatus.REFUSED, ChargeStatus.OPEN)
    assert charge.limits.open().get().started_at == AT
    assert charge.limits.count() == 2


def test_what_was_granted_before_registration_holds_when_the_charge_opens():
    filing = make_submitted()
    decide(ask(filing), share=Decimal("0.5"))

    charge = charges.open_for(filing, by=None, at=AT)

    assert (charge.status, charge.due) == (ChargeStatus.REDUCED, Decimal("525.00"))
    assert charge.limits.get().amount == Decimal("525.00")


@pytest.mark.parametrize(
    ("paid", "status", "back"),
    [("100.00", ChargeStatus.REDUCED, None), ("800.00", ChargeStatus.PAID, Decimal("275.00"))],
)
def test_what_was_paid_before_a_reduction_above_it_goes_back(paid, status, back):
    charge = make_charge()
    make_payment(charge, Decimal(paid))

    decide(ask(charge.filing), share=Decimal("0.5"))

    charge.refresh_from_db()
    assert charge.status == status
    refund = Refund.objects.filter(ground=RefundGround.RELIEF).first()
    assert (refund.amount if refund else None) == back


def test_who_paid_while_it_was_decided_gets_everything_back_when_freed():
    charge = make_charge()
    row = ask(charge.filing, ReliefGround.SUPPORT)
    type(charge).objects.filter(pk=charge.pk).update(status=ChargeStatus.PAID)
    make_payment(charge)

    decide(row)

    assert Refund.objects.get().amount == Decimal("1050.00")


def test_two_persons_decide_and_the_second_is_the_chief():
    row, chief = ask(make_charge().filing), make_chief()
    with pytest.raises(Refused, match="请写明理由"):
        relief.propose(row.pk, grant=False, reasons=" ", by=chief, at=AT)
    relief.propose(row.pk, grant=False, reasons="收入较高", by=chief, at=AT)
    with pytest.raises(Refused, match="两个人"):
        relief.decide(row.pk, approve=True, by=chief, at=AT)
    with pytest.raises(NotYours):
        relief.decide(row.pk, approve=True, by=make_clerk(), at=AT)
    with pytest.raises(Refused, match="请写明理由"):
        relief.decide(row.pk, approve=False, by=make_chief(), at=AT)

    relief.decide(row.pk, approve=False, words="再核实收入", by=make_chief(), at=AT)

    row.refresh_from_db()
    assert row.status == ReliefStatus.ASKED
    assert told("relief_returned") == 1
    reasons = [entry.history_change_reason for entry in trail.history(row)]
    assert reasons == ["复核不同意，退回重新审查", "提出不准予减交", "申请减交"]


def test_the_database_refuses_a_decision_by_the_one_who_proposed():
    clerk = make_clerk()
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        make_relief(make_accepted(), proposed_by=clerk, checked_by=clerk)


def test_deciding_twice_is_refused():
    row = decide(ask(make_charge().filing), share=Decimal("0.3"))
    with pytest.raises(WrongState):
        relief.decide(row.pk, approve=True, by=make_chief(), at=AT)
    with pytest.raises(WrongState):
        relief.propose(row.pk, grant=True, share=Decimal("0.3"), reasons="再来", by=make_clerk(), at=AT)


@pytest.mark.parametrize(
    ("grant", "ground", "given", "words"),
    [
        (True, ReliefGround.DISASTER, {"share": Decimal("0.4")}, "准予减交诉讼费用百分之四十"),
        (False, ReliefGround.NO_INCOME, {}, "不予准许"),
    ],
)
def test_the_decision_is_a_letter_with_its_reasons(grant, ground, given, words):
    row = ask(make_charge(at=REGISTERED).filing, ground)
    with pytest.raises(WrongState):
        papers.decision_on_relief(row, at=AT)
    row = decide(row, grant=grant, **given)

    printed = text_of(papers.decision_on_relief(row, at=AT).file.file.read())

    assert words in printed
    assert "材料属实" in printed
    assert FeePaper.objects.count() == 1
