"""Colours and sizes as `static/css/tokens.css` defines them, measured without a browser."""

import re
from itertools import product

import pytest
from django.conf import settings

STYLES = settings.BASE_DIR / "static/css"
TEXT_ON_PAPER = ["ink", "ink-soft", "action", "action-deep", "seal", "ok", "soon", "now", "late"]
GROUNDS = ["paper", "wash"]
PAIRS = [
    *product(TEXT_ON_PAPER, GROUNDS),
    *(("paper", strong) for strong in ("action", "action-deep", "seal", "late", "ink")),
    *((colour, f"{colour}-wash") for colour in ("ok", "soon", "now", "late", "action")),
    *(("ink", ground) for ground in ("ok-wash", "soon-wash", "now-wash", "late-wash", "action-wash", "focus", "mark")),
    ("action-deep", "action-wash"),
    ("ink", "busy"),
    ("ink-soft", "rule-soft"),
]
"""Every text and the ground it stands on."""
OUTLINES = [("field", "paper"), ("field", "wash"), ("action", "paper"), ("late", "paper")]
WCAG_AA, WCAG_AAA, WCAG_OUTLINE = 4.5, 7.0, 3.0
POINTS_18 = 24
"""18 pt in CSS pixels."""


def tokens(selector: str) -> dict[str, str]:
    """What the first block of that selector defines."""
    sheet = (STYLES / "tokens.css").read_text()
    block = sheet[sheet.index(f"{selector} {{") :].split("}")[0]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


NORMAL = tokens(":root")
CARE = NORMAL | tokens('html[data-mode="care"]')


def brightness(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(brightness, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("look", "least"), [(NORMAL, WCAG_AA), (CARE, WCAG_AAA)], ids=["normal", "care"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda name: name)
def test_every_text_stands_out_from_its_ground(text, ground, look, least):
    assert contrast(look[text], look[ground]) >= least


@pytest.mark.parametrize("look", [NORMAL, CARE], ids=["normal", "care"])
@pytest.mark.parametrize(("line", "ground"), OUTLINES, ids=lambda name: name)
def test_fields_and_buttons_can_be_seen(line, ground, look):
    assert contrast(look[line], look[ground]) >= WCAG_OUTLINE


def test_in_care_mode_no_text_is_smaller_than_18_points():
    root = 16 * float(CARE["root"].removesuffix("%")) / 100
    for size in ("small", "table-text", "h1", "h2", "h3"):
        assert root * float(CARE[size].removesuffix("rem")) >= POINTS_18
    assert float(CARE["leading"]) >= 1.5
    assert int(CARE["target"].removesuffix("px")) >= 60


@pytest.mark.parametrize("sheet", sorted({*STYLES.glob("*.css")} - {STYLES / "admin.css"}), ids=lambda path: path.name)
def test_no_colour_is_written_outside_the_tokens(sheet):
    """Print is black on white, and the admin has tokens of its own."""
    if sheet.name != "tokens.css":
        assert set(re.findall(r"#[0-9a-f]{3,6}\b", sheet.read_text())) <= {"#000"}
