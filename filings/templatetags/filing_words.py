"""`{% load filing_words %}`: what is stored about a filing, in the words of its pages."""

from django import template

from filings.intake.enums import SpecialPower
from filings.intake.kinds import KINDS

register = template.Library()


@register.filter
def power_words(powers: list[str]) -> str:
    """The listed powers of an agent."""
    return "、".join(SpecialPower(power).label for power in powers)


@register.filter
def kind_title(kind: str) -> str:
    """The name of a kind of filing."""
    return KINDS[kind].title
