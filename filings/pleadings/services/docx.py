"""The paper as a Word document. Names the fonts every Chinese Word has; embeds none."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from filings.pleadings.rules.paper import Paper, Table, Text

SERIF, SANS = "宋体", "黑体"
MARGINS = {"top_margin": 30, "bottom_margin": 28, "left_margin": 26, "right_margin": 24}
LABEL_WIDTH, TEXT_WIDTH = Mm(38), Mm(122)


def write(paper: Paper, dated: str) -> bytes:
    """The .docx of `paper`, dated as papers are."""
    document = Document()
    _set_page(document)
    _set_properties(document, paper)
    _line(document, paper.document, size=22, font=SANS, align=WD_ALIGN_PARAGRAPH.CENTER)
    if paper.matter:
        _line(document, f"（{paper.matter}）", size=14, align=WD_ALIGN_PARAGRAPH.CENTER)
    for note in paper.notes:
        _line(document, f"说明：{note}", size=10)
    for part in paper.parts:
        if part.title:
            _line(document, part.title, size=14, font=SANS, before=10, heading=True)
        if isinstance(part, Table):
            _table(document, part)
        else:
            _text(document, part)
    _line(document, "此致", before=10, indent=True)
    _line(document, paper.court)
    _line(document, f"{paper.signer}（签名或者盖章）：{'　' * 8}", before=16, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document, dated, align=WD_ALIGN_PARAGRAPH.RIGHT)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for margin, size in MARGINS.items():
        setattr(section, margin, Mm(size))
    _set_font(document.styles["Normal"].element.get_or_add_rPr(), SERIF)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("第 ")
    _page_number(footer.add_run())
    footer.add_run(" 页")


def _set_properties(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language, properties.comments = paper.document, "", "zh-CN", ""


def _page_number(run: Any) -> None:
    for sort, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if sort else "w:instrText")
        if sort:
            part.set(qn("w:fldCharType"), sort)
        else:
            part.text = text
        run._element.append(part)


def _set_font(properties: Any, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), font)


def _line(
    holder: Any,
    text: str,
    *,
    size: int = 12,
    font: str = SERIF,
    align: Any = None,
    before: int = 0,
    indent: bool = False,
    heading: bool = False,
) -> None:
    paragraph = holder.add_paragraph()
    _write(paragraph, text, size=size, font=font)
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(0), 1.4
    shape.keep_with_next = heading
    if indent:
        shape.first_line_indent = Pt(2 * size)
    if align is not None:
        paragraph.alignment = align


def _write(paragraph: Any, text: str, *, size: int, font: str) -> None:
    run = paragraph.add_run(_allowed(text))
    run.font.size = Pt(size)
    _set_font(run._element.get_or_add_rPr(), font)


def _allowed(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return "".join(character for character in text if character >= " ")


def _table(document: Any, part: Table) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for row in part.rows:
        label, content = table.add_row().cells
        label.width, content.width = LABEL_WIDTH, TEXT_WIDTH
        _fill(label, (row.label,), font=SANS)
        _fill(content, row.lines, font=SERIF)


def _fill(cell: Any, lines: tuple[str, ...], *, font: str) -> None:
    for place, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        _write(paragraph, text, size=11, font=font)


def _text(document: Any, part: Text) -> None:
    for line in part.lines:
        _line(document, line, indent=True)
