"""Letters: a two-page receipt, notice and element complaint, by us and by WeasyPrint with the whole Noto Serif CJK.

Run: `.venv/bin/python benchmarks/pleadings.py [runs]` (30 unless said). Both sides print the same HTML with the same
style sheet and options in one warm process, in turn; only the fonts differ. Needs no database and no Redis. The
other side needs Debian's fonts-noto-cjk.
"""

import os
import statistics
import sys
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import measure
import pikepdf

if TYPE_CHECKING:
    from filings.pleadings.rules.paper import Paper

RUNS = 30
TARGET = 0.75
RARE_NAMES = "欧阳㛃、䶮喆堃、犇玥"
OURS_TO_THEIRS = {'"Court Serif"': '"Noto Serif CJK SC"', '"Court Sans"': '"Noto Sans CJK SC"'}
SUBMITTED_AT = datetime(2026, 11, 23, 14, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def letters() -> dict[str, tuple[str, dict]]:
    """Title → (template, context), each two pages long."""
    from gangcheng_court.core.documents import qr

    plaintiffs = [SimpleNamespace(name=name) for name in RARE_NAMES.split("、")]
    filing = SimpleNamespace(
        number="WS20261123-000007",
        submitted_at=SUBMITTED_AT,
        cause_name="民间借贷纠纷",
        filer=SimpleNamespace(name=RARE_NAMES),
    )
    materials = [
        SimpleNamespace(file=SimpleNamespace(name=f"证据{n}　转账凭证和聊天记录.pdf", page_count=n, sha256=f"{n:064x}"))
        for n in range(1, 8)
    ]
    for material in materials:
        material.file.handed_in = material.file
    defects = [
        SimpleNamespace(
            text=f"第{n}项：被告住址写得不够具体，请写明省、市、区、街道和门牌号，或者说明已经查找过而没有找到的情况。",
            item=SimpleNamespace(basis="民事诉讼法第一百二十四条"),
        )
        for n in range(1, 9)
    ]
    limits = [
        SimpleNamespace(promise="three_day_review", due_at=SUBMITTED_AT + timedelta(days=3)),
        SimpleNamespace(promise="seven_day_decision", due_at=SUBMITTED_AT + timedelta(days=7)),
    ]
    shared = {"filing": filing, "plaintiffs": plaintiffs, "defendants": [SimpleNamespace(name="济南某商贸有限公司")]}
    address = "https://court.example/verify/ABCDEFGHJKMN/"
    return {
        "receipt": (
            "pdf/filings/receipt.html",
            shared | {"limits": limits, "materials": materials, "address": address, "qr": qr.svg(address)},
        ),
        "element complaint": ("pdf/filings/pleading.html", {"paper": complaint(), "dated": "二〇二六年十一月二十三日"}),
        "correction notice": (
            "pdf/filings/correction.html",
            shared
            | {
                "defects": defects,
                "days": 7,
                "last_day": SUBMITTED_AT + timedelta(days=7),
                "issued_at": SUBMITTED_AT,
                "site_url": "https://court.example",
            },
        ),
    }


def complaint() -> "Paper":
    """A 民间借贷 pleading as a table, with the three rare names as plaintiffs."""
    from filings.intake.kinds import KINDS
    from filings.pleadings import data
    from filings.pleadings.rules import paper
    from filings.pleadings.tests.builders import LENDING

    people = [*(("plaintiff", name) for name in RARE_NAMES.split("、")), ("defendant", "李建国")]
    parties = [
        SimpleNamespace(
            side=side,
            kind="natural",
            name=name,
            sex="female",
            get_sex_display=lambda: "女",
            birth_on=SUBMITTED_AT.date(),
            ethnicity="汉族",
            occupation="教师",
            employer="",
            domicile="济南市钢城区艾山街道1号",
            phone="13800000001",
            id_number="",
            get_id_kind_display=str,
            agents=SimpleNamespace(all=list),
        )
        for side, name in people
    ]
    filing = SimpleNamespace(
        kind_data=KINDS["civil_complaint"],
        details={},
        parties=SimpleNamespace(all=lambda: parties),
        cause=None,
        claims=[],
        facts="",
        amount=None,
        evidence=[{"name": f"证据{n}", "source": "原告保管", "purpose": "证明借款事实"} for n in range(1, 4)],
        mediation_wish="yes",
        service_recipient="张玥喆",
        service_phone="13800000001",
        service_address="济南市钢城区艾山街道1号",
        service_postcode="271104",
        service_email="",
    )
    return paper.make(data.form_of("2025", "private_lending"), LENDING, filing, style="element", e_service=True)


class WholeFonts:
    """WeasyPrint as the machine's fonts give it: same HTML, style sheet and options, everything kept warm."""

    def __init__(self) -> None:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        from gangcheng_court.core.documents.pdf import STYLE_SHEET

        style = STYLE_SHEET.read_text(encoding="utf-8")
        for ours, theirs in OURS_TO_THEIRS.items():
            style = style.replace(ours, theirs)
        self.font_config = FontConfiguration()
        self.style = CSS(string=style, font_config=self.font_config)

    def render(self, template: str, context: dict) -> bytes:
        from django.template.loader import render_to_string
        from weasyprint import HTML

        return HTML(string=render_to_string(template, context)).write_pdf(
            stylesheets=[self.style], font_config=self.font_config, pdf_variant="pdf/ua-1"
        )


def check(title: str, ours: bytes, theirs: bytes) -> None:
    """Same pages, our fonts only, rare characters by their own glyphs; the other side really used the whole font."""
    from gangcheng_court.core.documents.tests.printed import embedded_fonts, glyphs_of

    with pikepdf.open(BytesIO(ours)) as printed, pikepdf.open(BytesIO(theirs)) as other:
        pages = len(printed.pages), len(other.pages)
        names = {name.removesuffix("-Whole") for name in embedded_fonts(printed)}
        other_names = set(embedded_fonts(other))
        glyphs = glyphs_of(printed)
    if not any("Noto-Serif-CJK" in name for name in other_names):
        sys.exit("The other side has no Noto Serif CJK to print with: apt-get install fonts-noto-cjk")
    right = sum(glyphs.get(character, (0, ""))[0] != 0 for character in RARE_NAMES)
    print(
        f"{title}: pages {pages[0]} and {pages[1]}; fonts {', '.join(sorted(names))}; "
        f"rare names {right} of {len(RARE_NAMES)} characters right; "
        f"{len(ours) / 1024:.0f} KiB and {len(theirs) / 1024:.0f} KiB"
    )
    if pages != (2, 2) or right != len(RARE_NAMES) or names != {"Court-Serif", "Court-Sans"}:
        sys.exit(f"{title}: printed wrongly, no figures")


def main(runs: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gangcheng_court.settings.test"
    os.environ.setdefault("DATABASE_URL", "postgres://not-used")
    os.environ.setdefault("REDIS_URL", "redis://not-used")
    sys.path.insert(0, str(measure.ROOT))

    import django

    django.setup()

    from gangcheng_court.core.documents import pdf

    peer = WholeFonts()
    print(f"letters; {runs} runs each, in turn; {measure.machine()}")
    for title, (template, context) in letters().items():
        for _ in range(3):
            ours, theirs = pdf.render(template, context), peer.render(template, context)
        check(title, ours, theirs)
        sides = partial(pdf.render, template, context), partial(peer.render, template, context)
        pairs = [[measure.timed(side) for side in sides] for _ in range(runs)]
        our_times, their_times = ([pair[side] for pair in pairs] for side in (0, 1))
        ratio = statistics.median(our_times) / statistics.median(their_times)
        print(f"  ours                     {measure.spread(our_times)}")
        print(f"  whole Noto Serif CJK     {measure.spread(their_times)}")
        print(f"  ratio of medians         {ratio:.2f}   (target ≤ {TARGET}: {'met' if ratio <= TARGET else 'missed'})")
    print(f"peak memory {measure.peak_mib():.0f} MiB, both sides together")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
