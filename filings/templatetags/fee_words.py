"""`{% load fee_words %}`: fees in the words of the pages, and the estimate that a filer is shown."""

from decimal import Decimal
from typing import Any

from django import template

from filings.fees.models import Charge
from filings.fees.queries.figures import estimate
from filings.fees.rules.fee import in_yuan
from filings.intake.models import Filing
from filings.pleadings.rules import capitals

register = template.Library()


@register.filter
def yuan(amount: Decimal) -> str:
    """`1,050.00 元`, parts of a cent as far as they go; what is taken off begins with a minus sign."""
    return f"−{in_yuan(-amount)}" if amount < 0 else in_yuan(amount)


@register.filter
def in_capitals(amount: Decimal) -> str:
    """`人民币壹仟零伍拾元整`."""
    return capitals.capitals(amount)


@register.simple_tag
def fee_states(filing: Filing) -> list[Charge]:
    """The charges of a filing, for the reviewer's page."""
    return list(filing.charges.all())


@register.inclusion_tag("filings/fees/_estimate.html")
def fee_estimate(filing: Filing) -> dict[str, Any]:
    """费用预估: what this filing would cost if it were registered as it stands."""
    return {"estimate": estimate(filing)}
