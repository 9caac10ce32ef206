"""Letters: the glyphs that are really printed, the fonts that are really embedded, and what never gets in."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from gangcheng_court.core.documents import fonts, pdf, qr
from gangcheng_court.core.documents.tests.printed import embedded_fonts, glyphs_of, outline

RARE_NAMES = "欧阳㛃、䶮喆堃、犇玥"


@pytest.fixture
def letter(settings, tmp_path: Path) -> Callable[..., pikepdf.Pdf]:
    """Prints a letter whose body is the given template text; returns the opened PDF."""
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]

    def printed(body: str, **context: Any) -> pikepdf.Pdf:
        (tmp_path / "letter_under_test.html").write_text(
            '{% extends "pdf/letter.html" %}{% block title %}收件凭证{% endblock %}'
            f"{{% block heading %}}收件凭证{{% endblock %}}{{% block body %}}{body}{{% endblock %}}"
        )
        return pikepdf.open(BytesIO(pdf.render("letter_under_test.html", context)))

    return printed


def test_every_character_of_a_rare_name_is_printed_with_its_own_shape(letter) -> None:
    printed = letter("<p>{{ names }}</p>", names=RARE_NAMES)

    with TTFont(fonts.whole("NotoSerifSC-Regular.otf")) as ours:
        shapes, programs, cmap = glyphs_of(printed), embedded_fonts(printed), ours.getBestCmap()
        for character in RARE_NAMES:
            glyph, name = shapes[character]
            assert glyph != 0, f"{character} is printed as a missing glyph"
            expected = outline(ours, ours.getGlyphID(cmap[ord(character)]))
            assert outline(programs[name][1], glyph) == expected, character
            assert expected, character


def test_only_our_fonts_are_in_the_file_and_all_of_them_are_embedded(letter) -> None:
    printed = letter("<p>{{ names }} WS20261123-0007 ①②③ “引号” —— ……</p><h2>当事人</h2>", names=RARE_NAMES)

    assert {name.removesuffix("-Whole") for name in embedded_fonts(printed)} == {"Court-Serif", "Court-Sans"}


def test_common_text_comes_from_the_cut_file_and_only_rare_characters_from_the_whole_one(letter) -> None:
    glyphs = glyphs_of(letter("<p>原告{{ names }}诉被告民间借贷纠纷一案</p>", names=RARE_NAMES))

    by_font = Counter(name for character, (_, name) in glyphs.items() if character in "原告诉被民间借贷纠纷一案欧阳")
    assert set(by_font) == {"Court-Serif"}
    assert glyphs["㛃"][1] == glyphs["䶮"][1] == "Court-Serif-Whole"


def test_a_letter_is_a_tagged_chinese_document_with_a_title_on_a4(letter) -> None:
    printed = letter("<p>内容</p>")

    assert printed.Root.MarkInfo.Marked
    assert str(printed.Root.Lang) == "zh-CN"
    assert printed.Root.ViewerPreferences.DisplayDocTitle
    with printed.open_metadata() as metadata:
        assert metadata["dc:title"] == "收件凭证"
        assert metadata["pdfuaid:part"] == "1"
    assert [round(float(side)) for side in printed.pages[0].mediabox] == [0, 0, 595, 842]


def test_characters_in_no_font_are_reported_and_printed_as_a_stand_in_with_a_note(letter) -> None:
    assert pdf.unprintable("张𠮷😀𠮷 \n\t\u200b㛃\ufe0f。") == ["𠮷", "😀"]

    glyphs = glyphs_of(letter("<p>{{ name }}</p>", name="张𠮷"))

    assert "〓" in glyphs
    assert {"U", "+", "字", "库"} <= set(glyphs)
    assert "𠮷" not in glyphs


def test_what_a_person_wrote_is_text_and_never_markup(letter, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    attack = f'<link rel="attachment" href="{secret.as_uri()}"><img src="{secret.as_uri()}"><b>粗</b>'

    printed = letter("<p>{{ text }}</p>", text=attack)

    assert "Names" not in printed.Root
    assert {"<", ">", "粗"} <= set(glyphs_of(printed))


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="attachment" href="{url}">',
        '<img src="{url}" alt="x">',
        '<link rel="stylesheet" href="{url}">',
        '<style>@import url("{url}"); p {{ background: url("{url}") }}</style>',
        '<object data="{url}"></object>',
        '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    ],
)
def test_nothing_is_fetched_even_when_markup_asks_for_it(letter, tmp_path: Path, markup: str) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>SECRET</text></svg>')

    printed = letter(markup.format(url=secret.as_uri()) + "<p>内容</p>")

    assert "Names" not in printed.Root
    assert "AF" not in printed.Root
    assert not printed.pages[0].Resources.get("/XObject", {})
    assert "S" not in glyphs_of(printed)


def test_nothing_is_fetched_over_the_network(letter) -> None:
    import socketserver

    asked = []

    class Listener(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.request.recv(100))

    with socketserver.TCPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        letter(f'<img alt="x" src="http://127.0.0.1:{server.server_address[1]}/x.png"><p>内容</p>')
        server.shutdown()

    assert asked == []


def test_a_qr_code_is_drawn_in_the_letter(letter) -> None:
    svg = qr.svg("https://court.example/verify/ABCDEFGH/")
    assert svg.startswith("<svg")
    assert "style=" not in svg

    with_code = letter('<div class="verify">{{ code }}<p>扫码核对</p></div>', code=svg)
    without = letter("<p>扫码核对</p>")

    assert len(with_code.pages[0].Contents.read_bytes()) > len(without.pages[0].Contents.read_bytes()) + 1000


def test_two_threads_print_at_once(letter) -> None:
    letter("<p>{{ text }}</p>", text="㛃")
    results: list[bytes] = []

    def print_one(text: str) -> None:
        results.append(pdf.render("letter_under_test.html", {"text": text}))

    threads = [threading.Thread(target=print_one, args=(text * 50,)) for text in "原告㛃被"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 4
    assert all(len(pikepdf.open(BytesIO(content)).pages) == 1 for content in results)


def test_the_cut_font_is_made_when_it_is_not_there(settings, tmp_path: Path) -> None:
    settings.PORTAL_HOME = tmp_path

    path = fonts.cut("NotoSerifSC-Regular.otf")

    with TTFont(path) as cut, TTFont(fonts.whole("NotoSerifSC-Regular.otf")) as whole:
        characters = cut.getBestCmap()
        assert 7_000 < len(characters) < 9_000
        assert {ord(c) for c in "济南市钢城区人民法院〇〓·①（）"} <= set(characters)
        for c in "院〇A":
            ours, theirs = cut.getGlyphID(characters[ord(c)]), whole.getGlyphID(whole.getBestCmap()[ord(c)])
            assert outline(cut, ours) == outline(whole, theirs)
    assert list(path.parent.iterdir()) == [path]


def test_the_health_page_is_told_what_is_missing(monkeypatch) -> None:
    assert pdf.missing_parts() == []

    monkeypatch.setitem(pdf.LIBRARIES, "libnot-there.so.9", "libnot-there")
    monkeypatch.setitem(fonts.FAMILIES, "Court Nothing", "Nothing.otf")

    assert len(pdf.missing_parts()) == 2
    assert "libnot-there" in pdf.missing_parts()[0]
    assert "Nothing.otf" in pdf.missing_parts()[1]


def test_weasyprint_is_imported_here_only() -> None:
    root = Path(pdf.__file__).parents[3]
    importers = [
        path
        for path in root.rglob("*.py")
        if not set(path.relative_to(root).parts) & {".venv", "var", "benchmarks", "tests"}
        and re.search(r"^\s*(from|import) weasyprint", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert importers == [Path(pdf.__file__)]
