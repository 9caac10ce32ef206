"""A script beside the console: steps with words to say, and choices that lead on, to an article or to an outcome.

The file is plain text: `title:` on the first line, then for each step `## code`, the words, and choices such as
`- 已经结案 -> closed`, `- 想知道多少钱 -> @fees` (an article) or `- 要投诉 -> !投诉`
(an outcome). The first step begins.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

STEP = re.compile(r"^## +([a-z0-9-]+) *$", re.MULTILINE)
CHOICE = re.compile(r"^- +(.+?) *-> *([@!]?)(\S+) *$")
KINDS = {"": "step", "@": "article", "!": "outcome"}


@dataclass(frozen=True)
class Choice:
    """What the caller may answer; `kind` is `step`, `article` or `outcome`, `target` its code, slug or words."""

    words: str
    kind: str
    target: str


@dataclass(frozen=True)
class Step:
    code: str
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Script:
    slug: str
    title: str
    steps: dict[str, Step]

    @property
    def start(self) -> Step:
        return next(iter(self.steps.values()))


def read(slug: str, text: str) -> Script:
    """The script in a file's `text`. Raises ValueError for one without a title, without steps or with a step twice."""
    head, *rest = STEP.split(text)
    title = re.search(r"^title: *(.+)$", head, re.MULTILINE)
    codes = rest[::2]
    if not title or not codes or len(set(codes)) < len(codes):
        raise ValueError(f"{slug}: needs a title and steps, each once")
    steps = {code: _step(code, body) for code, body in zip(codes, rest[1::2], strict=True)}
    return Script(slug, title[1].strip(), steps)


def _step(code: str, body: str) -> Step:
    lines = body.strip().splitlines()
    matches = [(line, CHOICE.match(line)) for line in lines]
    choices = tuple(Choice(match[1], KINDS[match[2]], match[3]) for _, match in matches if match)
    return Step(code, "\n".join(line for line, match in matches if not match).strip(), choices)


def faults(script: Script, articles: Container[str]) -> list[str]:
    """What is wrong with a script: dead ends, choices that lead nowhere, steps that nobody reaches, silent steps."""
    found = []
    reached, waiting = set(), [script.start.code]
    while waiting:
        step = script.steps[waiting.pop()]
        reached.add(step.code)
        if not step.words:
            found.append(f"{step.code} says nothing")
        if not step.choices:
            found.append(f"{step.code} is a dead end")
        for choice in step.choices:
            if choice.kind == "article" and choice.target not in articles:
                found.append(f"{step.code}: no article {choice.target}")
            elif choice.kind == "step" and choice.target not in script.steps:
                found.append(f"{step.code}: no step {choice.target}")
            elif choice.kind == "step" and choice.target not in reached:
                waiting.append(choice.target)
    return found + [f"{code} is never reached" for code in script.steps if code not in reached]
