"""What the caller says."""

from typing import Any

from django import forms

from filings.review import numbers
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.web.forms import PlainForm


class CheckForm(PlainForm):
    """Three things that only the person knows together; nothing of it is shown again after the answer."""

    number = forms.CharField(
        label="案号或者网上申请编号",
        max_length=60,
        help_text="例如（2026）鲁0117民初123号，或者 WS20261123-000123。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    id_number = forms.CharField(
        label="来电人的证件号码",
        max_length=60,
        help_text="请来电人念出来，不要提示。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label="来电人在案件里留的电话",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        typed = "".join(self.cleaned_data["number"].split()).upper()
        if typed.startswith("WS"):
            return typed
        try:
            return numbers.normalise(typed)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_id_number(self) -> str:
        return identity.tidy(self.cleaned_data["id_number"])

    def clean_phone(self) -> str:
        return identity.clean_phone(self.cleaned_data["phone"])

    def asked(self) -> dict[str, Any]:
        """A valid form's answers, as `services.check` takes them."""
        return {name: self.cleaned_data[name] for name in ("number", "id_number", "phone")}
