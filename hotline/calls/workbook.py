"""The hotline's figures as an Excel workbook: a sheet for calls, one for tickets, one for the conditions."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.web.figures import percent
from gangcheng_court.core.web.workbook import fill_sheet, name_of_export

CALLS = ("", "来电", "接听", "未接", "5 秒内挂断", "服务时间内来电", "服务时间内接听", "接通率", "补接")
SPEED = "平均接听用时（秒）"
GROUPS = (("按日", "days"), ("按时段", "hours"), ("按坐席", "operators"))
TICKETS = ("类型", "受理", "应当日转办", "当日转办", "当日转办率", "自动转办", "应回复", "按期回复", "按期回复率")
RATED = ("办结", "重办", "评价", "满意和基本满意", "满意度")


def file_name(exporter: str, at: datetime) -> str:
    """`12368热线统计_202611_导出人_20261123-140509.xlsx`."""
    return name_of_export(f"12368热线统计_{at.astimezone(COURT_ZONE):%Y%m}", exporter, at)


def write(shown: dict[str, Any], *, since: date, until: date, exporter: str, at: datetime) -> BytesIO:
    """The workbook of what the figures' page shows (`shown` is its context). Sums only, so it is small."""
    book = Workbook()
    calls = book.active
    calls.title = "来电"
    groups = [("合计", [shown["total"]]), *((title, shown[key]) for title, key in GROUPS)]
    fill_sheet(calls, (*CALLS, SPEED), [row for title, lines in groups for row in _calls(title, lines)])
    lines = [*shown["lines"], shown["sum"]]
    fill_sheet(book.create_sheet("工单"), (*TICKETS, *RATED), [_tickets(line) for line in lines])
    conditions = [
        ("统计期间", f"{since} 至 {until}"),
        ("导出人", exporter),
        ("导出时间", f"{at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M:%S}"),
        ("来电口径", shown["definition"]),
        ("工单口径", shown["ticket_definition"]),
    ]
    fill_sheet(book.create_sheet("查询条件"), ("项目", "内容"), conditions)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _calls(title: str, lines: list[Any]) -> list[tuple[Any, ...]]:
    return [
        (
            getattr(line, "name", title),
            line.offered,
            line.answered,
            line.missed,
            line.short,
            line.offered_in_hours,
            line.answered_in_hours,
            percent(line.rate),
            line.called_back,
            round(line.answer_speed.total_seconds(), 1) if line.answer_speed else None,
        )
        for line in lines
    ]


def _tickets(line: Any) -> tuple[Any, ...]:
    handed = (line.to_hand_over, line.handed_over_in_time, percent(line.same_day_rate), line.automatic)
    replied = (line.to_reply, line.replied_in_time, percent(line.reply_rate))
    rated = (line.rated, line.satisfied, percent(line.satisfaction))
    return (line.name, line.received, *handed, *replied, line.closed, line.reopened, *rated)
