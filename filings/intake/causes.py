"""The causes of action of each edition, read from the data files beside this module."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

EDITIONS = ("2025", "admin2020", "private")


class CauseRow(NamedTuple):
    """One line of an edition: `parent` is the third-level code above a fourth-level cause, else ''."""

    code: str
    name: str
    group: str
    parent: str


def rows(edition: str) -> Iterator[CauseRow]:
    """Every cause of the edition, parents before children."""
    text = Path(__file__).with_name(f"causes_{edition}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield CauseRow(*line.split("\t"))
