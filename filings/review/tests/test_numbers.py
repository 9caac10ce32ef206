"""Case numbers (law: 法〔2015〕137号)."""

import pytest

from filings.review import numbers
from filings.review.numbers import CaseNumber
from gangcheng_court.core.deadlines.clock import court_time


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("(2026)鲁0117民初813号", "（2026）鲁0117民初813号"),
        ("（2018）鲁1203民初5号", "（2018）鲁1203民初5号"),
        (" （2026）鲁0117 民初 813 号\n", "（2026）鲁0117民初813号"),
        ("（２０２６）鲁０１１７民初８１３号", "（2026）鲁0117民初813号"),
    ],
)
def test_a_typed_number_is_brought_into_the_stored_form(typed: str, stored: str) -> None:
    assert numbers.normalise(typed) == stored


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("（2026）鲁0117行审复3号", CaseNumber(2026, "鲁0117", "行审复", 3)),
        ("（2026）鲁01民终9号", CaseNumber(2026, "鲁01", "民终", 9)),
        ("（2024）浙02民诉前调595号", CaseNumber(2024, "浙02", "民诉前调", 595)),
        ("（2025）最高法知民终12号", CaseNumber(2025, "最高法", "民终", 12, special="知")),
        ("（2026）鲁民申7号", CaseNumber(2026, "鲁", "民申", 7)),
    ],
)
def test_a_number_is_taken_apart_and_put_together_again(text: str, parts: CaseNumber) -> None:
    assert numbers.parse(text) == parts
    assert str(parts) == text


@pytest.mark.parametrize(
    "text",
    [
        "2026鲁0117民初1号",
        "（26）鲁0117民初1号",
        "（2026）鲁0117 民初 0813 号",
        "（2026）鲁0117民初0号",
        "（2026）鲁117民初1号",
        "（2026）0117民初1号",
        "（2026）鲁0117民初1",
        "（2026）鲁0117初民事案件一号",
        "WS20261123-000123",
        "",
    ],
)
def test_what_is_no_case_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="鲁0117民初123号"):
        numbers.parse(text)


@pytest.mark.parametrize(
    ("registered", "year"),
    [
        ("2026-12-31 23:59:59", 2026),
        ("2027-01-01 00:00:05", 2027),  # still 31 December in UTC
    ],
)
def test_the_year_is_the_courts_not_utcs(registered: str, year: int) -> None:
    assert numbers.case_year(court_time(registered)) == year
