"""What the hall begins with, as files beside this one: a line each, columns divided by tabs."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from accessibility.amenities.enums import ItemKind

FOLDER = Path(__file__).parent


class StarterFacility(NamedTuple):
    """A line of facilities.tsv; their order is the order of the round."""

    code: str
    name: str
    place: str
    hint: str


class StarterItem(NamedTuple):
    """A line of items.tsv."""

    kind: ItemKind
    label: str
    hint: str


def facilities() -> list[StarterFacility]:
    return [StarterFacility(*line) for line in _lines("facilities.tsv")]


def items() -> list[StarterItem]:
    return [StarterItem(ItemKind(kind), label, hint) for kind, label, hint in _lines("items.tsv")]


def _lines(name: str) -> Iterator[list[str]]:
    for line in FOLDER.joinpath(name).read_text("utf-8").splitlines():
        yield line.split("\t")
