"""`{% load masking %}`: masked personal data for templates."""

from django import template

from gangcheng_court.core.accounts import masking
from gangcheng_court.core.accounts.enums import AccessNeed

register = template.Library()


@register.filter
def masked_number(number: str | None) -> str:
    return masking.mask_number(number or "")


@register.filter
def masked_phone(phone: str | None) -> str:
    return masking.mask_phone(phone or "")


@register.filter
def need_words(need: str) -> str:
    """What an access need is called."""
    return AccessNeed(need).label
