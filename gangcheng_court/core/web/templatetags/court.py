"""How the court writes moments, days, deadlines and money; the time left; the header's navigation."""

from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from django import template
from django.forms import BaseFormSet, BoundField, CheckboxInput, Field, FileInput, RadioSelect, Select, SelectMultiple
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gangcheng_court.core.deadlines import calendar, clock
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.deadlines.remaining import remaining
from gangcheng_court.core.web import navigation
from gangcheng_court.core.web.figures import minutes, percent, whole_minutes

register = template.Library()
register.filter(percent)
register.filter(minutes)
register.filter(whole_minutes)


@register.filter
def court_moment(moment: datetime | None) -> str:
    """`2026-11-23 14:05` on the court's clock."""
    return f"{moment.astimezone(COURT_ZONE):%Y-%m-%d %H:%M}" if moment else ""


@register.filter
def court_second(moment: datetime | None) -> str:
    """`2026-11-23 14:05:09`, where the second counts (receipts, breaches)."""
    return f"{moment.astimezone(COURT_ZONE):%Y-%m-%d %H:%M:%S}" if moment else ""


@register.filter
def court_day(moment: Any) -> str:
    """`11月26日(周四)`; takes a moment or a day. Another year than this one is named: `2027年1月4日(周一)`."""
    if not moment:
        return ""
    day = clock.court_date(moment) if isinstance(moment, datetime) else moment
    year = f"{day.year}年" if day.year != clock.court_date(timezone.now()).year else ""
    return f"{year}{day.month}月{day.day}日({clock.weekday(day)})"


@register.filter
def deadline(due_at: datetime | None) -> str:
    """`11月26日(周四) 24:00 前`. `due_at` is the first moment too late, so midnight belongs to the day before."""
    if not due_at:
        return ""
    local = due_at.astimezone(COURT_ZONE)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return f"{court_day(clock.last_day(due_at))} 24:00 前"
    return f"{court_day(local)} {local:%H:%M} 前"


@register.filter
def letter_day(day: date) -> str:
    """`2026年11月26日（周四）`: a letter outlives its year, so it always names it."""
    return clock.full_day(day)


@register.filter
def letter_deadline(due_at: datetime) -> str:
    """`2026年11月26日（周四）24:00`, as `letter_day`."""
    return clock.last_moment(due_at)


@register.filter
def chinese_date(moment: datetime | None) -> str:
    """`二〇二六年十一月二十三日`, as letters are dated."""
    if not moment:
        return ""
    day = clock.court_date(moment)
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{_chinese_number(day.month)}月{_chinese_number(day.day)}日"


@register.filter
def chinese_count(number: int) -> str:
    """一, 二 … as the points of a letter are numbered (1–99)."""
    return _chinese_number(number)


def _chinese_number(number: int) -> str:
    """1–99 as 一 … 九十九."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")


@register.filter
def money(amount: Decimal | float | None) -> str:
    """`¥123,456.78`; nothing for no amount."""
    return f"¥{amount:,.2f}" if amount is not None and amount != "" else ""


@register.simple_tag(takes_context=True)
def time_left(context: template.Context, due_at: datetime, now: datetime | None = None) -> SafeString:
    """The time left before `due_at` in words, with its shape and colour. `now` defaults to the page's own `now`.

    Lists say it on every line, so it is no template of its own.
    """
    left = remaining(due_at, now or context.get("now") or timezone.now(), _calendar(context))
    if left.level == "late":
        return format_html('<span class="tag tag--late">{}</span>', left.words)
    due = due_at.astimezone(COURT_ZONE).isoformat()
    return format_html('<span class="tag tag--{}" data-due="{}">{}</span>', left.level, due, left.words)


def _calendar(context: template.Context) -> calendar.Calendar:
    """Looked up once for a page, however many limits stand on it."""
    request = context.get("request")
    if request is None:
        return calendar.load()
    if not hasattr(request, "legal_calendar"):
        request.legal_calendar = calendar.load()
    return request.legal_calendar


@register.inclusion_tag("_components/_error_lines.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """The error summary over forms, formsets and lists of them: each field's words again, linked to the field."""
    lines: list[tuple[str, str]] = []
    for form in chain.from_iterable(form if isinstance(form, list) else [form] for form in forms):
        if isinstance(form, BaseFormSet):
            lines += [("", words) for words in form.non_form_errors()]
        for single in form.forms if isinstance(form, BaseFormSet) else [form] if form else []:
            lines += [("", words) for words in single.non_field_errors()]
            for field in single:
                lines += [("" if field.is_hidden else first_input_id(field), words) for words in error_words(field)]
    return {"lines": lines}


@register.filter
def error_words(field: BoundField) -> list[str]:
    """A field's errors; the stock “required” is said with the field's own name."""
    words: list[str] = []
    for error in field.errors.as_data():
        if error.code == "required" and error.message == Field.default_error_messages["required"]:
            words.append(_missing(field))
        else:
            words.extend(error.messages)
    return words


def _missing(field: BoundField) -> str:
    if field.label.endswith(("？", "?")):
        return f"请回答：{field.label}"
    if isinstance(field.field.widget, CheckboxInput):
        return f"请勾选“{field.label}”。"
    if isinstance(field.field.widget, FileInput | Select | SelectMultiple | RadioSelect):
        return f"请选择{field.label}。"
    return f"请填写{field.label}。"


@register.filter
def first_input_id(field: BoundField) -> str:
    """The id an error line may link to; groups of radios and boxes have no label target, so their first input."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_single_box(field: BoundField) -> bool:
    """Whether the field is one box to tick, whose label stands beside it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag(takes_context=True)
def navigation_links(context: template.Context) -> list[dict[str, Any]]:
    """The header's links for whoever is signed in: title, address, and the nearest above this page."""
    path = getattr(context.get("request"), "path", "")
    role = getattr(context.get("user"), "role", "")
    links = navigation.LINKS.get(role, navigation.PUBLIC)
    places = [reverse(link.within or link.route) for link in links]
    nearest = max((url for url in places if path == url or (url != "/" and path.startswith(url))), key=len, default="")
    return [
        {"title": link.title, "url": reverse(link.route), "current": place == nearest}
        for link, place in zip(links, places, strict=True)
    ]
