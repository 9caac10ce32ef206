"""The list behind a figure as an Excel workbook: references and moments, and what they were counted by."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook

from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.web.workbook import fill_sheet, name_of_export
from supervision.watch.data import Indicator
from supervision.watch.models import Reading
from supervision.watch.queries.listings import Listing, Matter

NO_NUMBER = "（没有编号）"
MOST_ROWS = 3000
"""A list that is longer is a matter for the page, not for a sheet; the workbook says when it ended here."""


def file_name(indicator: Indicator, exporter: str, at: datetime) -> str:
    """`监测_退费期限_导出人_20261123-140509.xlsx`."""
    return name_of_export(f"监测_{indicator.title}", exporter, at)


def workbook(listing: Listing, matters: list[Matter], reading: Reading, *, exporter: str, at: datetime) -> BytesIO:
    """The workbook of one list of one reading."""
    indicator = reading.indicator_data
    book = Workbook()
    sheet = book.active
    sheet.title = "名单"
    fill_sheet(sheet, ("编号", listing.at_title), [(row.number or NO_NUMBER, _moment(row.at)) for row in matters])
    figures = [(part.title, f"{part.value_words}（{part.threshold_words}，基数 {part.n}）") for part in reading.parts]
    conditions = [
        ("指标", indicator.title),
        ("名单", listing.title),
        ("行数", f"{len(matters)}（最多导出 {MOST_ROWS} 行）"),
        ("期间", f"{_moment(reading.since)} 至 {_moment(reading.until)}"),
        ("定义", indicator.definition),
        ("公式", indicator.formula),
        *figures,
        ("导出人", exporter),
        ("导出时间", _moment(at)),
    ]
    fill_sheet(book.create_sheet("查询条件"), ("项目", "内容"), conditions)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M:%S}" if at else ""
