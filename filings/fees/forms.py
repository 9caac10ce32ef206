"""What is asked about money: forgiving about how it is typed, exact about what it is."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from filings.fees.kinds import Case
from filings.intake.forms.fields import YuanField, plain
from gangcheng_court.core.web.forms import PlainForm

MOST_AMOUNTS = 50


class SumField(YuanField):
    """One amount in yuan; a negative one is told so."""

    def clean(self, value: Any) -> Decimal | None:
        if re.match(r"[-−–—]", plain(value)):
            raise ValidationError("金额不能是负数，请只写数字，例如 30000。")
        return super().clean(value)


class SumsField(forms.CharField):
    """One or several amounts joined by plus signs, as a tuple."""

    def __init__(self, *, many: bool, **options: Any) -> None:
        super().__init__(max_length=500, **options)
        self.many = many

    def clean(self, value: Any) -> tuple[Decimal, ...]:
        text = super().clean(value)
        parts = [part for part in re.split(r"[+;]", plain(text)) if part] if self.many else [plain(text)]
        if len(parts) > MOST_AMOUNTS:
            raise ValidationError(f"一次最多加 {MOST_AMOUNTS} 个金额，请先加好再填。")
        amounts = [SumField(required=False).clean(part) for part in parts if part]
        return tuple(amount for amount in amounts if amount is not None)


class CalculatorForm(PlainForm):
    """What one case of the calculator asks; `amounts` only where it has any."""

    amount = SumsField(many=True)
    mixed = forms.BooleanField(
        label="还有不涉及钱的请求",
        help_text="例如赔礼道歉、停止侵害。同时提出的不另交。",
        required=False,
    )

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data)
        self.case = case
        if case.amount == "none":
            del self.fields["amount"]
        else:
            amount = self.fields["amount"]
            amount.label, amount.help_text, amount.many = case.label, case.hint, case.many
            amount.required = case.amount == "required"
            amount.error_messages["required"] = f"请填写{case.label.removesuffix('（元）')}。"
            amount.widget.attrs |= {"inputmode": "decimal"} if not case.many else {}
        if not case.mixed:
            del self.fields["mixed"]

    def clean_amount(self) -> tuple[Decimal, ...]:
        amounts = self.cleaned_data["amount"]
        if self.case.amount == "required" and not amounts:
            raise ValidationError(self.fields["amount"].error_messages["required"])
        return amounts

    def question(self) -> dict[str, Any]:
        """What `queries.figures.quote` is asked."""
        answers = self.cleaned_data
        return {"amounts": answers.get("amount", ()), "mixed": answers.get("mixed", False)}
