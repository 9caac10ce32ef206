"""What every gateway reads into."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from gangcheng_court.errors import Refused


class BadStatement(Refused):
    """A file that is not what it says: nothing of it is taken in. `str(error)` names the line and the fault."""


@dataclass(frozen=True)
class BankLine:
    """One transaction by the bank's own `reference`: money `in` for a payment code, or `out` for a refund number."""

    position: int
    reference: str
    direction: Literal["in", "out"]
    code: str
    amount: Decimal
    booked_at: datetime
    payer_name: str
    payer_account: str
    memo: str


@dataclass(frozen=True)
class BankStatement:
    """The transactions of one day, complete and unaltered."""

    number: str
    day: date
    lines: tuple[BankLine, ...]

    def total(self, direction: str) -> Decimal:
        """The sum of one direction in 元."""
        return sum((line.amount for line in self.lines if line.direction == direction), Decimal("0.00"))
