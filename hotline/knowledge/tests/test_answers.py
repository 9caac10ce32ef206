"""How an answer is written: paragraphs, items, steps."""

from hotline.knowledge.rules import answers
from hotline.knowledge.rules.answers import Block


def test_an_answer_is_paragraphs_items_and_steps():
    text = "先说结论。\n\n1. 第一步\n2、第二步\n\n- 银行卡\n- 身份证\n请注意。"

    assert answers.blocks(text) == [
        Block("paragraph", ("先说结论。",)),
        Block("steps", ("第一步", "第二步")),
        Block("items", ("银行卡", "身份证")),
        Block("paragraph", ("请注意。",)),
    ]


def test_lines_of_one_paragraph_stay_together_and_nothing_is_an_answer_of_none():
    assert answers.blocks("一行\n又一行") == [Block("paragraph", ("一行", "又一行"))]
    assert answers.blocks(" \n\n \n") == []


def test_a_sum_at_the_beginning_of_a_line_is_no_step():
    assert answers.blocks("1000 元以下的，每件交 50 元。")[0].kind == "paragraph"


def test_the_beginning_is_short_and_on_one_line():
    assert answers.beginning("一。\n\n- 二") == "一。 二"
    assert len(answers.beginning("长" * 500)) == answers.SHORT


def test_control_characters_and_foreign_line_ends_go():
    assert answers.tidy("一\x07\r\n二\x1b  \n\n三\u2028四\n") == "一\n二\n\n三\n四"
