"""When a document took effect: worked examples, with weekdays, over holidays and make-up workdays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.review.effectiveness import Effect, Service, effective_on, enforceable
from filings.review.enums import Document
from gangcheng_court.core.deadlines.calendar import Calendar

DAYS = Calendar()


def served(**days: str | None) -> list[Service]:
    return [Service(party, date.fromisoformat(day) if day else None) for party, day in days.items()]


def on(document: Document, **days: str | None) -> date | None:
    return effective_on(document, served(**days), DAYS).on


@pytest.mark.promise("4")
def test_the_worked_example_of_two_parties_over_two_holidays() -> None:
    effect = effective_on(Document.JUDGMENT, served(甲="2026-09-10", 乙="2026-09-18"), DAYS)
    assert effect.on == date(2026, 10, 9)
    first, second, last = effect.lines
    assert "甲：2026年9月10日（周四）送达" in first
    assert "9月25日（周五，中秋节放假），顺延到2026年9月28日（周一）" in first
    assert "10月3日（周六，国庆节放假），顺延到2026年10月8日（周四）" in second
    assert "2026年10月9日（周五）起生效（民事诉讼法第一百五十八条）" in last


@pytest.mark.parametrize(
    ("document", "days", "effect"),
    [
        (Document.JUDGMENT, {"甲": "2026-03-02"}, "2026-03-18"),  # Tuesday 17 March is the fifteenth day
        (Document.JUDGMENT, {"甲": "2026-03-02", "乙": "2026-03-01"}, "2026-03-18"),  # the later decides
        (Document.JUDGMENT, {"甲": "2026-02-13"}, "2026-03-01"),  # Saturday 28 February is a make-up workday
        (Document.JUDGMENT, {"甲": "2026-02-02"}, "2026-02-25"),  # 17 February: Spring Festival until the 23rd
        (Document.RULING, {"甲": "2026-09-10"}, "2026-09-21"),  # Sunday 20 September is a make-up workday
        (Document.RULING, {"甲": "2026-04-27"}, "2026-05-08"),  # a holiday in the middle extends nothing
        (Document.SECOND_INSTANCE, {"甲": "2026-09-10", "乙": "2026-09-25"}, "2026-09-25"),  # on service, a holiday too
        (Document.SMALL_CLAIMS, {"甲": "2026-09-10", "乙": "2026-09-11"}, "2026-09-11"),
        (Document.SPECIAL_PROCEDURE, {"甲": "2026-09-10"}, "2026-09-10"),
        (Document.FINAL_RULING, {"甲": "2026-09-10"}, "2026-09-10"),
        (Document.MEDIATION, {"甲": "2026-09-10", "乙": "2026-09-14"}, "2026-09-14"),  # when both have signed
        (Document.PAYMENT_ORDER, {"甲": "2026-09-18"}, "2026-10-09"),
    ],
)
def test_each_document_has_effect_by_its_own_rule(document: Document, days: dict[str, str], effect: str) -> None:
    assert on(document, **days) == date.fromisoformat(effect)


def test_only_the_debtor_can_stop_a_payment_order() -> None:
    parties = [Service("申请人", date(2026, 9, 28)), Service("债务人", date(2026, 3, 2), owes=True)]
    assert effective_on(Document.PAYMENT_ORDER, parties, DAYS).on == date(2026, 3, 18)


def test_an_award_has_effect_from_the_day_it_was_made() -> None:
    assert effective_on(Document.AWARD, [], DAYS, issued_on=date(2026, 10, 1)).on == date(2026, 10, 1)
    assert effective_on(Document.AWARD, [], DAYS).unknown == ("作出日期",)


@pytest.mark.parametrize("document", [document for document in Document if document != Document.AWARD])
def test_one_unknown_date_leaves_the_effect_unknown_and_asks_the_division_never_the_applicant(
    document: Document,
) -> None:
    effect = effective_on(document, served(甲="2026-09-10", 乙=None), DAYS)
    assert effect.on is None
    assert effect.unknown == ("乙",)
    assert "请审判庭核实，不得要求申请人提供" in effect.lines[-1]
    assert "甲：2026年9月10日" in effect.lines[0]


@pytest.mark.parametrize("document", [Document.JUDGMENT, Document.RULING, Document.PAYMENT_ORDER])
def test_an_appeal_or_an_objection_leaves_it_without_effect(document: Document) -> None:
    assert effective_on(document, served(甲="2026-03-02"), DAYS, appealed=True) == Effect(
        None, effective_on(document, [], DAYS, appealed=True).lines
    )


def test_nobody_named_is_no_effect() -> None:
    for document in Document:
        assert effective_on(document, [], DAYS).on is None


def test_a_day_in_a_year_without_a_calendar_is_provisional() -> None:
    assert effective_on(Document.JUDGMENT, served(甲="2027-09-20"), DAYS).provisional
    assert not effective_on(Document.JUDGMENT, served(甲="2026-09-10"), DAYS).provisional


@given(st.lists(st.dates(date(2024, 1, 1), date(2026, 11, 1)), min_size=1, max_size=4))
def test_a_further_party_never_makes_it_earlier_and_it_is_never_within_anybodys_time(days: list[date]) -> None:
    parties = [Service(f"当事人{number}", day) for number, day in enumerate(days)]
    whole = effective_on(Document.JUDGMENT, parties, DAYS).on
    assert whole == max(effective_on(Document.JUDGMENT, [party], DAYS).on for party in parties)
    assert all((whole - day).days > 15 for day in days)


def test_the_time_for_enforcement_is_information_with_its_own_arithmetic() -> None:
    effect = Effect(date(2026, 10, 9), ())
    lines = enforceable(effect, DAYS, days=10)
    assert "最后一日是2026年10月19日（周一）" in lines[0]
    assert "到2028年10月19日" in lines[1]
    assert "同样受理" in lines[2]
    assert "2026年12月31日" in enforceable(effect, DAYS, until=date(2026, 12, 31))[0]
    assert "没有规定履行期间" in enforceable(effect, DAYS)[0]
    assert enforceable(Effect(None, ()), DAYS) == ()
