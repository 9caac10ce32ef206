"""Money and days as papers write them."""

from datetime import date
from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "兆")


def capitals(amount: Decimal) -> str:
    """An amount of yuan with at most two decimals in capital figures: 10000 → 人民币壹万元整.

    Raises ValueError for a negative amount, parts of a 分, and from 10^16 on.
    """
    fen = amount * 100
    if amount < 0 or fen != fen.to_integral_value() or amount >= 10**16:
        raise ValueError(f"no capital figures for {amount}")
    whole, cents = divmod(int(fen), 100)
    jiao, rest = divmod(cents, 10)
    words = f"{_integer(whole)}元" if whole or not cents else ""
    if not cents:
        return f"人民币{words}整"
    if jiao:
        words += f"{DIGITS[jiao]}角"
    elif whole:
        words += "零"
    return f"人民币{words}{DIGITS[rest]}分" if rest else f"人民币{words}整"


def _integer(number: int) -> str:
    if number == 0:
        return DIGITS[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words, gap = "", False
    for place in reversed(range(len(groups))):
        group = groups[place]
        if group == 0:
            gap = bool(words)
            continue
        if words and (gap or group < 1000):
            words += DIGITS[0]
        words += _group(group) + GROUPS[place]
        gap = False
    return words


def _group(number: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += (DIGITS[0] if gap else "") + DIGITS[digit] + PLACES[place]
            gap = False
        else:
            gap = bool(words)
    return words


def plain(amount: Decimal) -> str:
    """`50,000元`, `50,000.50元`."""
    return f"{amount:,.0f}元" if amount == amount.to_integral_value() else f"{amount:,.2f}元"


def day(value: date) -> str:
    """`2025年3月1日`."""
    return f"{value.year}年{value.month}月{value.day}日"
