"""The acts of a window as the counter shows them: each with its form, unfilled; and how long something has lasted."""

from datetime import datetime, timedelta
from typing import Any

from django import template

from accessibility.assistance.enums import Help
from accessibility.queue.enums import Outcome
from accessibility.queue.forms.counter import OUTCOMES, ActForm, TakeForForm
from accessibility.queue.services.calling import MISSED_AFTER_CALLS
from accessibility.queue.views.counter import TICKET_ACTS, WINDOW_ACTS

register = template.Library()
FORMS = {act.code: act.form for act in (WINDOW_ACTS | TICKET_ACTS).values()} | {"take-for": TakeForForm}
FIRST_KEY = 5


@register.simple_tag
def act_form(code: str, **initial: Any) -> ActForm:
    """The form of an act by the name of its address."""
    return FORMS[code](code=code, initial=initial)


@register.simple_tag
def outcomes() -> list[tuple[int, Outcome]]:
    """The outcomes of a visit, each with its key."""
    return list(enumerate(OUTCOMES, start=FIRST_KEY))


@register.simple_tag
def calls_left(calls: int) -> int:
    """How often a number must still be called before it may be passed over."""
    return max(MISSED_AFTER_CALLS - calls, 0)


@register.filter
def since(moment: datetime, now: datetime) -> str:
    """How long ago that was, as `lasted` says it."""
    return lasted(now - moment)


@register.filter
def lasted(length: timedelta) -> str:
    """`不到 1 分钟`, `12 分钟`, `1 小时 5 分钟`."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    if hours > 0:
        return f"{hours} 小时 {minutes} 分钟" if minutes else f"{hours} 小时"
    return f"{minutes} 分钟" if hours == 0 and minutes else "不到 1 分钟"


@register.filter
def help_words(kinds: list[str]) -> str:
    """`轮椅、手语翻译`."""
    return "、".join(Help(kind).label for kind in kinds)
