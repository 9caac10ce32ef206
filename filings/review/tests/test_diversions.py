"""民事诉讼法 127: each diversion with its place and its words, filled in for the reviewer where nothing was typed."""

import pytest

from filings.intake.diversions import DIVERSIONS
from filings.review import services
from filings.review.enums import LetterKind
from filings.review.forms import WrongCourtForm
from filings.review.tests.builders import NOW, make_clerk, make_taken
from gangcheng_court.core.documents.tests.printed import words_of

pytestmark = pytest.mark.django_db


def form(**typed: str) -> WrongCourtForm:
    return WrongCourtForm({"right_court": "", "reasons": "", **typed}, filing=make_taken(make_clerk()))


@pytest.mark.parametrize("code", [code for code in DIVERSIONS if code != "other_court"])
def test_a_chosen_diversion_fills_in_what_is_empty(code: str) -> None:
    filled = form(diversion=code)

    assert filled.is_valid()
    assert filled.cleaned_data == {"right_court": DIVERSIONS[code].place, "reasons": DIVERSIONS[code].reasons}


def test_typed_words_win_and_another_court_must_be_named() -> None:
    typed = form(diversion="other_court", right_court="济南市莱芜区人民法院", reasons="  ")
    assert typed.is_valid()
    assert typed.cleaned_data["right_court"] == "济南市莱芜区人民法院"
    assert typed.cleaned_data["reasons"] == DIVERSIONS["other_court"].reasons

    assert form(diversion="other_court").errors.keys() == {"right_court"}
    assert form().errors.keys() == {"right_court", "reasons"}


def test_the_seven_and_the_final_award_stand_with_place_words_and_article() -> None:
    assert len(DIVERSIONS) == 8
    for code, diversion in DIVERSIONS.items():
        assert diversion.sentence.endswith("。")
        assert bool(diversion.place) == (code != "other_court")
        assert len(diversion.place) <= 100
        assert "法" in diversion.basis


@pytest.mark.parametrize(
    ("code", "said", "unsaid"),
    [
        ("arbitration", "请向约定的仲裁机构（申请仲裁）提出", "不属于本院管辖"),
        ("divorce", "请向济南市钢城区人民法院（满六个月以后起诉）提出", "不属于本院管辖"),
        ("no_suit_period", "请向济南市钢城区人民法院（期限届满以后起诉）提出", "跨域立案"),
        ("final_award", "请向劳动争议仲裁委员会所在地的中级人民法院（申请撤销裁决）提出", "跨域立案"),
    ],
)
def test_the_letter_leads_to_a_place_that_need_not_be_a_court(code: str, said: str, unsaid: str) -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)

    services.return_to_right_court(
        filing.pk, right_court=DIVERSIONS[code].place, reasons=DIVERSIONS[code].reasons, by=clerk, at=NOW
    )

    with filing.letters.get(kind=LetterKind.RETURN).file.file.open() as content:
        words = words_of(content.read())
    assert said in words
    assert unsaid not in words
