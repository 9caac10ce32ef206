"""The desk's list as an Excel workbook: no name, no text and no answer of a complaint leaves with it."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from openpyxl import Workbook

from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.deadlines.models import Obligation
from gangcheng_court.core.web.workbook import fill_sheet, name_of_export
from supervision.complaints.models import Complaint
from supervision.complaints.queries.lists import with_limits

TITLES = (
    *("编号", "来源", "收到时间", "事项", "等级", "状态", "告知期限", "告知时间"),
    *("答复期限", "答复时间", "结论", "承办人", "相关案号", "12368 工单"),
)
MOST = 5000


def workbook(rows: QuerySet[Complaint], conditions: list[tuple[str, Any]]) -> BytesIO:
    """Two sheets: the complaints, five thousand at most, and what they were found by."""
    book, found = Workbook(), with_limits(list(rows.select_related("owner")[:MOST]))
    sheet = book.active
    sheet.title = "投诉"
    fill_sheet(sheet, TITLES, [_line(row) for row in found])
    fill_sheet(book.create_sheet("查询条件"), ("项目", "内容"), [*conditions, ("件数", len(found))])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def file_name(exporter: str, at: datetime) -> str:
    """`投诉_导出人_20261123-140509.xlsx`."""
    return name_of_export("投诉", exporter, at)


def _line(row: Complaint) -> tuple[Any, ...]:
    return (
        *(row.number, row.get_source_display(), _moment(row.received_at), row.get_subject_display()),
        *(row.get_level_display(), row.get_status_display(), _due(row.to_acknowledge), _moment(row.acknowledged_at)),
        *(_due(row.to_answer) or _moment(row.due_at), _moment(row.answered_at), row.get_finding_display()),
        *(str(row.owner or ""), row.case_number, row.ticket or ""),
    )


def _due(limit: Obligation | None) -> str:
    return _moment(limit.due_at) if limit else ""


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M}" if at else ""
