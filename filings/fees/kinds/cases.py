"""The cases of the public calculator: what each asks for, and the rule that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from filings.fees.rules import adjusting, standards
from filings.fees.rules.fee import Fee
from filings.fees.rules.paying import NotPrepaid
from filings.fees.rules.standards import AdministrativeKind, Free


@dataclass(frozen=True)
class Question:
    """What somebody asks of a case: sums in 元, whether something else is claimed too, and the chosen amounts by the
    names of `standards.RANGES`."""

    chosen: Mapping[str, Decimal]
    amounts: tuple[Decimal, ...] = ()
    mixed: bool = False

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, Decimal(0))

    @property
    def total_or_none(self) -> Decimal | None:
        return self.total if self.amounts else None


@dataclass(frozen=True)
class Case:
    """One line of the calculator. `amount` says whether a sum is asked for, `many` that several are added up, `mixed`
    that other claims may stand beside them; `open_range` names what the law leaves open in it; `halves` that grounds
    to halve a 案件受理费 can arise in it."""

    code: str
    title: str
    group: str
    fee: Callable[[Question], Fee]
    amount: Literal["none", "optional", "required"] = "none"
    label: str = ""
    hint: str = ""
    many: bool = False
    mixed: bool = False
    open_range: str = ""
    waiting: NotPrepaid | None = None
    note: str = ""
    halves: bool = True


CIVIL, ADMINISTRATIVE, APPLICATION, NOTHING = "民事案件", "行政案件", "各类申请", "不收费的"
SUM_HINT = "有几项金钱请求的，用加号连起来，例如 30000+45000。只写数字，单位是元。"


def _free(code: str, free: Free) -> Case:
    return Case(code, free.label, NOTHING, lambda asked: standards.free_fee(free))


def _administrative(code: str, kind: AdministrativeKind) -> Case:
    return Case(code, kind.label, ADMINISTRATIVE, lambda asked: standards.administrative_fee(kind))


def _property(asked: Question) -> Fee:
    other = standards.other_nonproperty_fee(asked.chosen["other_nonproperty"]) if asked.mixed else None
    return adjusting.claims_fee(asked.amounts, other)


_CASES = (
    Case(
        "property",
        "财产案件（借款、货款、赔偿、继承等）",
        CIVIL,
        _property,
        amount="required",
        label="请求的金额（元）",
        hint=SUM_HINT,
        many=True,
        mixed=True,
    ),
    Case(
        "divorce",
        "离婚案件",
        CIVIL,
        lambda asked: standards.divorce_fee(asked.total, asked.chosen["divorce_base"]),
        amount="optional",
        label="要分割的夫妻共同财产总额（元）",
        hint="没有财产要分割的不用填。20 万元以下不另交。",
        open_range="divorce_base",
    ),
    Case(
        "personality",
        "侵害人格权案件（姓名、肖像、名誉、荣誉等）",
        CIVIL,
        lambda asked: standards.personality_fee(asked.total, asked.chosen["personality_base"]),
        amount="optional",
        label="请求赔偿的金额（元）",
        hint="不要求赔偿的不用填。5 万元以下不另交。",
        open_range="personality_base",
    ),
    Case(
        "nonproperty",
        "其他非财产案件",
        CIVIL,
        lambda asked: standards.other_nonproperty_fee(asked.chosen["other_nonproperty"]),
        open_range="other_nonproperty",
    ),
    Case(
        "intellectual_property",
        "知识产权民事案件",
        CIVIL,
        lambda asked: standards.intellectual_property_fee(asked.total_or_none, asked.chosen["ip_no_amount"]),
        amount="optional",
        label="争议金额（元）",
        hint="没有争议金额的不用填。",
        open_range="ip_no_amount",
    ),
    Case("labour", "劳动争议案件", CIVIL, lambda asked: standards.labour_fee()),
    Case(
        "wages",
        "劳动争议案件：追索劳动报酬",
        CIVIL,
        lambda asked: standards.labour_fee(),
        waiting=NotPrepaid.WAGES,
    ),
    Case(
        "appeal",
        "财产案件上诉",
        CIVIL,
        lambda asked: adjusting.appeal_fee(asked.total),
        amount="required",
        label="不服一审判决的部分的金额（元）",
        hint="例如一审判 50 万元，只对其中 30 万元上诉的，填 300000。",
    ),
    Case(
        "jurisdiction",
        "管辖权异议不成立",
        CIVIL,
        lambda asked: standards.jurisdiction_objection_fee(asked.chosen["jurisdiction_objection"]),
        open_range="jurisdiction_objection",
        note="提出异议时不交，异议不成立的才交。",
        halves=False,
    ),
    _administrative("administrative", AdministrativeKind.OTHER),
    _administrative("administrative_trademark", AdministrativeKind.TRADEMARK),
    _administrative("administrative_patent", AdministrativeKind.PATENT),
    Case(
        "enforcement",
        "申请强制执行（有金额）",
        APPLICATION,
        lambda asked: standards.enforcement_fee(asked.total),
        amount="required",
        label="申请执行的金额（元）",
        waiting=NotPrepaid.ENFORCEMENT,
        note="由被执行人负担，不向申请执行人收取。",
    ),
    Case(
        "enforcement_without_amount",
        "申请强制执行（没有金额）",
        APPLICATION,
        lambda asked: standards.enforcement_without_amount_fee(asked.chosen["enforcement_no_amount"]),
        open_range="enforcement_no_amount",
        waiting=NotPrepaid.ENFORCEMENT,
        note="由被执行人负担，不向申请执行人收取。",
    ),
    Case(
        "preservation",
        "申请财产保全",
        APPLICATION,
        lambda asked: standards.preservation_fee(asked.total_or_none),
        amount="optional",
        label="实际保全的财产数额（元）",
        hint="不涉及财产数额的不用填。最多交 5,000 元。",
    ),
    Case(
        "payment_order",
        "申请支付令",
        APPLICATION,
        lambda asked: standards.payment_order_fee(asked.total),
        amount="required",
        label="请求支付的金额（元）",
    ),
    Case("public_summons", "申请公示催告", APPLICATION, lambda asked: standards.public_summons_fee()),
    Case("arbitration", "申请撤销仲裁裁决或者认定仲裁协议效力", APPLICATION, lambda asked: standards.arbitration_fee()),
    Case(
        "bankruptcy",
        "破产案件",
        APPLICATION,
        lambda asked: standards.bankruptcy_fee(asked.total),
        amount="required",
        label="破产财产总额（元）",
        waiting=NotPrepaid.BANKRUPTCY,
        note="从破产财产中拨付，申请时不交。最多 300,000 元。",
    ),
    _free("judicial_confirmation", Free.JUDICIAL_CONFIRMATION),
    _free("protection_order", Free.PROTECTION_ORDER),
    _free("special_procedure", Free.SPECIAL_PROCEDURE),
    _free("administrative_compensation", Free.ADMINISTRATIVE_COMPENSATION),
)
CASES = {case.code: case for case in _CASES}
