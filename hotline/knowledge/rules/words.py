"""Chinese text without a dictionary: cut into overlapping pairs of characters, as index and question both see it.

A question loses what everybody asks with (怎么, 多少, 吗 …), is widened by the synonyms of `data`, and becomes terms:
each is worth finding by itself, so that word order does not matter and one word may be missing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+|[0-9a-z]+")
FILLERS = (
    *("请问", "我想", "我要", "想要", "想问", "问一下", "一下", "需要", "可以", "为什么", "什么", "什么时候"),
    *("怎么", "怎么办", "怎么办理", "怎么样", "怎么算", "怎样", "如何", "多少", "多久", "多长时间"),
    *("哪些", "哪里", "哪儿", "哪个", "能", "能不能", "可不可以", "是不是", "有没有", "需不需要"),
    *("吗", "呢", "吧", "啊", "呀", "的", "了", "我", "您", "你"),
)
"""What a question is asked with; no answer is found by it."""
EITHER_OR = re.compile(r"(.)不\1")
"""退不退: asked for is 退."""
MARK = "_"
"""Before a word in the index: it stands in the question, not only in the answer."""
LONGEST_QUESTION = 100
MOST_TERMS = 24
Synonyms = Mapping[str, Sequence[str]]


def _runs(text: str) -> Iterator[str]:
    return iter(RUN.findall(unicodedata.normalize("NFKC", text).casefold()))


def cut(text: str) -> list[str]:
    """The pairs of each run of Chinese characters and its last character alone; Latin words and numbers whole."""
    words: dict[str, None] = {}
    for run in _runs(text):
        words |= dict.fromkeys([run] if run.isascii() else [*_pairs(run), run[-1]])
    return list(words)


def vector(*, question: str, words: str, answer: str, laws: Iterable[str]) -> list[str]:
    """The words by which an article is found; those of its question (and of the other ways to ask it) twice."""
    asked = cut(f"{question}\n{words}")
    return list(dict.fromkeys([*(MARK + word for word in asked), *asked, *cut("\n".join([answer, *laws]))]))


def terms(question: str, synonyms: Synonyms) -> list[list[str]]:
    """What to look for: each term as its ways of saying it, the most telling length first, at most `MOST_TERMS`.

    A known word is one term with its synonyms; what is left over is a term for each pair.
    """
    found: dict[tuple[str, ...], None] = {}
    for run in _runs(question[:LONGEST_QUESTION]):
        for piece, known in _pieces(run, synonyms):
            for term in [(piece, *synonyms[piece])] if known else _pairs_of_rest(piece):
                found[tuple(dict.fromkeys(term))] = None
    return [list(term) for term in found][:MOST_TERMS]


def _pairs_of_rest(piece: str) -> list[tuple[str]]:
    plain = EITHER_OR.sub(r"\1", piece)
    return [(pair,) for pair in ([plain] if plain.isascii() else _pairs(plain) or [plain])]


def query(term: Sequence[str], *, in_question: bool) -> str:
    """A `tsquery` for one term: any of its ways, each by all of its pairs (a single character by what begins so)."""
    mark = MARK if in_question else ""
    return " | ".join("(" + " & ".join(_lexemes(way, mark)) + ")" for way in term)


def _lexemes(way: str, mark: str) -> list[str]:
    return [
        f"'{mark}{word}'" if word.isascii() or len(word) > 1 else f"'{mark}{word}':*"
        for run in _runs(way)
        for word in ([run] if run.isascii() else _pairs(run) or [run])
    ]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _pieces(run: str, synonyms: Synonyms) -> Iterator[tuple[str, bool]]:
    """`run` divided into known words (True) and what lies between them without the fillers (False)."""
    start = at = 0
    while at < len(run):
        known = _longest(run, at, synonyms)
        filler = "" if known else _longest(run, at, FILLERS)
        if known or filler:
            if start < at:
                yield run[start:at], False
            if known:
                yield known, True
            at = start = at + len(known or filler)
        else:
            at += 1
    if start < at:
        yield run[start:at], False


def _longest(run: str, at: int, words: Iterable[str]) -> str:
    longest = max(map(len, words), default=0)
    return next((run[at:end] for end in range(min(len(run), at + longest), at, -1) if run[at:end] in words), "")
