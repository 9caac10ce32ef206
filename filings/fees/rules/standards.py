"""What each kind of case and application costs: 诉讼费用交纳办法 13 and 14, and what is free (8, 9).

Maritime applications belong to other courts; for 实现担保物权 the law sets no standard. Neither has a function here.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from filings.fees.rules.fee import Charge, Fee, Line, Range, in_yuan, money

MEASURE = "诉讼费用交纳办法"
PROPERTY_BASIS = f"{MEASURE}第十三条第一项"
NONPROPERTY_BASIS = f"{MEASURE}第十三条第二项"
IP_BASIS = f"{MEASURE}第十三条第三项"
LABOUR_BASIS = f"{MEASURE}第十三条第四项"
ADMINISTRATIVE_BASIS = f"{MEASURE}第十三条第五项"
JURISDICTION_BASIS = f"{MEASURE}第十三条第六项"
ENFORCEMENT_BASIS = f"{MEASURE}第十四条第一项"
PRESERVATION_BASIS = f"{MEASURE}第十四条第二项"
PAYMENT_ORDER_BASIS = f"{MEASURE}第十四条第三项"
PUBLIC_SUMMONS_BASIS = f"{MEASURE}第十四条第四项"
ARBITRATION_BASIS = f"{MEASURE}第十四条第五项"
BANKRUPTCY_BASIS = f"{MEASURE}第十四条第六项"

PRESERVATION_CAP = Decimal(5000)
BANKRUPTCY_CAP = Decimal(300000)
TEN_THOUSAND = Decimal(10000)

RANGES = {
    "divorce_base": Range(Decimal(50), Decimal(300), NONPROPERTY_BASIS),
    "personality_base": Range(Decimal(100), Decimal(500), NONPROPERTY_BASIS),
    "other_nonproperty": Range(Decimal(50), Decimal(100), NONPROPERTY_BASIS),
    "ip_no_amount": Range(Decimal(500), Decimal(1000), IP_BASIS),
    "jurisdiction_objection": Range(Decimal(50), Decimal(100), JURISDICTION_BASIS),
    "enforcement_no_amount": Range(Decimal(50), Decimal(500), ENFORCEMENT_BASIS, by_province=False),
}
"""What the law leaves open; what was chosen within it is a setting and comes as an argument."""


@dataclass(frozen=True)
class Scale:
    """Marginal rates: what lies above `edges[i]`, up to the next edge, costs `rates[i]` of itself."""

    edges: tuple[Decimal, ...]
    rates: tuple[Decimal, ...]

    def lines(self, amount: Decimal, basis: str) -> list[Line]:
        """A line for each part of `amount` above the first edge."""
        parts = zip(self.edges, [*self.edges[1:], None], self.rates, strict=True)
        return [self._line(amount, *part, basis) for part in parts if amount > part[0]]

    def _line(self, amount: Decimal, above: Decimal, to: Decimal | None, rate: Decimal, basis: str) -> Line:
        part = (amount if to is None else min(amount, to)) - above
        where = f"超过 {_edge(above)}的部分" if to is None else f"超过 {_edge(above)}至 {_edge(to)}的部分"
        words = f"{where} {in_yuan(part)} × {percent(rate)} = {in_yuan(part * rate)}"
        return Line(words, part * rate, basis)


def _scale(*tiers: tuple[int, str]) -> Scale:
    return Scale(tuple(Decimal(above) for above, _ in tiers), tuple(Decimal(rate) for _, rate in tiers))


PROPERTY = _scale(
    (10_000, "0.025"),
    (100_000, "0.02"),
    (200_000, "0.015"),
    (500_000, "0.01"),
    (1_000_000, "0.009"),
    (2_000_000, "0.008"),
    (5_000_000, "0.007"),
    (10_000_000, "0.006"),
    (20_000_000, "0.005"),
)
DIVORCE = _scale((200_000, "0.005"))
PERSONALITY = _scale((50_000, "0.01"), (100_000, "0.005"))
ENFORCEMENT = _scale((10_000, "0.015"), (500_000, "0.01"), (5_000_000, "0.005"), (10_000_000, "0.001"))
PRESERVATION = _scale((1_000, "0.01"), (100_000, "0.005"))


class AdministrativeKind(models.TextChoices):
    TRADEMARK = "trademark", "商标行政案件"
    PATENT = "patent", "专利行政案件"
    MARITIME = "maritime", "海事行政案件"
    OTHER = "other", "其他行政案件"


class Free(models.TextChoices):
    """What nothing is paid for; the label says what it is."""

    SPECIAL_PROCEDURE = "special_procedure", "依照特别程序审理的案件"
    JUDICIAL_CONFIRMATION = "judicial_confirmation", "申请司法确认调解协议"
    NOT_ACCEPTED = "not_accepted", "裁定不予受理"
    DISMISSED = "dismissed", "裁定驳回起诉"
    APPEAL_DISMISSED = "appeal_dismissed", "裁定驳回上诉"
    APPEAL_AGAINST_RULING = "appeal_against_ruling", "对不予受理、驳回起诉、管辖权异议的裁定提起上诉"
    ADMINISTRATIVE_COMPENSATION = "administrative_compensation", "行政赔偿案件"
    RETRIAL = "retrial", "依照审判监督程序审理的案件"
    PROTECTION_ORDER = "protection_order", "申请人身安全保护令"
    MEDIATED_BEFORE_FILING = "mediated_before_filing", "先行调解成功且自动履行"
    OBJECTION = "objection", "执行异议"
    PROSECUTION = "prosecution", "刑事自诉案件"


FREE_OF = {
    Free.SPECIAL_PROCEDURE: (Charge.ACCEPTANCE.label, f"{MEASURE}第八条第一项"),
    Free.JUDICIAL_CONFIRMATION: (
        Charge.ACCEPTANCE.label,
        f"{MEASURE}第八条第一项；人民调解协议司法确认程序规定第十一条",
    ),
    Free.NOT_ACCEPTED: (Charge.ACCEPTANCE.label, f"{MEASURE}第八条第二项"),
    Free.DISMISSED: (Charge.ACCEPTANCE.label, f"{MEASURE}第八条第二项"),
    Free.APPEAL_DISMISSED: (Charge.ACCEPTANCE.label, f"{MEASURE}第八条第二项"),
    Free.APPEAL_AGAINST_RULING: (Charge.ACCEPTANCE.label, f"{MEASURE}第八条第三项"),
    Free.ADMINISTRATIVE_COMPENSATION: (Charge.ACCEPTANCE.label, f"{MEASURE}第八条第四项"),
    Free.RETRIAL: (Charge.ACCEPTANCE.label, f"{MEASURE}第九条"),
    Free.PROTECTION_ORDER: ("诉讼费用", "最高人民法院关于人身安全保护令案件相关程序问题的批复"),
    Free.MEDIATED_BEFORE_FILING: ("诉讼费用", "民事起诉状、答辩状示范文本（法〔2025〕82号）"),
    Free.OBJECTION: ("诉讼费用", f"{MEASURE}第十三条、第十四条没有规定收费"),
    Free.PROSECUTION: ("诉讼费用", f"{MEASURE}第二条，只对民事、行政诉讼收费"),
}
"""What is not paid, and why."""


def property_fee(amount: Decimal) -> Fee:
    """案件受理费 for a claim of `amount` 元: 50 元, and 2.5 % down to 0.5 % of the parts above 10,000 元 (13(一))."""
    return Fee(Charge.ACCEPTANCE, _by_property_table(amount, PROPERTY_BASIS))


def divorce_fee(property_total: Decimal, base: Decimal) -> Fee:
    """案件受理费 for a divorce: `base` (50–300 元), and 0.5 % of common property above 200,000 元 (13(二)1)."""
    RANGES["divorce_base"].require(base)
    return _fee_on_base("离婚案件", base, "财产总额 20 万元以下的部分不另交", DIVORCE, property_total)


def personality_fee(damages: Decimal, base: Decimal) -> Fee:
    """案件受理费 for a name, likeness, reputation or honour: `base` (100–500 元), and of the damages claimed 1 % from
    50,000 to 100,000 元, 0.5 % above (13(二)2)."""
    RANGES["personality_base"].require(base)
    return _fee_on_base("人格权案件", base, "损害赔偿 5 万元以下的部分不另交", PERSONALITY, damages)


def other_nonproperty_fee(base: Decimal) -> Fee:
    """案件受理费 for any other case that is not about property: `base`, 50–100 元 (13(二)3)."""
    return _chosen(Charge.ACCEPTANCE, "其他非财产案件", "other_nonproperty", base)


def intellectual_property_fee(amount: Decimal | None, base: Decimal) -> Fee:
    """案件受理费 for a civil case on intellectual property: as a property case when a sum is in dispute, `base`
    (500–1,000 元) when none is (13(三))."""
    without_amount = _chosen(Charge.ACCEPTANCE, "没有争议金额的知识产权民事案件", "ip_no_amount", base)
    return without_amount if amount is None else Fee(Charge.ACCEPTANCE, _by_property_table(amount, IP_BASIS))


def labour_fee() -> Fee:
    """案件受理费 for a labour dispute: 10 元, whatever is claimed (13(四))."""
    return _fixed(Charge.ACCEPTANCE, "劳动争议案件", Decimal(10), LABOUR_BASIS)


def administrative_fee(kind: AdministrativeKind) -> Fee:
    """案件受理费 for a suit against an agency: 100 元 for trademark, patent and maritime cases, else 50 元 (13(五))."""
    due = Decimal(50) if kind == AdministrativeKind.OTHER else Decimal(100)
    return _fixed(Charge.ACCEPTANCE, kind.label, due, ADMINISTRATIVE_BASIS)


def jurisdiction_objection_fee(base: Decimal) -> Fee:
    """What an objection to jurisdiction costs when it fails: `base`, 50–100 元 (13(六))."""
    return _chosen(Charge.ACCEPTANCE, "管辖权异议不成立", "jurisdiction_objection", base)


def enforcement_fee(amount: Decimal) -> Fee:
    """申请费 for enforcing `amount` 元: 50 元, and 1.5 % down to 0.1 % of the parts above 10,000 元 (14(一)2).

    Also for recognising and enforcing foreign decisions, for a right holder who sues after a representative action
    without having registered (14(一)3, instead of 案件受理费), and for a ruling to sell a security (民诉解释 205).
    """
    flat = Line("执行金额 1 万元以下的部分，每件 50.00 元", Decimal(50), ENFORCEMENT_BASIS)
    return Fee(Charge.APPLICATION, (flat, *ENFORCEMENT.lines(money(amount), ENFORCEMENT_BASIS)))


def enforcement_without_amount_fee(base: Decimal) -> Fee:
    """申请费 for enforcing what is no sum of money: `base`, 50–500 元, the court's own choice (14(一)1)."""
    return _chosen(Charge.APPLICATION, "没有执行金额或者价额的执行申请", "enforcement_no_amount", base)


def preservation_fee(amount: Decimal | None) -> Fee:
    """申请费 for preserving `amount` 元, which is what was actually preserved: 30 元, 1 % of the part from 1,000 to
    100,000 元, 0.5 % above, at most 5,000 元; None: no property is involved, 30 元 (14(二))."""
    if amount is None:
        return _fixed(Charge.APPLICATION, "不涉及财产数额的保全申请", Decimal(30), PRESERVATION_BASIS)
    flat = Line("实际保全的财产 1,000 元以下的部分，每件 30.00 元", Decimal(30), PRESERVATION_BASIS)
    lines = (flat, *PRESERVATION.lines(money(amount), PRESERVATION_BASIS))
    return _capped(Fee(Charge.APPLICATION, lines), PRESERVATION_CAP, PRESERVATION_BASIS)


def payment_order_fee(amount: Decimal) -> Fee:
    """申请费 for a 支付令 over `amount` 元: a third of the property fee (14(三)).

    The third is carried to ten decimals, so that the cent is always that of the true third.
    """
    whole = property_fee(amount).exact
    third = (whole / 3).quantize(Decimal("1E-10"))
    words = f"支付令按财产案件受理费的三分之一交纳：{in_yuan(whole)} ÷ 3"
    return _share_of_property_fee(amount, Line(words, third - whole, PAYMENT_ORDER_BASIS))


def public_summons_fee() -> Fee:
    """申请费 for a 公示催告: 100 元 (14(四))."""
    return _fixed(Charge.APPLICATION, "申请公示催告", Decimal(100), PUBLIC_SUMMONS_BASIS)


def arbitration_fee() -> Fee:
    """申请费 for setting aside an award or judging an arbitration agreement: 400 元 (14(五))."""
    return _fixed(Charge.APPLICATION, "申请撤销仲裁裁决或者认定仲裁协议效力", Decimal(400), ARBITRATION_BASIS)


def bankruptcy_fee(assets: Decimal) -> Fee:
    """申请费 for a bankruptcy with `assets` 元 in all: half of the property fee, at most 300,000 元 (14(六))."""
    whole = property_fee(assets).exact
    half = whole * Decimal("0.5")
    words = f"破产案件按财产案件受理费减半交纳：{in_yuan(whole)} ÷ 2 = {in_yuan(half)}"
    halved = _share_of_property_fee(assets, Line(words, half - whole, BANKRUPTCY_BASIS))
    return _capped(halved, BANKRUPTCY_CAP, BANKRUPTCY_BASIS)


def retrial_fee(disputed: Decimal, *, new_evidence: bool, unappealed: bool) -> Fee:
    """案件受理费 for a retrial: nothing, unless it was applied for on new evidence that overturns the judgment or by a
    party that had not appealed; then the property fee on the `disputed` 元 (9, 19)."""
    if not (new_evidence or unappealed):
        return free_fee(Free.RETRIAL)
    words = f"再审按不服原判决部分的再审请求数额计算：{in_yuan(money(disputed))}"
    preface = Line(words, Decimal(0), f"{MEASURE}第九条、第十九条")
    return Fee(Charge.ACCEPTANCE, (preface, *property_fee(disputed).lines))


def free_fee(free: Free) -> Fee:
    """Nothing, and why (8, 9)."""
    what, basis = FREE_OF[free]
    return Fee(Charge.ACCEPTANCE, (Line(f"{free.label}，不交{what}", Decimal(0), basis),))


def percent(share: Decimal) -> str:
    """“2.5%” for 0.025."""
    return f"{(share * 100).normalize():f}%"


def _edge(value: Decimal) -> str:
    return f"{value:,} 元" if value % TEN_THOUSAND else f"{value // TEN_THOUSAND:,} 万元"


def _by_property_table(amount: Decimal, basis: str) -> tuple[Line, ...]:
    flat = Line("财产案件 1 万元以下的部分，每件 50.00 元", Decimal(50), basis)
    return flat, *PROPERTY.lines(money(amount), basis)


def _share_of_property_fee(amount: Decimal, share: Line) -> Fee:
    return Fee(Charge.APPLICATION, (*property_fee(amount).lines, share))


def _fee_on_base(what: str, base: Decimal, included: str, scale: Scale, amount: Decimal) -> Fee:
    flat = Line(f"{what}，每件 {in_yuan(base)}，{included}", base, NONPROPERTY_BASIS)
    return Fee(Charge.ACCEPTANCE, (flat, *scale.lines(money(amount), NONPROPERTY_BASIS)))


def _chosen(charge: Charge, what: str, name: str, base: Decimal) -> Fee:
    return _fixed(charge, what, RANGES[name].require(base), RANGES[name].basis)


def _fixed(charge: Charge, what: str, due: Decimal, basis: str) -> Fee:
    return Fee(charge, (Line(f"{what}，每件 {in_yuan(due)}", due, basis),))


def _capped(fee: Fee, cap: Decimal, basis: str) -> Fee:
    if fee.exact <= cap:
        return fee
    over = Line(f"超过上限的部分不交，最多交纳 {in_yuan(cap)}", cap - fee.exact, basis)
    return Fee(fee.charge, (*fee.lines, over))
