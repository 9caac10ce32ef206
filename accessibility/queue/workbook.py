"""The hall's figures as an Excel workbook: a sheet for waits and services, one for the rest, one for the conditions."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from accessibility.queue.reports import Figures, Report, Times
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.web.figures import percent
from gangcheng_court.core.web.workbook import fill_sheet, name_of_export

SPENT = ("个数", "一半不超过（分钟）", "九成不超过（分钟）", "最长（分钟）")
TITLES = ("分组", "名称", "号数", *(f"等候{title}" for title in SPENT), *(f"办理{title}" for title in SPENT))
COUNTS = ("过号次数", "过号未到", "转办", "下班时未办", "自行取消")


def file_name(exporter: str, at: datetime) -> str:
    """`大厅统计_导出人_20261123-140509.xlsx`."""
    return name_of_export("大厅统计", exporter, at)


def write(shown: dict[str, Any], *, exporter: str, at: datetime) -> BytesIO:
    """The workbook of what the figures' page shows (`shown` is its context). Sums only, so it is small."""
    report: Report = shown["report"]
    book = Workbook()
    sheet = book.active
    sheet.title = "等候和办理"
    rows = [_row("合计", "", report.total)]
    rows += [_row(title, line.name, line) for title, lines in report.groups() for line in lines]
    fill_sheet(sheet, (*TITLES, *COUNTS), rows)
    appointments, assistance = shown["appointments"], shown["assistance"]
    others = [
        ("优先号占比", percent(report.priority_share)),
        ("预约到场", appointments.kept),
        ("预约未到", appointments.missed),
        ("预约取消", appointments.cancelled),
        ("预约守约率", percent(appointments.rate)),
        ("协助到期", assistance.n),
        ("协助按时到位", assistance.kept),
        ("协助按时率", percent(assistance.rate)),
    ]
    fill_sheet(book.create_sheet("优先、预约和协助"), ("项目", "数值"), others)
    conditions = [
        ("统计期间", shown["words"]),
        ("导出人", exporter),
        ("导出时间", f"{at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M:%S}"),
        ("口径", shown["definition"]),
    ]
    fill_sheet(book.create_sheet("查询条件"), ("项目", "内容"), conditions)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _row(title: str, name: str, figures: Figures) -> tuple[Any, ...]:
    counts = (figures.misses, figures.no_shows, figures.transfers, figures.day_ended, figures.given_up)
    return (title, name, figures.tickets, *_spent(figures.wait), *_spent(figures.service), *counts)


def _spent(times: Times) -> tuple[Any, ...]:
    return (times.n, _minutes(times.median), _minutes(times.p90), _minutes(times.longest))


def _minutes(length: timedelta | None) -> float | None:
    return None if length is None else round(length / timedelta(minutes=1), 1)
