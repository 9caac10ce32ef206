"""Tables as sheets of a workbook, all made alike; a text stays text, whatever it begins with."""

import re
from datetime import datetime
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from gangcheng_court.core.deadlines.clock import COURT_ZONE

COLUMN_WIDTH = 18
UNSAFE_IN_NAME = re.compile(r'[\\/:*?"<>|\s]+')


def name_of_export(what: str, exporter: str, at: datetime, extension: str = "xlsx") -> str:
    """Such as `三个规定_导出人_20261123-140509.xlsx`: what it holds, who took it out, and when."""
    return f"{what}_{UNSAFE_IN_NAME.sub('', exporter)}_{at.astimezone(COURT_ZONE):%Y%m%d-%H%M%S}.{extension}"


def fill_sheet(sheet: Any, titles: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Put a table into an empty sheet: bold titles that stay in view, and a filter over all.

    Text stays text, whatever it begins with: nothing that somebody wrote becomes a formula.
    """
    sheet.freeze_panes = "A2"
    sheet.append(titles)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value for value in row])
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"
    for column in range(1, len(titles) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{len(rows) + 1}"
