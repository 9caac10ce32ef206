"""Case numbers (案号): （收案年度）法院代字 [专门审判代字] 类型代字 编号 号 — 法〔2015〕137号, amended 法〔2018〕335号.

Stored and shown with full-width brackets, half-width digits, no blanks, no leading zeros. The year is that of the
registration in Asia/Shanghai.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from gangcheng_court.core.deadlines import clock

PATTERN = re.compile(
    r"（(?P<year>20\d{2})）"
    r"(?P<court>最高法|[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵](?:\d{2}(?:\d{2})?)?)"
    r"(?P<special>知)?(?P<type_code>[\u4e00-\u9fa5]{1,4})(?P<serial>[1-9]\d*)号",
    re.ASCII,
)
TO_STORED_FORM = str.maketrans("()０１２３４５６７８９", "（）0123456789")


@dataclass(frozen=True)
class CaseNumber:
    """One case number, taken apart. `str()` is the form in which it is stored."""

    year: int
    court: str
    type_code: str
    serial: int
    special: str = ""

    def __str__(self) -> str:
        return f"（{self.year}）{self.court}{self.special}{self.type_code}{self.serial}号"


def parse(text: str) -> CaseNumber:
    """Read a case number as people type it (half-width brackets, blanks). Raises ValueError with a Chinese sentence.

    A serial with leading zeros is refused, not repaired: it may be another court's internal number.
    """
    found = PATTERN.fullmatch("".join(text.split()).translate(TO_STORED_FORM))
    if not found:
        raise ValueError("案号格式不对，应当像这样：（2026）鲁0117民初123号，编号前面不加 0。")
    return CaseNumber(
        year=int(found["year"]),
        court=found["court"],
        special=found["special"] or "",
        type_code=found["type_code"],
        serial=int(found["serial"]),
    )


def normalise(text: str) -> str:
    """The stored form of a typed case number. Raises ValueError like `parse`."""
    return str(parse(text))


def case_year(at: datetime) -> int:
    """The year that a case registered at `at` belongs to."""
    return clock.court_date(at).year
