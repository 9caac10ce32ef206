"""A bulletin in official form, as its PDF and its Word document both write it."""

from dataclasses import dataclass
from typing import Any

from gangcheng_court.core.deadlines.clock import COURT_ZONE, full_day
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.web.templatetags.court import chinese_count, chinese_date
from supervision.bulletins.enums import Audience, Status
from supervision.bulletins.models import Bulletin

COURT, SIGNER = "济南市钢城区人民法院", "济南市钢城区人民法院督察室"
ADDRESSEE = "各庭、室、局"
COLUMNS = (
    ("title", "承诺"),
    ("n", "到期（件）"),
    ("kept", "按时（件）"),
    ("broken", "超期（件）"),
    ("rate", "按时率"),
    ("median", "用时中位数"),
)


@dataclass(frozen=True)
class Section:
    heading: str
    lines: list[str]


@dataclass(frozen=True)
class Paper:
    """All the words of the paper, in order."""

    court: str
    number: str
    title: str
    addressee: str
    sections: list[Section]
    figures: list[dict[str, Any]]
    figures_title: str
    signer: str
    dated: str


def of(bulletin: Bulletin) -> Paper:
    """The paper of a bulletin; one that is not out says so where its number will stand, and has no date."""
    read_at = bulletin.read_at.astimezone(COURT_ZONE)
    words = {Status.PUBLISHED: bulletin.number, Status.WITHDRAWN: f"{bulletin.number}（已撤回）"}
    return Paper(
        court=COURT,
        number=words.get(Status(bulletin.status), "督通〔　　〕　号（未发布）"),
        title=bulletin.title,
        addressee=ADDRESSEE if bulletin.audience == Audience.INSIDE else "",
        sections=[
            Section(
                f"{chinese_count(place)}、{section['heading']}", [line for line in section["text"].split("\n") if line]
            )
            for place, section in enumerate(bulletin.sections, 1)
        ],
        figures=bulletin.figures,
        figures_title=(
            f"附表：{full_day(bulletin.since)}至{full_day(bulletin.until)}各项承诺"
            f"（数字截至 {read_at:%Y-%m-%d %H:%M}，此后不再变动）"
        ),
        signer=SIGNER,
        dated=chinese_date(bulletin.published_at),
    )


def as_pdf(bulletin: Bulletin) -> bytes:
    """The paper as PDF/UA."""
    return pdf.render("pdf/supervision/bulletin.html", {"paper": of(bulletin), "columns": COLUMNS})
