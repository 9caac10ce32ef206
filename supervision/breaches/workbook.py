"""The late matters of a report as an Excel workbook: written row by row, and every text stays text."""

from collections.abc import Iterable
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.deadlines.models import Obligation
from gangcheng_court.core.web.figures import percent
from gangcheng_court.core.web.workbook import name_of_export
from supervision.breaches import reports, rules
from supervision.breaches.reports import Figures

COLUMNS = (
    ("编号", 22),
    ("轮次", 8),
    ("起算时间", 20),
    ("到期时间", 20),
    ("完成时间", 20),
    ("超期小时", 12),
    ("责任部门", 16),
    ("责任人", 14),
    ("超期原因", 14),
    ("情况说明", 60),
)
MOMENT = "yyyy-mm-dd hh:mm:ss"


def file_name(exporter: str, at: datetime, extension: str = "xlsx") -> str:
    """`超时承诺事项_202611_导出人_20261123-140509.xlsx`."""
    return name_of_export(f"超时承诺事项_{at.astimezone(COURT_ZONE):%Y%m}", exporter, at, extension)


def footer(exporter: User, at: datetime) -> str:
    """What is printed at the foot of every page."""
    return f"{exporter} 导出于 {at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M}"


def conditions(asked: list[tuple[str, str]], total: Figures, exporter: User, at: datetime) -> list[tuple[str, Any]]:
    """The second sheet: what was asked for, what came of it, who exported it and when."""
    return [
        *asked,
        ("到期事项（件）", total.n),
        ("按时完成（件）", total.kept),
        ("超期（件）", total.broken),
        ("按时率", percent(total.rate)),
        ("用时中位数", rules.length_words(total.median)),
        ("最长用时", rules.length_words(total.worst)),
        ("导出人", str(exporter)),
        ("导出时间", at),
    ]


def write(rows: Iterable[Obligation], conditions: list[tuple[str, Any]], *, footer: str) -> IO[bytes]:
    """An open temporary file with two sheets: the late matters, and the conditions they were found by.

    Memory stays flat however many rows there are. `footer` is printed at the foot of every page.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("超时承诺事项")
    sheet.freeze_panes = "A2"
    sheet.oddFooter.center.text = footer
    for index, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_cell(sheet, title, bold=True) for title, _ in COLUMNS])
    count = 0
    # Filled again for each row: an appended row is written at once, and making cells is most of the time.
    cells = [WriteOnlyCell(sheet) for _ in COLUMNS]
    for row in rows:
        for cell, value in zip(cells, _values(row), strict=True):
            _fill(cell, value)
        sheet.append(cells)
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count + 1}"
    about = book.create_sheet("查询条件")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 16, 60
    about.oddFooter.center.text = footer
    for name, value in conditions:
        about.append([_cell(about, name, bold=True), _cell(about, value)])
    file = TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return file


def _values(row: Any) -> list[Any]:
    number, _, round_number = row.reference.partition("/")
    return [
        number,
        round_number,
        row.started_at,
        row.due_at,
        row.met_at,
        round(row.over.total_seconds() / 3600, 2),
        str(row.department or ""),
        str(row.responsible or "无人领取"),
        reports.cause_label(row.cause),
        row.words,
    ]


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    _fill(cell, value)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _fill(cell: WriteOnlyCell, value: Any) -> None:
    """Text stays text, whatever it begins with; a moment is on the court's clock."""
    if isinstance(value, datetime):
        cell.number_format = MOMENT
        cell.value = value.astimezone(COURT_ZONE).replace(tzinfo=None)
    elif isinstance(value, str):
        cell.number_format = "@"
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
