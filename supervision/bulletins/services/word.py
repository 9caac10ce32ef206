"""A bulletin as a Word document. Names the fonts every Chinese Word has; embeds none."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from supervision.bulletins.services.paper import COLUMNS, Paper

SERIF, SANS = "仿宋", "黑体"
RED = RGBColor(0xC0, 0x00, 0x00)
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write(paper: Paper) -> bytes:
    """The .docx of `paper`."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for margin, size in MARGINS.items():
        setattr(page, margin, Mm(size))
    properties = document.core_properties
    properties.title, properties.author, properties.language, properties.comments = (
        paper.title,
        paper.court,
        "zh-CN",
        "",
    )
    _line(document, paper.court, size=30, font=SANS, align=CENTER, color=RED)
    _rule(_line(document, paper.number, align=CENTER))
    _line(document, paper.title, size=22, font=SANS, align=CENTER, before=16)
    if paper.addressee:
        _line(document, f"{paper.addressee}：", before=10)
    for section in paper.sections:
        _line(document, section.heading, font=SANS, before=8, keep=True)
        for words in section.lines:
            _line(document, words, indent=True)
    if paper.figures:
        _line(document, paper.figures_title, font=SANS, before=10, keep=True)
        _table(document, paper.figures)
    _line(document, paper.signer, align=RIGHT, before=20, keep=True)
    _line(document, paper.dated, align=RIGHT)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _line(
    document: Any,
    text: str,
    *,
    size: int = 16,
    font: str = SERIF,
    align: Any = None,
    before: int = 0,
    indent: bool = False,
    keep: bool = False,
    color: RGBColor | None = None,
) -> Any:
    paragraph = document.add_paragraph()
    _write(paragraph, text, size=size, font=font, color=color)
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(0), 1.4
    shape.keep_with_next = keep
    if indent:
        shape.first_line_indent = Pt(2 * size)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _write(paragraph: Any, text: str, *, size: int, font: str, color: RGBColor | None = None) -> None:
    """Write `text`, without the control characters that XML has no place for."""
    run = paragraph.add_run("".join(character for character in text if character >= " "))
    run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), font)


def _rule(paragraph: Any) -> None:
    """A red line below a paragraph."""
    border, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", str(RED))):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    paragraph._element.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def _table(document: Any, rows: list[dict[str, Any]]) -> None:
    table = document.add_table(rows=0, cols=len(COLUMNS), style="Table Grid")
    _fill(table.add_row(), [title for _, title in COLUMNS], font=SANS)
    for row in rows:
        _fill(table.add_row(), [str(row[name]) for name, _ in COLUMNS], font=SERIF)


def _fill(row: Any, texts: list[str], *, font: str) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        _write(cell.paragraphs[0], text, size=10, font=font)
