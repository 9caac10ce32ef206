"""Letters as tagged PDF (PDF/UA) with embedded Chinese fonts; the only importer of weasyprint.

weasyprint is imported on first use: it costs a second and needs Pango, which a page without letters does not.
Nothing is fetched by URL except `data:` and, for our own style sheet alone, our own font files.
"""

import atexit
import ctypes
import threading
import unicodedata
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from PIL import ImageFile

from gangcheng_court.core.documents import fonts

STYLE_SHEET = Path(settings.BASE_DIR, "templates", "pdf", "letter.css")
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    fonts.HARFBUZZ_SUBSET: "libharfbuzz-subset0",
}
STAND_IN = "〓"
"""Printed for a character that no font has: the compositor's own mark for a missing sort."""


def missing_parts() -> list[str]:
    """Chinese sentences for the health page: what keeps letters from being printed well; [] when nothing does."""
    missing = [
        f"缺少系统库 {package}，文书不能正常生成，请安装：apt-get install {package}"
        for library, package in LIBRARIES.items()
        if not _loads(library)
    ]
    try:
        absent = [name for name in fonts.FAMILIES.values() if not fonts.whole(name).exists()]
    except PackageNotFoundError:
        absent = list(fonts.FAMILIES.values())
    return missing + [f"缺少中文字体 {name}，请重新安装 {fonts.PACKAGE}。" for name in absent]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def unprintable(text: str) -> list[str]:
    """The characters of `text` that our fonts do not have, each once, in order; spaces and invisible marks aside."""
    return [
        c
        for c in dict.fromkeys(text)
        if ord(c) not in fonts.characters()
        and unicodedata.category(c)[0] not in "CZ"
        and not unicodedata.name(c, "").startswith("VARIATION SELECTOR")
    ]


def render(template: str, context: dict[str, Any]) -> bytes:
    """The PDF of an HTML template (autoescaped), as PDF/UA-1 with every font embedded.

    Characters in no font are printed as 〓, and the template is given their codes as `unprintable`, so that the
    letter says so itself.
    """
    html = render_to_string(template, context)
    if missing := unprintable(html):
        html = render_to_string(template, context | {"unprintable": [f"U+{ord(c):04X}" for c in missing]})
        html = html.translate({ord(c): STAND_IN for c in missing})
    with _printing:
        return _press().print(html)


class _Press:
    """WeasyPrint with our fonts loaded: made once a process, then only used."""

    def __init__(self) -> None:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        # weasyprint's import makes Pillow accept broken pictures, everywhere in the process: uploads must not be.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        self.document = HTML
        self.font_config = FontConfiguration()
        self.locked_fetcher = URLFetcher(allowed_protocols=["data"])
        self.style = CSS(
            string=fonts.font_faces() + STYLE_SHEET.read_text(encoding="utf-8"),
            font_config=self.font_config,
            url_fetcher=URLFetcher(allowed_protocols=["data", "file"]),
        )

    def print(self, html: str) -> bytes:
        return self.document(string=html, url_fetcher=self.locked_fetcher).write_pdf(
            stylesheets=[self.style], font_config=self.font_config, pdf_variant="pdf/ua-1"
        )


_printing = threading.Lock()
"""Held while printing: Pango's font map may be used by one thread at a time."""
_made: list[_Press] = []
atexit.register(_made.clear)


def _press() -> _Press:
    if not _made:
        _made.append(_Press())
    return _made[0]
