"""Money in capitals, sentences from answers, and what does not fit together."""

from datetime import date
from decimal import Decimal

import pytest

from filings.pleadings import data
from filings.pleadings.data.shape import Field, Section, Sort
from filings.pleadings.rules import answers as kept
from filings.pleadings.rules import capitals, checks, wording
from filings.pleadings.tests.builders import LENDING
from gangcheng_court.core.deadlines.calendar import Calendar

CALENDAR = Calendar()
LOAN = data.form_of("2025", "private_lending")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("15.00", "壹拾伍元整"),
        ("100.05", "壹佰元零伍分"),
        ("1000.50", "壹仟元伍角整"),
        ("1001.23", "壹仟零壹元贰角叁分"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("10500", "壹万零伍佰元整"),
        ("20030.04", "贰万零叁拾元零肆分"),
        ("100010", "壹拾万零壹拾元整"),
        ("101000", "壹拾万壹仟元整"),
        ("1000000", "壹佰万元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("9999999999999.99", "玖兆玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capital_figures(amount, words):
    assert capitals.capitals(Decimal(amount)) == f"人民币{words}"


@pytest.mark.parametrize("amount", ["-1", "0.001", "1e30"])
def test_what_has_no_capital_figures_is_an_error(amount):
    with pytest.raises(ValueError, match="no capital figures"):
        capitals.capitals(Decimal(amount))


def test_claims_are_one_text_each_in_the_order_of_the_form():
    answers = LENDING | {"other_claims": [{"name": "判令被告赔礼道歉"}, {"name": "判令被告返还借条"}]}
    assert wording.claims(LOAN, answers) == [
        "判令被告偿还借款本金40,000元",
        "判令被告支付利息2,400.50元（截至2026年6月1日），计算方式：以40000元为基数，按年利率12%计算，"
        "此后的利息继续计算至实际清偿之日止",
        "判令被告承担本案诉讼费用",
        "判令被告赔礼道歉",
        "判令被告返还借条",
    ]


def test_facts_are_numbered_and_no_answer_is_lost():
    facts = wording.facts(LOAN, LENDING)
    assert facts.splitlines()[:3] == [
        "1. 2025年3月1日，双方订立借条。",
        "2. 出借人为张玥喆，借款人为李建国。",
        "3. 双方约定借款50,000元，实际提供借款50,000元，方式为转账。",
    ]
    assert "2025年3月1日提供30,000元；2025年3月2日提供20,000元" in facts
    assert "王五为上述债务提供保证。保证方式为连带责任保证。" in facts
    assert "提供方式：现金" in wording.facts(LOAN, {"lent_by": "cash"})


def test_without_answers_there_is_nothing_to_say():
    for form in data.FORMS.values():
        assert wording.claims(form, {}) == []
        assert wording.facts(form, {}) == ""


@pytest.mark.parametrize("answer", ["no", None])
def test_a_no_and_a_question_left_open_claim_nothing(answer):
    assert wording.claims(LOAN, {"costs": answer, "security_claimed": answer}) == []


def test_an_answer_whose_question_is_no_longer_asked_is_not_said():
    answers = {"expenses_claimed": "no", "expenses": "3000"}
    assert wording.claims(LOAN, answers) == []
    assert checks.claimed_sum(LOAN, answers) is None


def test_the_defendant_confirms_or_objects_row_by_row():
    form = data.form_of("2025", "private_lending-answer")
    answers = {"C1_stand": "agree", "C2_stand": "object", "C2_why": "利率没有约定", "F3_stand": "object"}
    assert wording.claims(form, answers) == [
        "对原告关于“本金”的内容予以确认",
        "对原告关于“利息”的内容有异议：利率没有约定",
    ]
    assert wording.facts(form, answers) == "1. 对原告关于“借款金额”的内容有异议。"


@pytest.mark.parametrize(
    ("sort", "stored"),
    [
        (Sort.YUAN, "abc"),
        (Sort.YUAN, ["1"]),
        (Sort.DAY, "2026-02-30"),
        (Sort.SPAN, ["2026-01-01"]),
        (Sort.SPAN, {"a": 1}),
        (Sort.RATE, {}),
    ],
)
def test_a_stored_answer_that_cannot_be_read_counts_as_none(sort, stored):
    assert kept.read(Field("x", "x", sort), stored) is None
    assert wording.sentences(Section("C1", "x", (Field("x", "x", sort),), ("有{x}",)), {"x": stored}) == []


def known(today="2026-06-17", lpr="3.0") -> checks.Known:
    return checks.Known(date.fromisoformat(today), Decimal(lpr), CALENDAR)


def doubts(form_code, **answers):
    return {n.field: n.message for n in checks.notices(data.form_of("2025", form_code), answers, known())}


def test_answers_that_fit_together_raise_no_doubt():
    assert checks.notices(LOAN, LENDING, known()) == []


def test_each_doubt_says_where_it_is():
    found = checks.notices(LOAN, LENDING | {"total": "1", "term": ["2026-01-01", "2025-01-01"]}, known())
    assert [(notice.step, notice.field) for notice in found] == [("terms", "term"), ("claim-more", "total")]


@pytest.mark.parametrize(
    ("form", "answers", "field", "words"),
    [
        ("private_lending", {"principal": "1", "total": "2"}, "total", "相加是 1元"),
        (
            "private_lending",
            {"principal": "40001", "lent": "50000", "repaid": "10000"},
            "principal",
            "减去已还的 10,000元",
        ),
        ("private_lending", {"rate": "12.1", "rate_per": "year"}, "rate", "高于 12%"),
        ("private_lending", {"rate": "1.1", "rate_per": "month"}, "rate", "每年 13.2%"),
        ("private_lending", {"contract_day": "2026-06-18"}, "contract_day", "以后的日期"),
        ("private_lending", {"lent_on": [{"day": "2027-01-01"}]}, "lent_on", "以后的日期"),
        ("sale", {"claim_price": "91", "price": "100", "paid_late": "10"}, "claim_price", "减去已付的 10元"),
        ("bank_loan", {"interest": "10", "interest_regular": "4", "interest_compound": "5"}, "interest", "相加是 9元"),
        ("credit_card", {"overdue_from": "2026-02-01", "owed_day": "2026-01-01"}, "owed_day", "早于"),
        (
            "private_lending",
            {"contract_day": "2026-02-01", "overdue": "yes", "overdue_from": "2026-01-31"},
            "overdue_from",
            "早于“哪一天签的",
        ),
        ("divorce", {"sued_before": "yes", "sued_before_ended": "2025-12-17"}, "sued_before_ended", "不满六个月"),
        ("divorce", {"plaintiff_is": "husband", "pregnancy": "yes"}, "pregnancy", "由法院决定"),
        ("labour", {"award_received": "2026-06-05"}, "award_received", "2026年6月22日（周一） 以前起诉"),
        ("labour", {"award_received": "2026-06-01"}, "award_received", "可能已经超过"),
    ],
)
def test_what_does_not_fit_is_said(form, answers, field, words):
    assert words in doubts(form, **answers)[field]


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        ("private_lending", {"principal": "40000", "lent": "50000", "repaid": "10000", "total": "40000"}),
        ("private_lending", {"principal": "50000"}),
        ("private_lending", {"rate": "12", "rate_per": "year"}),
        ("private_lending", {"rate": "1", "rate_per": "month"}),
        ("private_lending", {"contract_day": "2026-06-17"}),
        ("divorce", {"sued_before": "yes", "sued_before_ended": "2025-12-16"}),
        ("divorce", {"plaintiff_is": "wife", "pregnancy": "yes"}),
        ("divorce", {"sued_before": "no", "sued_before_ended": "2026-06-01"}),
        ("narrative", {"payments": [{"what": "货款", "amount": "5"}], "total": "5"}),
    ],
)
def test_what_fits_is_not_doubted(form, answers):
    assert doubts(form, **answers) == {}


def test_the_total_is_the_sum_until_it_is_stated():
    assert checks.total(LOAN, LENDING) == Decimal("42400.50")
    assert checks.total(LOAN, LENDING | {"total": "42000"}) == Decimal(42000)
    assert checks.total(LOAN, {}) is None
    narrative = data.form_of("2025", "narrative")
    assert checks.total(narrative, {"payments": [{"amount": "1.5"}, {"what": "x"}, {"amount": "2"}]}) == Decimal("3.5")
