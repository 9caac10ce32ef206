"""The quarter's register as a workbook: a sheet for what was asked, one for contacts."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.web.workbook import fill_sheet, name_of_export
from supervision.interference.enums import Kind
from supervision.interference.models import Entry

PERSON = ("姓名", "单位", "职务", "与当事人的关系")
FIRST = (
    "编号",
    "记录人",
    "部门",
    "记录时间",
    "逾期",
    "发生日期",
    "时间",
    "地点",
    "姓名",
    "单位",
    "职务",
    "与当事人的关系",
)
LAST = ("案号", "案件名称", "内容", "在场人员", "处理情况", "相关编号", "更正的记录")
ASKED = (*FIRST, "类别", "方式", "属于依法履职", *LAST)
CONTACT = (*FIRST, "接触对象", "禁止行为", *LAST)


def file_name(exporter: str, year: int, quarter: int, at: datetime) -> str:
    """`三个规定_2026年第4季度_导出人_20261123-140509.xlsx`."""
    return name_of_export(f"三个规定_{year}年第{quarter}季度", exporter, at)


def write(rows: Iterable[Entry]) -> BytesIO:
    """Both sheets of a quarter's records; a quarter has few."""
    rows = list(rows)
    book = Workbook()
    book.active.title = "过问记录"
    fill_sheet(book.active, ASKED, [_asked(row) for row in rows if row.kind != Kind.CONTACT])
    contacts = book.create_sheet("接触交往")
    fill_sheet(contacts, CONTACT, [_contact(row) for row in rows if row.kind == Kind.CONTACT])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _asked(row: Entry) -> tuple[Any, ...]:
    how = (row.get_kind_display(), row.get_form_display(), "是" if row.is_lawful else "否")
    return (*_first(row), *how, *_last(row))


def _contact(row: Entry) -> tuple[Any, ...]:
    return (*_first(row), row.get_counterpart_display(), "；".join(row.acts_words), *_last(row))


def _first(row: Entry) -> tuple[Any, ...]:
    recorded = row.recorded_at.astimezone(COURT_ZONE).replace(tzinfo=None, microsecond=0)
    who = (row.number, str(row.recorder), str(row.recorder.department or ""), recorded, "是" if row.is_late else "")
    where = (row.happened_on, row.time, row.place)
    return (*who, *where, row.person_name, row.person_unit, row.person_post, row.relation)


def _last(row: Entry) -> tuple[Any, ...]:
    what = (row.case_number, row.case_name, row.content, row.present, row.handling, row.reference)
    return (*what, row.corrects.number if row.corrects else "")
