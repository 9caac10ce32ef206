"""The courts of the province, read from the data file beside this module, which says what of it was verified."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class CourtRow(NamedTuple):
    """One court: `code` is its 法院代字, `parent_code` that of the court above, `divisions` the places it covers."""

    code: str
    name: str
    level: str
    parent_code: str
    divisions: list[str]
    address: str
    phone: str
    code_verified: bool


def rows() -> Iterator[CourtRow]:
    """Every court, each after the one above it."""
    text = Path(__file__).with_name("courts.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            code, name, level, parent, divisions, address, phone, mark = line.split("\t")
            places = divisions.split("、") if divisions else []
            yield CourtRow(code, name, level, parent, places, address, phone, not mark)
