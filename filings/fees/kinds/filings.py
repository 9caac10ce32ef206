"""The fee rule of each kind of filing, by the name that `kinds.Kind.fee` gives; what is not certain is not guessed.

A rule looks at the filing (cause and amount) and at the chosen amounts. Where the law needs something that the filing
does not say, it answers with a reason instead of a fee, and a clerk decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filings.fees.rules import standards
from filings.fees.rules.fee import Fee, money
from filings.fees.rules.paying import NotPrepaid
from filings.fees.rules.standards import AdministrativeKind, Free

Chosen = Mapping[str, Decimal]
DIVORCE, WAGES = "离婚纠纷", "追索劳动报酬纠纷"
FAMILY, LABOUR, PERSONALITY = "婚姻家庭纠纷", "劳动争议", "人格权纠纷"
INTELLECTUAL_PROPERTY = "知识产权"
FAMILY_PROPERTY = frozenset(
    [
        "婚约财产纠纷",
        "婚内夫妻财产分割纠纷",
        "离婚后财产纠纷",
        "夫妻财产约定纠纷",
        "同居关系析产纠纷",
        "分家析产纠纷",
    ]
)
UNCERTAIN_GROUPS = frozenset(["人事争议", "新就业形态用工纠纷", "特殊诉讼程序案件", "非讼程序案件"])
"""Causes for which the law's rows leave open which standard applies."""


@dataclass(frozen=True)
class Assessment:
    """A fee and when it is paid, or `why` it cannot be told yet."""

    fee: Fee | None = None
    waiting: NotPrepaid | None = None
    why: str = ""


Rule = Callable[[Any, Chosen], Assessment]


def assess(filing: Any, chosen: Chosen) -> Assessment:
    """What registering this filing costs, by the rule of its kind; a kind without a known rule is for a clerk."""
    rule = FEE_RULES.get(filing.kind_data.fee)
    return rule(filing, chosen) if rule else Assessment(why="这类申请的收费标准由工作人员核定")


def _civil(filing: Any, chosen: Chosen) -> Assessment:
    cause = filing.cause
    if cause is None:
        return Assessment(why="案由还没有确定，收费标准由工作人员核定")
    if cause.group == LABOUR:
        return Assessment(standards.labour_fee(), NotPrepaid.WAGES if cause.name == WAGES else None)
    amount = _amount(filing)
    if INTELLECTUAL_PROPERTY in cause.group:
        return Assessment(standards.intellectual_property_fee(amount, chosen["ip_no_amount"]))
    if cause.group in UNCERTAIN_GROUPS:
        return Assessment(why="这一案由适用哪一项收费标准，由工作人员核定")
    if amount is None:
        return Assessment(why="没有填写金额，是否涉及财产由工作人员核定")
    if cause.name == DIVORCE:
        return Assessment(standards.divorce_fee(amount, chosen["divorce_base"]))
    if cause.group == PERSONALITY:
        return Assessment(standards.personality_fee(amount, chosen["personality_base"]))
    if cause.group == FAMILY and cause.name not in FAMILY_PROPERTY:
        return Assessment(why="家庭纠纷是否按财产案件计算，由工作人员核定")
    return Assessment(standards.property_fee(amount))


def _enforcement(filing: Any, chosen: Chosen) -> Assessment:
    amount = _amount(filing)
    if amount is None:
        fee = standards.enforcement_without_amount_fee(chosen["enforcement_no_amount"])
    else:
        fee = standards.enforcement_fee(amount)
    return Assessment(fee, NotPrepaid.ENFORCEMENT)


def _by_amount(fee: Callable[[Decimal], Fee], waiting: NotPrepaid | None = None) -> Rule:
    def rule(filing: Any, chosen: Chosen) -> Assessment:
        amount = _amount(filing)
        return Assessment(why="没有填写金额，由工作人员核定") if amount is None else Assessment(fee(amount), waiting)

    return rule


def _fixed(fee: Fee) -> Rule:
    return lambda filing, chosen: Assessment(fee)


def _amount(filing: Any) -> Decimal | None:
    return None if filing.amount is None else money(Decimal(filing.amount))


FEE_RULES: dict[str, Rule] = {
    "civil": _civil,
    "administrative": _fixed(standards.administrative_fee(AdministrativeKind.OTHER)),
    "enforcement": _enforcement,
    "preservation": _by_amount(standards.preservation_fee),
    "payment_order": _by_amount(standards.payment_order_fee),
    "bankruptcy": _by_amount(standards.bankruptcy_fee, NotPrepaid.BANKRUPTCY),
    "public_summons": _fixed(standards.public_summons_fee()),
    "arbitration": _fixed(standards.arbitration_fee()),
    "special_procedure": _fixed(standards.free_fee(Free.SPECIAL_PROCEDURE)),
    "judicial_confirmation": _fixed(standards.free_fee(Free.JUDICIAL_CONFIRMATION)),
    "protection_order": _fixed(standards.free_fee(Free.PROTECTION_ORDER)),
    "administrative_compensation": _fixed(standards.free_fee(Free.ADMINISTRATIVE_COMPENSATION)),
    "retrial": _fixed(standards.free_fee(Free.RETRIAL)),
    "enforcement_objection": _fixed(standards.free_fee(Free.OBJECTION)),
    "private_prosecution": _fixed(standards.free_fee(Free.PROSECUTION)),
}
"""Every name that `kinds.Kind.fee` may give."""
