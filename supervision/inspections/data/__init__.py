"""What inspections begin with, as files beside this one: items a line each, columns divided by tabs; the places."""

from itertools import groupby
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


class StarterItem(NamedTuple):
    """What is looked at; `code` stays the same from edition to edition, so that a repeat is known."""

    code: str
    group: str
    words: str


class StarterChecklist(NamedTuple):
    code: str
    title: str
    items: list[StarterItem]


def checklists() -> list[StarterChecklist]:
    """The lines of checklists.tsv: code and title of the checklist, then code, group and words of the item."""
    lines = [line.split("\t") for line in FOLDER.joinpath("checklists.tsv").read_text("utf-8").splitlines()]
    return [
        StarterChecklist(code, title, [StarterItem(*line[2:]) for line in items])
        for (code, title), items in groupby(lines, key=lambda line: (line[0], line[1]))
    ]


PLACES = tuple(FOLDER.joinpath("places.txt").read_text("utf-8").split())
"""Where an inspection may go."""
