"""Fields that take what people really type: full-width digits, pasted line breaks, dates in words."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from gangcheng_court.core.web.forms import PlainForm

MOST_YUAN = Decimal("9999999999999.99")


def plain(text: str | None) -> str:
    """The text in half-width characters without any white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text or ""))


class LineField(forms.CharField):
    """One line of text; line breaks and tabs that came with a paste become spaces."""

    def clean(self, value: Any) -> str:
        return super().clean(re.sub(r"\s+", " ", value) if value else value)


class TextField(forms.CharField):
    """Text of several lines. Browsers send every line break as two characters; kept is one, so that a text that was
    shown and sent back unchanged is still the same text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class NumberField(forms.CharField):
    """A number that names something; `cleaner` is one of `accounts.identity`'s and tidies what was pasted."""

    def __init__(self, *, cleaner: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cleaner = cleaner

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return self.cleaner(text) if text else ""


class YuanField(forms.CharField):
    """An amount of money in yuan, as a Decimal or None: takes `1,234.5`, `￥1234.50`, `１２３４元`."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        digits = re.sub("[,¥元]", "", plain(text))
        if not digits:
            return None
        if not re.fullmatch(r"[0-9]+(\.[0-9]*)?", digits):
            raise ValidationError("金额只填数字，单位是元，例如 12 万元填 120000。")
        amount = Decimal(digits)
        if amount > MOST_YUAN:
            raise ValidationError("金额太大了，请检查是不是多写了几位。")
        if amount != amount.quantize(Decimal("0.01")):
            raise ValidationError("金额最多写到分，也就是小数点后两位。")
        return amount


def not_after_today(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError("日期不能晚于今天，请检查年份。")


def not_before_1900(day: date) -> None:
    if day.year < 1900:
        raise ValidationError("日期不能早于 1900 年，请检查年份。")


class DraftForm(PlainForm):
    """A part of a draft: starts from `row`, says in its own words what to put right, and can keep what is half done.

    With `lenient=True` nothing is required; `kept()` is then what may be stored: the fields that came well formed.
    """

    def __init__(self, *args: Any, row: Any = None, lenient: bool = False, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)} | (
                kwargs.get("initial") or {}
            )
        super().__init__(*args, **kwargs)
        self.lenient = lenient
        for field in self.fields.values():
            field.required = field.required and not lenient

    def kept(self) -> dict[str, Any]:
        self.is_valid()
        return dict(self.cleaned_data)
