"""Fields that forgive how people write: full-width digits, spaces, Chinese dates."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """The browser's own day picker; without one, a text field that takes the same answers."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class SuggestingInput(forms.TextInput):
    """A text field that offers `suggestions` and takes anything."""

    template_name = "django/forms/widgets/suggestions.html"

    def __init__(self, suggestions: Iterable[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = list(suggestions)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_suggestions"
        return context


class DayField(forms.DateField):
    """A day: `2026-11-23`, `2026年11月23日`, `2026/11/23`, `2026.11.23` or `20261123`, full-width digits too."""

    widget = DayInput
    default_error_messages = {"invalid": "请输入真实的日期，例如 2026-11-23。"}
    input_formats = ["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"]

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=self.input_formats, **options)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = "".join(unicodedata.normalize("NFKC", value).split())
        return super().to_python(value)
