"""What is due when, what is topped up or refunded, and who bears it in the end. Sums are 元, already rounded."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models

from filings.fees.rules.fee import CENT, Fee, money
from filings.fees.rules.standards import MEASURE

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Balance:
    """What an event leaves to be topped up or refunded, in 元; one of the two is nothing."""

    top_up: Decimal
    refund: Decimal
    words: str
    basis: str


class NotPrepaid(models.TextChoices):
    """What is paid later than at filing; the label says when."""

    WAGES = "wages", "追索劳动报酬，可以不预交，结案后由负担的一方交纳"
    ENFORCEMENT = "enforcement", "执行申请费，执行后交纳"
    BANKRUPTCY = "bankruptcy", "破产申请费，清算后交纳"
    REPRESENTATIVE = "representative", "人数不确定的代表人诉讼，不预交，结案后由败诉方交纳"


NOT_PREPAID = {
    NotPrepaid.WAGES: f"{MEASURE}第二十条第一款",
    NotPrepaid.ENFORCEMENT: f"{MEASURE}第二十条第二款",
    NotPrepaid.BANKRUPTCY: f"{MEASURE}第二十条第二款",
    NotPrepaid.REPRESENTATIVE: "民诉解释第一百九十四条",
}


class Turn(models.TextChoices):
    """What may become of a case whose fee was paid; the label says what then becomes of the fee."""

    TRANSFERRED = "transferred", "移送、移交其他法院，诉讼费随案移交"
    SUSPECTED_CRIME = "suspected_crime", "涉嫌犯罪移送有关部门，退还案件受理费"
    CIVIL_PART_GOES_ON = "civil_part_goes_on", "涉嫌犯罪移送后民事案件继续审理，不退还"
    STAYED = "stayed", "中止诉讼、中止执行，不退还，恢复后不再交"
    REMANDED = "remanded", "发回重审，退还第二审案件受理费"
    NOT_ACCEPTED = "not_accepted", "裁定不予受理，退还案件受理费"
    DISMISSED = "dismissed", "裁定驳回起诉，退还案件受理费"
    ENDED = "ended", "终结诉讼，不退还"


REFUNDED = {
    Turn.TRANSFERRED: (False, f"{MEASURE}第二十四条"),
    Turn.SUSPECTED_CRIME: (True, f"{MEASURE}第二十五条"),
    Turn.CIVIL_PART_GOES_ON: (False, f"{MEASURE}第二十五条"),
    Turn.STAYED: (False, f"{MEASURE}第二十六条"),
    Turn.REMANDED: (True, f"{MEASURE}第二十七条第一款"),
    Turn.NOT_ACCEPTED: (True, f"{MEASURE}第二十七条第二款"),
    Turn.DISMISSED: (True, f"{MEASURE}第二十七条第二款"),
    Turn.ENDED: (False, f"{MEASURE}第二十八条"),
}
"""Whether what was paid is refunded, all of it or nothing, and the article."""


class Ending(models.TextChoices):
    """How a case or an application ends, as far as it decides who bears the fee."""

    JUDGED = "judged", "判决"
    MEDIATED = "mediated", "调解"
    DIVORCE = "divorce", "离婚"
    WITHDRAWN = "withdrawn", "撤诉"
    AGENCY_GAVE_WAY = "agency_gave_way", "被告改变行政行为后撤诉"
    ENFORCED = "enforced", "执行"
    PRESERVED = "preserved", "保全"
    ORDERED = "ordered", "支付令，债务人未提出异议"
    OBJECTED = "objected", "支付令，债务人提出异议"
    SUMMONED = "summoned", "公示催告"
    ARBITRATION = "arbitration", "撤销仲裁裁决、认定仲裁协议效力"
    BANKRUPTCY = "bankruptcy", "破产"


@dataclass(frozen=True)
class Bearer:
    """Who bears the fee, as a sentence without its full stop, and the article."""

    words: str
    basis: str


BEARERS = {
    Ending.JUDGED: Bearer("由败诉方负担，胜诉方自愿承担的除外；部分胜诉、部分败诉的由法院决定", f"{MEASURE}第二十九条"),
    Ending.MEDIATED: Bearer("由双方协商，协商不成的由法院决定", f"{MEASURE}第三十一条"),
    Ending.DIVORCE: Bearer("由双方协商，协商不成的由法院决定", f"{MEASURE}第三十三条"),
    Ending.WITHDRAWN: Bearer("由申请撤诉的原告或者上诉人负担", f"{MEASURE}第三十四条第一款"),
    Ending.AGENCY_GAVE_WAY: Bearer("由被告负担", f"{MEASURE}第三十四条第二款"),
    Ending.ENFORCED: Bearer("由被执行人负担", f"{MEASURE}第三十八条第一款"),
    Ending.PRESERVED: Bearer("由申请人负担，可以列入诉讼请求", f"{MEASURE}第三十八条第三款"),
    Ending.ORDERED: Bearer("由债务人负担", f"{MEASURE}第三十六条"),
    Ending.OBJECTED: Bearer("由申请人负担，另行起诉的可以列入诉讼请求", f"{MEASURE}第三十六条"),
    Ending.SUMMONED: Bearer("由申请人负担", f"{MEASURE}第三十七条"),
    Ending.ARBITRATION: Bearer("由败诉方负担，或者由法院按具体情况决定", f"{MEASURE}第三十八条第四款、第二十九条"),
    Ending.BANKRUPTCY: Bearer("从破产财产中拨付", f"{MEASURE}第四十二条"),
}
"""The court refunds a winner and collects from the loser, unless the winner agrees otherwise (民诉解释 207)."""


def due_at_filing(fee: Fee, waiting: NotPrepaid | None = None, *, step: Decimal = CENT) -> Decimal:
    """What is prepaid, rounded to `step` 元: the whole fee, or nothing while it is `waiting` (20; 民诉解释 194)."""
    return fee.rounded(step) if waiting is None else NOTHING


def change_of_claim(before: Decimal, after: Decimal, *, inquiry_closed: bool) -> Balance:
    """The claim was changed and the fee with it, from `before` to `after` 元 (21, 35).

    More is topped up whenever it is raised; less is refunded only when it was lowered before 法庭调查终结.
    """
    if money(after) >= money(before):
        return _top_up(after - before, "增加诉讼请求数额，补交差额", f"{MEASURE}第二十一条第一项")
    if inquiry_closed:
        words = "法庭调查终结后减少诉讼请求数额，减少部分的受理费由变更请求的当事人负担，不退还"
        return Balance(NOTHING, NOTHING, words, f"{MEASURE}第三十五条")
    return _refund(before - after, "法庭调查终结前减少诉讼请求数额，退还差额", f"{MEASURE}第二十一条第二项")


def suit_after_payment_order(paid: Decimal, due: Decimal, *, converted: bool) -> Balance:
    """A 支付令 whose 申请费 of `paid` 元 was lost leads to a suit whose fee is `due` 元 (民诉解释 195; 36).

    Converted by the court: what is missing is topped up. Sued for separately: due in full, and the 申请费 may be
    added to the claims.
    """
    if converted:
        missing = max(money(due) - money(paid), NOTHING)
        return _top_up(missing, "支付令失效转入诉讼，补交案件受理费与申请费的差额", "民诉解释第一百九十五条")
    return _top_up(money(due), "另行起诉，全额交纳，支付令申请费可以列入诉讼请求", f"{MEASURE}第三十六条")


def simple_turned_ordinary(paid: Decimal, due: Decimal) -> Balance:
    """The simple procedure became ordinary: up to the full fee, `due` 元, within 7 days of notice (民诉解释 199)."""
    missing = max(money(due) - money(paid), NOTHING)
    return _top_up(missing, "简易程序转为普通程序，补交案件受理费", "民诉解释第一百九十九条")


def top_up_unpaid(paid: Decimal) -> Balance:
    """The top-up after the simple procedure was not paid in full: half of `paid` goes back (民诉解释 199)."""
    half = (money(paid) / 2).quantize(CENT, ROUND_HALF_UP)
    return _refund(half, "未按期足额补交，按撤诉处理，退还已收取费用的一半", "民诉解释第一百九十九条")


def halved_at_the_end(paid: Decimal, due: Decimal) -> Balance:
    """The suit was mediated or withdrawn, its fee is now the halved `due`; what was `paid` above it goes back (15)."""
    over = max(money(paid) - money(due), NOTHING)
    return _refund(over, "调解结案或者撤诉，受理费减半，退还多交的部分", f"{MEASURE}第十五条")


def refund_on(turn: Turn, paid: Decimal) -> Balance:
    """What `turn` gives back of the `paid` 元: all of it or nothing (24–28)."""
    everything, basis = REFUNDED[turn]
    return _refund(money(paid) if everything else NOTHING, turn.label, basis)


def _top_up(amount: Decimal, words: str, basis: str) -> Balance:
    return Balance(amount, NOTHING, words, basis)


def _refund(amount: Decimal, words: str, basis: str) -> Balance:
    return Balance(NOTHING, amount, words, basis)
