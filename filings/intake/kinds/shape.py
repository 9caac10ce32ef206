"""What a kind of filing is made of: plain data, with names where a rule is meant.

Conditions are names of functions in `filings/intake/rules.py` (`CONDITIONS`), or `detail:<code>=<answer>` and
`detail:<code>!=<answer>`. How to add a kind: docs/kinds.md.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from django.db import models

from filings.intake.enums import Side
from gangcheng_court.promises import SEVEN_DAY_DECISION, Promise

Need = Literal["required", "conditional", "optional"]
ALWAYS = "always"
"""The condition that holds for every filing."""


class Task(models.TextChoices):
    """The parts of a filing that its filer works through in any order; a kind's own titles are in `Kind.titles`."""

    PARTIES = "parties", "当事人"
    CAUSE = "cause", "案由与请求"
    DETAILS = "details", "案件情况"
    FACTS = "facts", "事实与理由"
    MATERIALS = "materials", "材料"
    SERVICE = "service", "送达与调解意愿"


ANSWERS = {
    Task.CAUSE: ("cause", "cause_left_to_court", "claims", "amount"),
    Task.DETAILS: ("details",),
    Task.FACTS: ("facts", "evidence"),
    Task.SERVICE: (
        "service_recipient",
        "service_address",
        "service_postcode",
        "service_phone",
        "service_email",
        "mediation_wish",
    ),
}
"""Which fields of the filing each task holds, in the order of its page."""


PREPAID_FEES = frozenset({"civil", "administrative", "preservation", "payment_order"})
FEES = PREPAID_FEES | {
    "enforcement",
    "judicial_confirmation",
    "retrial",
    "enforcement_objection",
    "protection_order",
    "private_prosecution",
}
"""The names of the fee rules (docs/kinds.md: what each costs); what is not prepaid is free or borne by the debtor."""


@dataclass(frozen=True)
class Seat:
    """What a side is called in this kind, and how many parties must sit there.

    `who` introduces the side to the filer where “对方是” would be wrong.
    """

    title: str
    least: int = 1
    who: str = ""


@dataclass(frozen=True)
class Detail:
    """One question that only this kind asks; the answer is kept as text in `Filing.details`.

    A `date` is kept as ISO, `yuan` as a plain number, `yes_no` as yes or no. `missing` is the sentence shown when a
    required answer is missing, or when one that is `advised` is empty. A `past` date is not after today.
    """

    code: str
    label: str
    form: Literal["line", "text", "choice", "date", "yuan", "yes_no"]
    need: Need = "optional"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    condition: str = ""
    advised: bool = False
    missing: str = ""
    past: bool = False

    def words(self, answer: str) -> str:
        """A stored answer as a page shows it."""
        return dict(self.choices or YES_NO).get(answer, answer) if self.form in ("choice", "yes_no") else answer


YES_NO = (("yes", "是"), ("no", "不是"))


@dataclass(frozen=True)
class Slot:
    """One place for files. `need` 'conditional' is required only while `condition` holds; `advised` empties warn."""

    code: str
    title: str
    need: Need
    hint: str
    many: bool = True
    condition: str = ""
    advised: bool = False


@dataclass(frozen=True)
class CheckItem:
    """One thing the reviewer judges: `stock` is the sentence offered when it fails, `target` what then opens."""

    code: str
    title: str
    stock: str
    basis: str
    target: str
    condition: str = ""


@dataclass(frozen=True)
class Forbidden:
    """Something that must not be demanded: a note to the filer that matches `pattern` is refused with `why`."""

    what: str
    pattern: str
    why: str
    basis: str

    def is_demanded_in(self, text: str) -> bool:
        """Whether some clause of `text` asks for it; clauses that say it is not needed do not count."""
        clauses = re.split(r"[，。；、,;\n]", text)
        return any(re.search(self.pattern, clause) and not _NOT_NEEDED.search(clause) for clause in clauses)


_NOT_NEEDED = re.compile(r"不要求|不需要|不用|不必|无须|无需|不再要求|不能要求")


@dataclass(frozen=True)
class Limit:
    """A limit that the law or the court sets for deciding on this kind, while `condition` holds."""

    promise: Promise
    condition: str = ""


@dataclass(frozen=True)
class Letters:
    """What the letters of a kind say. Points are whole sentences; the letter numbers them.

    `rejection` is the heading of the refusal, `refused` what it decides (本院不予受理), `laws` its articles, `decides`
    how it leads to the decision, and `remedy` what can be done against it or instead; empty where there is nothing.
    Papers go back by the article `elsewhere` (another court's matter) or `uncorrected`, where there is one; `insisted`
    is what follows when the filer wants a decision all the same.
    """

    acceptance: str
    points: tuple[str, ...]
    rejection: str
    refused: str
    laws: str
    remedy: str
    decides: str = "裁定如下"
    elsewhere: str = ""
    uncorrected: str = ""
    insisted: str = "本院依法裁定不予受理；对裁定可以上诉"

    @property
    def rejected_by(self) -> str:
        """What the refusal is called among other papers: 不予受理裁定书, or the notice that a kind has instead."""
        return self.rejection if self.rejection.startswith("不予受理") else "不予受理裁定书"


@dataclass(frozen=True)
class Kind:
    """One kind of filing. `type_code` is the 类型代字 of its case number, `document` the paper it opens with.

    `cause_edition` names the list the filer chooses a cause from; without one, `cause_name` is the cause.
    `registers_first`: undecided at the law's limit, it is registered first (登记立案规定 8(2), 18). `urgent` is the
    condition under which it runs on hours and stands on top of every list. `full_particulars`: the applicant gives
    everything of 民事诉讼法 124, otherwise what is needed to tell and reach a person. `correction_days` is the time to
    correct where the law fixes it; otherwise the setting CORRECTION_DAYS. `fee` is one of `FEES`.

    The filer sits on `own_side`. What is not `is_filed` is only written and printed here. Without a `plea` only the
    pleading asks for the claims.
    """

    code: str
    title: str
    type_code: str
    summary: str
    document: str
    seats: dict[Side, Seat]
    slots: tuple[Slot, ...]
    checklist: tuple[CheckItem, ...]
    letters: Letters
    guide: tuple[str, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    details: tuple[Detail, ...] = ()
    limits: tuple[Limit, ...] = (Limit(SEVEN_DAY_DECISION),)
    registers_first: bool = True
    urgent: str = ""
    cause_edition: str = ""
    cause_name: str = ""
    plea: str = "诉讼请求"
    plea_hint: str = "要求法院判什么，一项一项写。例如：判令被告归还借款本金 50000 元。"
    amount: str = "标的总额（元）"
    amount_hint: str = "要求对方付的钱一共多少，例如 12,345.60。不涉及金钱的不填。"
    amount_required: bool = False
    full_particulars: bool = True
    mediation: bool = False
    correction_days: int | None = None
    fee: str = ""
    own_side: Side = Side.PLAINTIFF
    is_filed: bool = True
    titles: dict[Task, str] = field(default_factory=dict)

    @property
    def tasks(self) -> list[Task]:
        """Every task this kind can have, in order."""
        needs = {Task.DETAILS: self.details, Task.MATERIALS: self.slots}
        return [task for task in Task if needs.get(task, True)]

    @property
    def prepays(self) -> bool:
        """Whether a fee is asked of the filer once the filing is registered."""
        return self.fee in PREPAID_FEES

    def task_title(self, task: Task) -> str:
        return self.titles.get(task, task.label)

    def side_title(self, side: str) -> str:
        """What a party on `side` is called; a side this kind does not know keeps its ordinary name."""
        seat = self.seats.get(Side(side))
        return seat.title if seat else Side(side).label

    def slot(self, code: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.code == code), None)

    def forbidden_in(self, text: str) -> list[Forbidden]:
        """What `text` demands although nobody may, for this kind or for any."""
        return [each for each in (*self.forbidden, *FORBIDDEN_ALWAYS) if each.is_demanded_in(text)]


FORBIDDEN_ALWAYS = (
    Forbidden(
        "被告身份证号码或户籍证明",
        r"(被告|被申请人|被执行人|对方).{0,8}(身份证|户籍|户口)",
        "被告只要能与他人相区别就是明确的，不得要求提供身份证号码或者户籍证明。",
        "民诉解释第二百零九条；登记立案规定第六条第三项",
    ),
    Forbidden(
        "诉讼时效的证明",
        r"(诉讼时效|时效届满|超过时效|执行时效)",
        "时效届满不影响立案，法院不得主动审查。",
        "民诉解释第二百一十九条、第四百八十一条",
    ),
    Forbidden(
        "要素式文本",
        r"要素式|示范文本|统一格式|规定格式",
        "示范文本由当事人自愿选用，不得要求使用特定格式。",
        "法〔2025〕82号",
    ),
    Forbidden(
        "网上提交后的纸质材料",
        r"(提交|补交|邮寄|送交|补充).{0,6}纸质|纸质.{0,6}(提交|补交|邮寄|一式)",
        "网上提交的材料符合要求的，不再要求提交纸质材料。",
        "在线诉讼规则第九条",
    ),
    Forbidden(
        "证据原件",
        r"(提交|补交|补充|提供|邮寄).{0,8}原件",
        "立案阶段提交复印件或照片即可，不得要求提交证据原件。",
        "登记立案规定第六条第五项",
    ),
)


@dataclass(frozen=True)
class NeverBlocks:
    """A circumstance that never keeps a filing from being received and registered, and why."""

    what: str
    why: str
    basis: str


NEVER_BLOCKS = {
    "limitation": NeverBlocks(
        "过了诉讼时效或者申请执行的期间",
        "本院照样受理，由对方自己提出，法院不主动审查。",
        "民诉解释第二百一十九条、第四百八十一条",
    ),
    "opponent_number": NeverBlocks(
        "不知道对方的身份证号码",
        "写明姓名、住所等，能与他人相区别就可以。",
        "民诉解释第二百零九条；登记立案规定第六条第三项",
    ),
    "form": NeverBlocks(
        "没有使用某种固定格式", "自己写的、口头说的都可以，示范文本自愿选用。", "民事诉讼法第一百二十三条"
    ),
    "paper": NeverBlocks(
        "网上提交以后没有交纸质材料", "网上提交的材料符合要求的，不再要纸质的。", "在线诉讼规则第九条"
    ),
}
"""What may never block, by code; shown on the page of every kind, and each one a test."""
