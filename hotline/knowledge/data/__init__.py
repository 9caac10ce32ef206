"""What the knowledge base begins with, as files beside this one: articles, synonyms and scripts.

docs/knowledge.md says how they are written.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hotline.knowledge.enums import Topic
from hotline.knowledge.rules import scripts
from hotline.knowledge.rules.scripts import Script

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Starter:
    """An article as its file has it."""

    slug: str
    topic: Topic
    question: str
    answer: str
    laws: tuple[str, ...]
    words: str


def read_article(slug: str, text: str) -> Starter:
    """The article in a file's `text`: a header of `name: value` lines, an empty line, the answer.

    Raises ValueError or KeyError when the header is not whole.
    """
    header, answer = text.strip().split("\n\n", 1)
    told: dict[str, str] = {}
    laws: list[str] = []
    for line in header.splitlines():
        if line.startswith("- "):
            laws.append(line[2:].strip())
        else:
            name, value = line.split(":", 1)
            told[name.strip()] = value.strip()
    return Starter(slug, Topic(told["topic"]), told["question"], answer.strip(), tuple(laws), told.get("words", ""))


def articles() -> list[Starter]:
    """Every starter article, by slug."""
    return [read_article(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("articles/*.md"))]


@cache
def all_scripts() -> dict[str, Script]:
    """Every script, by slug."""
    return {path.stem: scripts.read(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("scripts/*.md"))}


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Each known word with the other words of its group (`synonyms.tsv`: a group a line, words divided by tabs)."""
    lines = (FOLDER / "synonyms.tsv").read_text("utf-8").splitlines()
    groups = [line.split("\t") for line in lines if line.strip()]
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for word in group:
            found[word] = tuple(dict.fromkeys([*found.get(word, ()), *(other for other in group if other != word)]))
    return found
