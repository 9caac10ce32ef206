"""Form fields of numbers that name a person, cleaned by the identity rules."""

from typing import Any

from django import forms

from gangcheng_court.core.accounts import identity


class MobileField(forms.CharField):
    """A mainland mobile number; `138 1234 5678` and `+86…` come out as eleven digits."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
        super().__init__(
            **{"label": "手机号码", "max_length": 30, "widget": forms.TextInput(attrs=attrs)} | kwargs,
            error_messages={"required": "请填写手机号码。"},
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return identity.clean_mobile(text) if text else ""
