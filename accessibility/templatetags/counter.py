"""The acts of a window as the counter shows them: each with its form, unfilled."""

from typing import Any

from django import template

from accessibility.queue.counter_forms import ActForm, TakeForForm
from accessibility.queue.views.counter import TICKET_ACTS, WINDOW_ACTS

register = template.Library()
FORMS = {act.code: act.form for act in (WINDOW_ACTS | TICKET_ACTS).values()} | {"take-for": TakeForForm}


@register.simple_tag
def act_form(code: str, **initial: Any) -> ActForm:
    """The form of an act by the name of its address."""
    return FORMS[code](code=code, initial=initial)
