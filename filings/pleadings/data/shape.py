"""What a form is made of: `FormKind` → `Step` (one page) → `Section` (one row of the official table) → `Field`.

A condition (`when`) is a field's code and the answers with which the thing is asked: `("pledge", "yes")`.

A sentence (`says`) is text with `{code}` for an answer, `{?code=a|b}` for a test that prints nothing, and `[…]` for a
part that falls away when an answer in it is missing. Without one of its other answers the whole sentence falls away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

When = tuple[str, ...]
SLOT = re.compile(r"\{(\??)(\w+)(?:=([\w|]+))?\}")
"""A place in a sentence: whether it only tests, which field, and the answers tested for."""


class Sort(StrEnum):
    """What kind of answer a field takes."""

    LINE = "line"
    TEXT = "text"
    YUAN = "yuan"
    DAY = "day"
    SPAN = "span"
    YES_NO = "yes_no"
    RATE = "rate"
    COUNT = "count"
    CHOICE = "choice"
    ROWS = "rows"


class Role(StrEnum):
    COMPLAINT = "complaint"
    APPLICATION = "application"
    ANSWER = "answer"


@dataclass(frozen=True)
class Field:
    """One question. Nothing is required: who does not know leaves it open (law: forms are an offer, 法〔2025〕82号).

    `terms` are legal words explained beside it (`data.terms`). `claimed` amounts add up to 标的总额. A day `after`
    another is warned of when it lies before it; a `past` day, when it lies in the future. `prefill` names what stands
    there at first: the names of a side, or an answer of `Filing.details`. `each` is the sentence of one row of a list.
    `called` is its name on paper where `data.called` has none.
    """

    code: str
    label: str
    sort: Sort = Sort.LINE
    hint: str = ""
    terms: tuple[str, ...] = ()
    when: When = ()
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple["Field", ...] = ()
    each: str = ""
    claimed: bool = False
    after: str = ""
    past: bool = False
    prefill: str = ""
    called: str | None = None
    required: bool = False


@dataclass(frozen=True)
class Section:
    """One row of the official table: C1 … are claims, F1 … facts, J… and M… the blocks common to all forms.

    A `silent` one stands in the table only. A `source` is printed from the filing itself: evidence or mediation.
    """

    number: str
    title: str
    fields: tuple[Field, ...] = ()
    says: tuple[str, ...] = ()
    when: When = ()
    silent: bool = False
    source: str = ""

    @property
    def is_claim(self) -> bool:
        return self.number.startswith("C")

    @property
    def is_fact(self) -> bool:
        return self.number.startswith("F")


@dataclass(frozen=True)
class Step:
    """One page of questions that belong together."""

    code: str
    title: str
    sections: tuple[Section, ...]
    intro: str = ""


@dataclass(frozen=True)
class FormKind:
    """One form of one edition. `document` heads the paper, `matter` stands below it in brackets.

    `checks` are names of functions in `rules.checks.CHECKS`; `total` is the field of 标的总额, '' without one.
    `sides` are what the two sides are called in it. Names left empty
    are those of the kind of filing.
    """

    edition: str
    code: str
    title: str
    document: str
    matter: str
    role: Role
    steps: tuple[Step, ...]
    checks: tuple[str, ...] = ()
    total: str = ""
    sides: tuple[str, ...] = ("原告", "被告")
    signer: str = "具状人"
    claims_title: str = "诉讼请求"
    fields: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", {each.code: each for section in self.sections() for each in section.fields})

    def sections(self) -> list[Section]:
        """In the order of the official table: claims, facts, then the common blocks."""
        return sorted((section for step in self.steps for section in step.sections), key=_place)

    def step(self, code: str) -> Step | None:
        return next((step for step in self.steps if step.code == code), None)


def _place(section: Section) -> tuple[int, int]:
    return "CFJM".index(section.number[0]), int(section.number[1:])


def slots(sentence: str) -> Iterator[tuple[str, list[str]]]:
    """The fields a sentence names, with the answers it tests for ([] for one that is printed)."""
    for test, code, answers in SLOT.findall(sentence):
        yield code, answers.split("|") if test else []


def line(code: str, label: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.LINE, hint, **more)


def text(code: str, label: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.TEXT, hint, **more)


def yuan(code: str, label: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.YUAN, hint, **more)


def day(code: str, label: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.DAY, hint, **more)


def span(code: str, label: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.SPAN, hint, **more)


def yes_no(code: str, label: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.YES_NO, hint, **more)


def rate(code: str, label: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.RATE, hint, **more)


def count(code: str, label: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.COUNT, hint, **more)


def choice(code: str, label: str, choices: dict[str, str], hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.CHOICE, hint, choices=tuple(choices.items()), **more)


def rows(code: str, label: str, *columns: Field, each: str, hint: str = "", **more: object) -> Field:
    return Field(code, label, Sort.ROWS, hint, columns=columns, each=each, **more)
