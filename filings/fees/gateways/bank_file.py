"""The daily statement as a file: our own format, described in `docs/bank-file.md`. Read whole or not at all."""

import csv
import hashlib
import re
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from filings.fees.gateways.shape import BadStatement, BankLine, BankStatement
from gangcheng_court.core.deadlines.clock import COURT_ZONE

CODE = "bank_file"
FORMAT = "GCFEE1"
COLUMNS = 9
MOST_LINES = 20_000
WORDS = {"收": "in", "退": "out"}
AMOUNT = re.compile(r"[0-9]{1,12}\.[0-9]{2}")
REFERENCE = re.compile(r"[0-9A-Za-z_-]{1,40}")


def read(content: bytes) -> BankStatement:
    """The statement in `content`. Raises BadStatement, naming the line, for whatever does not fit the format, the
    count, the sums or the checksum, and for a reference that stands in it twice."""
    body, trailer = _parted(content)
    rows = list(csv.reader(StringIO(body), strict=True)) if body else []
    if not rows or len(rows[0]) != 4 or rows[0][0] != "H" or rows[0][1] != FORMAT:
        raise BadStatement(f"第 1 行不是对账单的表头，应当以“H,{FORMAT},”开头。请确认选对了文件。")
    if len(rows) - 1 > MOST_LINES:
        raise BadStatement(f"一份对账单最多 {MOST_LINES} 笔，请分几份导入。")
    if not REFERENCE.fullmatch(rows[0][2]):
        raise BadStatement("第 1 行的对账单号只能用字母、数字和连字符，最多 40 个字。")
    day = _day(rows[0][3])
    lines = tuple(_line(position, row) for position, row in enumerate(rows[1:], start=2))
    statement = BankStatement(rows[0][2], day, lines)
    _check_twice(lines)
    _check_trailer(statement, trailer)
    return statement


def write(statement: BankStatement) -> bytes:
    """`statement` as a bank would send it, trailer and all."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["H", FORMAT, statement.number, statement.day.isoformat()])
    words = {code: word for word, code in WORDS.items()}
    for line in statement.lines:
        writer.writerow(
            [
                "D",
                line.reference,
                words[line.direction],
                line.code,
                f"{line.amount:.2f}",
                line.booked_at.astimezone(COURT_ZONE).strftime("%Y-%m-%d %H:%M:%S"),
                line.payer_name,
                line.payer_account,
                line.memo,
            ]
        )
    body = out.getvalue().encode()
    sums = f"{statement.total('in'):.2f},{statement.total('out'):.2f}"
    return body + f"T,{len(statement.lines)},{sums},{checksum(body)}\n".encode()


def checksum(body: bytes) -> str:
    """The SHA-256 (hex) of every byte before the trailer line."""
    return hashlib.sha256(body).hexdigest()


def _parted(content: bytes) -> tuple[str, list[str]]:
    """The text before the trailer line, its checksum held against the trailer's, and the trailer's columns."""
    whole = content.rstrip(b"\r\n")
    start = whole.rfind(b"\n") + 1
    trailer = whole[start:].split(b",")
    if not start or trailer[0] != b"T" or len(trailer) != 5:
        raise BadStatement("最后一行不是合计行（以“T,”开头），文件可能没有传完，请重新取得后再导入。")
    body = content[:start]
    if checksum(body) != trailer[4].decode("ascii", "replace").strip().lower():
        raise BadStatement("校验值不符，文件传输中有损坏或者被改动过，一笔也没有导入。请向银行重新取得。")
    try:
        return body.decode("utf-8-sig"), [part.decode("ascii") for part in trailer]
    except UnicodeDecodeError as error:
        raise BadStatement("文件不是 UTF-8 编码，一笔也没有导入。请按约定的格式重新取得。") from error


def _check_trailer(statement: BankStatement, trailer: list[str]) -> None:
    wanted = [str(len(statement.lines)), f"{statement.total('in'):.2f}", f"{statement.total('out'):.2f}"]
    if trailer[1:4] != wanted:
        raise BadStatement(
            f"合计行写的是 {trailer[1]} 笔、收 {trailer[2]}、退 {trailer[3]}，"
            f"逐笔相加是 {wanted[0]} 笔、收 {wanted[1]}、退 {wanted[2]}，不一致，一笔也没有导入。"
        )


def _check_twice(lines: tuple[BankLine, ...]) -> None:
    seen: dict[str, int] = {}
    for line in lines:
        if line.reference in seen:
            raise BadStatement(
                f"第 {line.position} 行和第 {seen[line.reference]} 行是同一个流水号 {line.reference}，一笔也没有导入。"
            )
        seen[line.reference] = line.position


def _line(position: int, row: list[str]) -> BankLine:
    if len(row) != COLUMNS or row[0] != "D":
        raise BadStatement(f"第 {position} 行应当有 {COLUMNS} 列并以“D”开头，实际是 {len(row)} 列。")
    _, reference, word, code, amount, booked_at, name, account, memo = (part.strip() for part in row)
    if not REFERENCE.fullmatch(reference):
        raise BadStatement(f"第 {position} 行的流水号“{reference[:40]}”不对，只能用字母、数字和连字符。")
    if word not in WORDS:
        raise BadStatement(f"第 {position} 行的收退标志“{word[:10]}”不对，只能是“收”或者“退”。")
    if not AMOUNT.fullmatch(amount) or not Decimal(amount):
        raise BadStatement(f"第 {position} 行的金额“{amount[:40]}”不对，应当是大于零、两位小数的数字，例如 1050.00。")
    return BankLine(
        position=position,
        reference=reference,
        direction=WORDS[word],
        code="".join(code.split()).upper()[:40],
        amount=Decimal(amount),
        booked_at=_moment(position, booked_at),
        payer_name=name[:100],
        payer_account=account[:60],
        memo=memo[:200],
    )


def _moment(position: int, text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=COURT_ZONE)
    except ValueError as error:
        raise BadStatement(
            f"第 {position} 行的入账时间“{text[:40]}”不对，应当像 2026-06-18 09:30:00 这样写。"
        ) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadStatement(f"第 1 行的账务日期“{text[:40]}”不对，应当像 2026-06-18 这样写。") from error
