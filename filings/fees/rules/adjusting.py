"""What the shape of a suit does to its fee: halving, several claims, appeals, relief. Always before rounding."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.db import models

from filings.fees.rules.fee import Charge, Fee, Line, in_yuan, money
from filings.fees.rules.standards import MEASURE, percent, property_fee

LEAST_REDUCTION = Decimal("0.3")
WAIVER_BASIS = f"{MEASURE}第四十五条"


class Half(models.TextChoices):
    """Why a 案件受理费 is halved; the label is how the reason reads."""

    MEDIATED = "mediated", "以调解方式结案"
    WITHDRAWN = "withdrawn", "当事人申请撤诉"
    SIMPLE = "simple", "适用简易程序审理"
    JOINED = "joined", "反诉或者第三人的独立请求与本诉合并审理"


HALF_ARTICLE = {
    Half.MEDIATED: "第十五条",
    Half.WITHDRAWN: "第十五条",
    Half.SIMPLE: "第十六条",
    Half.JOINED: "第十八条",
}


def halve(fee: Fee, *grounds: Half) -> Fee:
    """Half of a 案件受理费, once however many `grounds` there are and however often it is asked (民诉解释 206).

    Small claims are tried in the simple procedure. Without a ground, or when nothing is due, the fee stays as it is.
    An application fee is never halved (15–18): ValueError.
    """
    if fee.charge == Charge.APPLICATION:
        raise ValueError("an application fee is never halved")
    if fee.halved or not grounds or not fee.exact:
        return fee
    reasons = list(dict.fromkeys(grounds))
    articles = "、".join(dict.fromkeys(HALF_ARTICLE[ground] for ground in reasons))
    once, only_once = ("减半一次", "；民诉解释第二百零六条") if len(reasons) > 1 else ("减半", "")
    half = fee.exact * Decimal("0.5")
    words = f"{'，'.join(ground.label for ground in reasons)}，{once}：{in_yuan(fee.exact)} ÷ 2 = {in_yuan(half)}"
    line = Line(words, -half, f"{MEASURE}{articles}{only_once}")
    return replace(fee, lines=(*fee.lines, line), halved=True)


def claims_fee(amounts: Sequence[Decimal], nonproperty: Fee | None = None) -> Fee:
    """One suit, several claims (民诉解释 201): the `amounts` in 元 are added up and charged once, and claims that are
    not about property then cost nothing more; without amounts those pay as one, `nonproperty`, however many they are.

    Divorces and personality cases carry their property and damages in their own standard. ValueError without a claim.
    """
    basis = "民诉解释第二百零一条"
    if not amounts:
        if nonproperty is None:
            raise ValueError("a suit has at least one claim")
        return nonproperty
    total = money(sum((money(amount) for amount in amounts), Decimal(0)))
    preface = []
    if len(amounts) > 1:
        parts = " + ".join(in_yuan(amount) for amount in amounts)
        preface.append(Line(f"多个财产请求合并计算：{parts} = {in_yuan(total)}", Decimal(0), basis))
    if nonproperty is not None:
        preface.append(Line("同时提出的非财产请求不另交", Decimal(0), basis))
    whole = property_fee(total)
    return replace(whole, lines=(*preface, *whole.lines))


def appeal_fee(disputed: Decimal) -> Fee:
    """案件受理费 for an appeal on property: the table on the `disputed` 元 only (17). A half of the first instance does
    not carry over. One side that appeals together pays one fee, each that appeals alone its own (民诉解释 202)."""
    words = f"上诉按不服一审判决部分的上诉请求数额计算：{in_yuan(money(disputed))}"
    whole = property_fee(disputed)
    return replace(whole, lines=(Line(words, Decimal(0), f"{MEASURE}第十七条"), *whole.lines))


def reduced(fee: Fee, off: Decimal) -> Fee:
    """The fee of a party in need with the share `off` taken off: 0.3 or more, less than 1, to 0.01 % (减交, 46)."""
    if not off.is_finite() or not LEAST_REDUCTION <= off < 1 or off != off.quantize(Decimal("0.0001")):
        raise ValueError(f"a reduction takes off at least 30 % and less than everything, not {off}")
    less = fee.exact * off
    words = f"准予减交 {percent(off)}：{in_yuan(fee.exact)} × {percent(off)} = {in_yuan(less)}"
    return replace(fee, lines=(*fee.lines, Line(words, -less, f"{MEASURE}第四十六条第二款")))
