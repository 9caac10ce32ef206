"""A questioning as a workbook: what came of it, the list it was drawn from, and how to draw again."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook

from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.web.figures import percent
from gangcheng_court.core.web.workbook import fill_sheet
from supervision.questioning.enums import Stratum
from supervision.questioning.models import Questioning
from supervision.questioning.queries import Results
from supervision.questioning.rules.intervals import Share

HOW = "每个业务内按 sha256(种子|事项编号) 从小到大排列，取前若干名；各业务人数按比例、最大余数法分配，至少一名。"


def file_name(questioning: Questioning, at: datetime) -> str:
    """`随机询问_XW20261126-000001_20261126-140509.xlsx`."""
    return f"随机询问_{questioning.number}_{at.astimezone(COURT_ZONE):%Y%m%d-%H%M%S}.xlsx"


def whole(share: Share | None) -> tuple[str, str, str]:
    """A share and the ends of its interval as whole percents; dashes for none."""
    return tuple(f"{value:.0%}" for value in (share.value, share.low, share.high)) if share else ("—",) * 3


def write(found: Results) -> BytesIO:
    book, questioning = Workbook(), found.questioning
    book.active.title = "结果"
    rows = [
        (question.text, choice.text, question.n, choice.count, *whole(choice.share))
        for question in found.questions
        for choice in question.choices
    ]
    fill_sheet(book.active, ("问题", "选项", "回答人数", "选这一项", "加权比例", "区间下限", "区间上限"), rows)
    lines = [
        (
            Stratum(line.stratum).label if line.stratum else "合计",
            *(line.served, line.drawn, line.answered, line.refused, line.silent, percent(line.rate)),
        )
        for line in (*found.strata, found.total)
    ]
    titles = ("业务", "名单人数", "抽中", "已回答", "不愿回答", "没有回答", "回答率")
    fill_sheet(book.create_sheet("回答率"), titles, lines)
    members = questioning.members.order_by("stratum", "reference").values_list("stratum", "reference", "place")
    frozen = [(stratum, reference, place) for stratum, reference, place in members]
    fill_sheet(book.create_sheet("抽取名单"), ("业务代码", "事项编号", "抽中的顺序"), frozen)
    conditions = [
        ("编号", questioning.number),
        ("服务期间", f"{questioning.since} 至 {questioning.until}"),
        ("要抽取的人数", questioning.wanted),
        ("随机种子", questioning.seed),
        ("名单校验值", questioning.list_hash),
        ("怎样抽取", HOW),
        ("区间", "百分之九十五的威尔逊区间，按各业务服务人数加权，有效样本量按基什公式。"),
    ]
    fill_sheet(book.create_sheet("怎样核对"), ("项目", "内容"), conditions)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file
