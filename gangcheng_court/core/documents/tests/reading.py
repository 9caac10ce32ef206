"""The words of a letter, read back from its PDF as a reader of the file would find them."""

import re
from io import BytesIO

import pikepdf


def words_of(content: bytes) -> str:
    """The text of every page in the order in which it was set, without white space."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return re.sub(r"\s", "", "".join(_page_words(page) for page in pdf.pages))


def _page_words(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    letters: dict[str, str] = {}
    words = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            glyphs = "".join(bytes(part).hex() for part in parts if isinstance(part, pikepdf.String))
            words += [letters.get(glyphs[place : place + 4], "") for place in range(0, len(glyphs), 4)]
    return "".join(words)


def _letters(font: pikepdf.Object) -> dict[str, str]:
    """Glyph → text, from the font's ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", table)
    return {glyph.lower(): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
