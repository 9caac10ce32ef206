"""What ships with the portal: every article whole, every synonym once, every script with a way out."""

import re

import pytest
from django.core.management import call_command

from hotline.knowledge import data
from hotline.knowledge.models import Article
from hotline.knowledge.rules import answers, scripts

STARTERS = {starter.slug: starter for starter in data.articles()}
GOOD = "title: 试\n\n## a\n说。\n- 是 -> b\n- 否 -> !结束\n\n## b\n再说。\n- 回去 -> a\n- 看 -> @known\n"


def test_every_starter_article_is_whole():
    for slug, starter in STARTERS.items():
        assert max(len(slug) - 60, len(starter.question) - 120, len(starter.words) - 200) <= 0, slug
        assert starter.laws, slug
        assert all(re.search(r"第.+条|〔\d{4}〕", law) and len(law) <= 120 for law in starter.laws), slug
        assert starter.answer == answers.tidy(starter.answer), slug
        assert answers.blocks(starter.answer), slug


def test_no_word_stands_twice_in_a_group_of_synonyms():
    for word, others in data.synonyms().items():
        assert word.strip() == word
        assert word not in others
        assert others


@pytest.mark.parametrize("slug", data.all_scripts())
def test_every_step_of_a_script_is_reached_and_leads_on(slug):
    assert scripts.faults(data.all_scripts()[slug], STARTERS) == []


def test_a_script_is_read_from_its_file():
    script = scripts.read("x", GOOD)

    assert (script.title, script.start.code, script.start.words) == ("试", "a", "说。")
    assert [(choice.words, choice.kind, choice.target) for choice in script.start.choices] == [
        ("是", "step", "b"),
        ("否", "outcome", "结束"),
    ]
    assert scripts.faults(script, {"known"}) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD.replace("- 回去 -> a\n- 看 -> @known\n", ""), "b is a dead end"),
        (GOOD.replace("-> b", "-> c"), "a: no step c"),
        (GOOD.replace("@known", "@unknown"), "b: no article unknown"),
        (GOOD + "\n## c\n没人来。\n- 完 -> !结束\n", "c is never reached"),
        (GOOD.replace("再说。", ""), "b says nothing"),
    ],
)
def test_a_fault_of_a_script_is_named(text, fault):
    assert fault in scripts.faults(scripts.read("x", text), {"known"})


@pytest.mark.parametrize("text", ["", "title: 试", "## a\n说\n- 完 -> !结束", GOOD + "\n## a\n又说\n- 完 -> !结束"])
def test_what_is_no_script_is_refused(text):
    with pytest.raises(ValueError, match="needs a title and steps"):
        scripts.read("x", text)


def test_an_article_is_read_from_its_file():
    header = "question: 诉讼费怎么退\ntopic: fees\nlaws:\n- 诉讼费用交纳办法第五十三条\nwords: 退款"
    text = f"{header}\n\n第一段。\n\n- 要点\n"
    starter = data.read_article("refund", text)

    assert (starter.question, starter.topic, starter.words) == ("诉讼费怎么退", "fees", "退款")
    assert (starter.laws, starter.answer) == (("诉讼费用交纳办法第五十三条",), "第一段。\n\n- 要点")


@pytest.mark.parametrize("text", ["question: 问", "topic: fees\n\n答", "question: 问\ntopic: other\n\n答", "？\n\n答"])
def test_a_file_that_is_no_article_is_refused(text):
    with pytest.raises((ValueError, KeyError)):
        data.read_article("x", text)


@pytest.mark.django_db
def test_loading_twice_puts_everything_out_once():
    for _ in range(2):
        call_command("load_articles", verbosity=0)

    assert Article.objects.filter(published__number=1).count() == Article.objects.count() == len(STARTERS)
