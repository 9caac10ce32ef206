"""How Chinese is cut for the index, and what a question asks for."""

import pytest

from hotline.knowledge.rules import words

SYNONYMS = {"诉讼费": ("受理费", "官司费"), "怎么退费": ("退费办法",)}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("诉讼费", ["诉讼", "讼费", "费"]),
        ("退", ["退"]),
        ("ＬＰＲ的４倍", ["lpr", "的", "4", "倍"]),
        ("民诉法126条", ["民诉", "诉法", "法", "126", "条"]),
        ("退费，退费。", ["退费", "费"]),
        ("𠮷野家", ["𠮷野", "野家", "家"]),
        ("？！ \t", []),
        ("", []),
    ],
)
def test_text_is_cut_into_pairs_and_whole_latin_words(text, cut):
    assert words.cut(text) == cut


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("诉讼费怎么退", [["诉讼费", "受理费", "官司费"], ["退"]]),
        ("请问怎么退 诉讼费 呢？", [["退"], ["诉讼费", "受理费", "官司费"]]),
        ("诉讼费退不退", [["诉讼费", "受理费", "官司费"], ["退"]]),
        ("能不能用ＬＰＲ算", [["用"], ["lpr"], ["算"]]),
        ("怎么退费", [["怎么退费", "退费办法"]]),
        ("保全担保要多少", [["保全"], ["全担"], ["担保"], ["保要"]]),
        ("怎么办", []),
        ("!!!", []),
    ],
)
def test_a_question_becomes_terms_without_what_everybody_asks_with(question, terms):
    assert words.terms(question, SYNONYMS) == terms


def test_a_question_without_end_asks_for_a_bounded_number_of_terms():
    assert len(words.terms("".join(map(chr, range(0x4E00, 0x9FFF))), {})) == words.MOST_TERMS


def test_a_term_is_found_by_any_of_its_ways_and_all_of_their_pairs():
    assert words.query(["诉讼费", "受理费"], in_question=False) == "('诉讼' & '讼费') | ('受理' & '理费')"
    assert words.query(["退"], in_question=True) == "('_退':*)"
    assert words.query(["lpr"], in_question=False) == "('lpr')"


@pytest.mark.parametrize("text", ["'; DROP TABLE x; --", "a'b\\'c", "& | ! ( ) :* <->", "\0\x07", "_x_"])
def test_nothing_typed_reaches_the_query_as_more_than_words(text):
    allowed = set("'_:*&|() ")
    for term in words.terms(text, {}):
        query = words.query(term, in_question=True)
        assert {letter for letter in query if not letter.isalnum()} <= allowed


def test_the_words_of_the_question_are_marked_in_the_index():
    vector = words.vector(question="退费", words="退款", answer="十五日", laws=["民诉法"])

    assert {"_退费", "退费", "_退款", "十五", "民诉"} <= set(vector)
    assert "_十五" not in vector
