"""What something costs, as the calculator, its API and a filer's estimate say it: one function behind all three."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings

from filings.fees.kinds import CASES, Assessment, Case, Question, assess
from filings.fees.rules import adjusting, paying
from filings.fees.rules.adjusting import Half
from filings.fees.rules.fee import Charge, Fee, Range
from filings.fees.rules.paying import NotPrepaid
from filings.fees.rules.standards import RANGES
from filings.intake.models import Filing

SETTINGS = {
    "divorce_base": "FEE_DIVORCE_BASE",
    "personality_base": "FEE_PERSONALITY_BASE",
    "other_nonproperty": "FEE_OTHER_NONPROPERTY",
    "ip_no_amount": "FEE_IP_NO_AMOUNT",
    "jurisdiction_objection": "FEE_JURISDICTION_OBJECTION",
    "enforcement_no_amount": "FEE_ENFORCEMENT_NO_AMOUNT",
}
"""Which setting holds what was chosen within each of the law's ranges."""


def chosen() -> dict[str, Decimal]:
    """What the province and the court have chosen, in 元, by the names of the law's ranges."""
    return {name: getattr(settings, setting) for name, setting in SETTINGS.items()}


def unlawful_settings() -> list[str]:
    """What is wrong with the settings of fees: amounts outside the law's ranges, no rounding; one sentence each."""
    wrong = []
    for name, setting in SETTINGS.items():
        try:
            RANGES[name].require(getattr(settings, setting))
        except ValueError:
            wrong.append(f"{setting} 应当在 {RANGES[name].words}之间（{RANGES[name].basis}）。")
    step = settings.FEE_ROUNDING
    if not step.is_finite() or step <= 0:
        wrong.append("FEE_ROUNDING 应当大于零，例如 0.01 或者 1。")
    return wrong


@dataclass(frozen=True)
class Quote:
    """An answer of the calculator. Sums are rounded to the cashier's step; `half` is None for what is never halved."""

    case: Case
    fee: Fee
    due: Decimal
    half: Decimal | None
    at_filing: Decimal
    sentences: list[str]

    @property
    def open_range(self) -> Range | None:
        """What the law leaves open in this answer; None where nothing is, as for an IP case about a sum."""
        found = RANGES.get(self.case.open_range)
        return found if found and self.fee.lines[0].amount == self.chosen_here else None

    @property
    def chosen_here(self) -> Decimal:
        """What is reckoned with here, within the range."""
        return chosen()[self.case.open_range]


def quote(code: str, amounts: tuple[Decimal, ...] = (), *, mixed: bool = False) -> Quote:
    """What case `code` costs. Raises KeyError for no such case, ValueError for sums that are none or are missing."""
    case = CASES[code]
    if case.amount == "required" and not amounts:
        raise ValueError("a sum is needed")
    fee = case.fee(Question(chosen(), amounts, mixed))
    step = settings.FEE_ROUNDING
    halvable = case.halves and fee.charge == Charge.ACCEPTANCE and fee.exact
    return Quote(
        case=case,
        fee=fee,
        due=fee.rounded(step),
        half=adjusting.halve(fee, Half.SIMPLE).rounded(step) if halvable else None,
        at_filing=paying.due_at_filing(fee, case.waiting, step=step),
        sentences=fee.explain(step),
    )


@dataclass(frozen=True)
class Estimate:
    """What a filer is told before handing in: the fee as far as it can be told, and when it is paid."""

    assessment: Assessment
    due: Decimal | None
    at_filing: Decimal | None
    sentences: list[str]

    @property
    def why(self) -> str:
        return self.assessment.why

    @property
    def waiting(self) -> NotPrepaid | None:
        return self.assessment.waiting

    @property
    def charge(self) -> str:
        """案件受理费 or 申请费."""
        return self.assessment.fee.charge.label if self.assessment.fee else "诉讼费"


def estimate(filing: Filing | Any) -> Estimate:
    """费用预估 of a filing as it stands; the charge at registration comes from the same rule."""
    found = assess(filing, chosen())
    if found.fee is None:
        return Estimate(found, None, None, [])
    step = settings.FEE_ROUNDING
    at_filing = paying.due_at_filing(found.fee, found.waiting, step=step)
    return Estimate(found, found.fee.rounded(step), at_filing, found.fee.explain(step))
