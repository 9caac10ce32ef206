"""A fee: lines that add up to it, rounded once. Exact in `Decimal`; nothing here is a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models

CENT = Decimal("0.01")
SHOWN = Decimal("0.000001")
LIMIT = Decimal(10) ** 15
"""Sums below it, times any rate here, keep every digit in the 28 that Decimal carries."""


class Charge(models.TextChoices):
    """What the fee is paid for; only the first is ever halved (诉讼费用交纳办法 15–18)."""

    ACCEPTANCE = "acceptance", "案件受理费"
    APPLICATION = "application", "申请费"


@dataclass(frozen=True)
class Line:
    """One step of the arithmetic: a sentence without its full stop, what it adds or takes off in 元, its article."""

    words: str
    amount: Decimal
    basis: str


@dataclass(frozen=True)
class Fee:
    """One fee with the arithmetic that led to it. `halved` tells that it must not be halved again."""

    charge: Charge
    lines: tuple[Line, ...]
    halved: bool = False

    @property
    def exact(self) -> Decimal:
        """The fee in 元 before rounding."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def due(self) -> Decimal:
        """The fee in 元, rounded once to the cent, half a cent upwards."""
        return self.rounded(CENT)

    def rounded(self, step: Decimal) -> Decimal:
        """The exact fee rounded once to multiples of `step` 元, the middle upwards; a cashier may take no cents."""
        return (self.exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step

    def explain(self, step: Decimal = CENT) -> list[str]:
        """The lines as sentences, an article after the last line that rests on it, then the total rounded to `step`."""
        following = [*(line.basis for line in self.lines[1:]), ""]
        sentences = [
            f"{line.words}。" if line.basis == after else f"{line.words}（{line.basis}）。"
            for line, after in zip(self.lines, following, strict=True)
        ]
        due, to = self.rounded(step), "分" if step == CENT else f" {step} 元"
        rounding = "" if self.exact == due else f"（四舍五入到{to}）"
        return [*sentences, f"合计 {in_yuan(due)}{rounding}。"]


@dataclass(frozen=True)
class Range:
    """What the law leaves open, in 元; `by_province`: the provincial government chooses, else the court does."""

    low: Decimal
    high: Decimal
    basis: str
    by_province: bool = True

    @property
    def words(self) -> str:
        return f"{self.low:,}–{self.high:,} 元"

    def require(self, chosen: Decimal) -> Decimal:
        """`chosen` if the law allows it, else ValueError."""
        if not self.low <= money(chosen) <= self.high:
            raise ValueError(f"{chosen} lies outside {self.words} ({self.basis})")
        return chosen


def money(value: Decimal) -> Decimal:
    """`value` if it is a sum in 元: a Decimal from 0 to below `LIMIT` with no part of a cent; else ValueError.

    Anything but a Decimal is a TypeError: a float has lost the cent already.
    """
    if not isinstance(value, Decimal):
        raise TypeError(f"money is a Decimal, not {type(value).__name__}")
    if not value.is_finite() or not 0 <= value < LIMIT or value != value.quantize(CENT):
        raise ValueError(f"not a sum of money: {value}")
    return value.copy_abs()


def in_yuan(value: Decimal) -> str:
    """“2,250.00 元”; parts of a cent as far as they go, “0.015 元”, but when they go on and on “约 256.8333 元”."""
    if value == value.quantize(CENT):
        return f"{value:,.2f} 元"
    return f"{value.normalize():,f} 元" if value == value.quantize(SHOWN) else f"约 {value:,.4f} 元"
