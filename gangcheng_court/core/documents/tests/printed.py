"""Reading a printed letter back: which glyph of which font stands for which character."""

import re
from io import BytesIO

import pikepdf
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont


def embedded_fonts(printed: pikepdf.Pdf) -> dict[str, tuple[pikepdf.Object, TTFont]]:
    """Each font of the first page: its PDF name without the subset tag → (its dictionary, the font program)."""
    found = {}
    for font in printed.pages[0].Resources.Font.values():
        descendant = font.DescendantFonts[0]
        program = descendant.FontDescriptor.FontFile3.read_bytes()
        found[str(font.BaseFont).partition("+")[2]] = (font, TTFont(BytesIO(program)))
    return found


def glyphs_of(printed: pikepdf.Pdf) -> dict[str, tuple[int, str]]:
    """Each character printed on the first page → (glyph number, font name), by the fonts' own ToUnicode maps."""
    glyphs = {}
    for name, (font, _) in embedded_fonts(printed).items():
        for glyph, text in re.findall(rb"^<([0-9a-f]{4})> <([0-9a-f]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE):
            glyphs[bytes.fromhex(text.decode()).decode("utf-16-be")] = (int(glyph, 16), name)
    return glyphs


def outline(font: TTFont, glyph: int) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    pen = RecordingPen()
    font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
    return [step for step in pen.value if step[0] != "closePath"]


def text_of(content: bytes) -> str:
    """What stands on the pages of a printed letter, in the order it was drawn, by the fonts' own ToUnicode maps."""
    words = []
    with pikepdf.open(BytesIO(content)) as printed:
        for page in printed.pages:
            fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
            characters: dict[int, str] = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    characters = fonts[str(operands[0])]
                for shown in operands[0] if str(operator) == "TJ" else operands[:1] if str(operator) == "Tj" else []:
                    if isinstance(shown, pikepdf.String):
                        drawn = bytes(shown)
                        glyphs = (drawn[place : place + 2] for place in range(0, len(drawn), 2))
                        words += [characters.get(int.from_bytes(glyph), "") for glyph in glyphs]
    return "".join(words)


def words_of(content: bytes) -> str:
    """The same without white space, so that a line's end cuts no sentence."""
    return "".join(text_of(content).split())


def _characters(font: pikepdf.Object) -> dict[int, str]:
    rows = re.findall(rb"^<([0-9a-f]{4})> <([0-9a-f]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in rows}
