"""`{% load filing_words %}`: what is stored about a filing, in the words of its pages."""

from django import template

from filings.intake import rules
from filings.intake.enums import SpecialPower
from filings.intake.kinds import ALL_KINDS, Task
from filings.intake.models import Filing
from filings.review.enums import LetterKind
from gangcheng_court.promises import BY_CODE

register = template.Library()


@register.filter
def power_words(powers: list[str]) -> str:
    """The listed powers of an agent."""
    return "、".join(SpecialPower(power).label for power in powers)


@register.filter
def kind_title(kind: str) -> str:
    """The name of a kind of filing."""
    return ALL_KINDS[kind].title


@register.filter
def letter_title(kind: LetterKind, filing: Filing) -> str:
    """What the letter of that sort is called for this filing."""
    return kind.name_for(filing.kind_data.letters)


@register.filter
def detail_answers(filing: Filing) -> list[tuple[str, str]]:
    """The questions that only this kind asks, each with its answer in words."""
    return [(detail.label, detail.words(filing.details.get(detail.code, ""))) for detail in rules.open_details(filing)]


@register.filter
def task_title(filing: Filing, task: str) -> str:
    """What this kind of filing calls a task."""
    return filing.kind_data.task_title(Task(task))


@register.filter
def runs_on_hours(filing: Filing) -> bool:
    """Whether this filing is urgent: its limit is counted in hours."""
    return rules.is_urgent(filing)


@register.filter
def promise_title(code: str) -> str:
    """The title of a promise or of a limit of the law."""
    return BY_CODE[code].title
