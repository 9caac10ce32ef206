"""The plain way an answer is written: paragraphs divided by an empty line, “- ” before an item, “1. ” before a step."""

import re
import unicodedata
from dataclasses import dataclass

ITEM, STEP = re.compile(r"[-•]\s+"), re.compile(r"\d{1,2}[.、．]\s*")
SHORT = 90


@dataclass(frozen=True)
class Block:
    """A paragraph, or the lines of a list; `kind` is `paragraph`, `items` or `steps`."""

    kind: str
    lines: tuple[str, ...]


def blocks(answer: str) -> list[Block]:
    """The answer as it is shown. A list ends with an empty line or with a line of another kind."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", answer):
        joined = False
        for line in filter(None, map(str.strip, part.splitlines())):
            mark, kind = _kind(line)
            text = line[mark:]
            if joined and found[-1].kind == kind:
                found[-1] = Block(kind, (*found[-1].lines, text))
            else:
                found.append(Block(kind, (text,)))
            joined = True
    return found


def _kind(line: str) -> tuple[int, str]:
    for pattern, kind in ((ITEM, "items"), (STEP, "steps")):
        if match := pattern.match(line):
            return match.end(), kind
    return 0, "paragraph"


def beginning(answer: str) -> str:
    """The first words of an answer, on one line."""
    words = " ".join(line for block in blocks(answer) for line in block.lines)
    return words if len(words) <= SHORT else words[: SHORT - 1] + "…"


def tidy(text: str) -> str:
    """`text` without control characters and trailing blanks; lines end as ours do."""
    text = "\n".join(text.splitlines())
    kept = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()
