"""案由 and 诉讼请求: a cause from the list or left to the court, and the claims as numbered items."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from filings.intake.forms.fields import DraftForm, LineField, YuanField
from filings.intake.models import Cause, Filing
from filings.intake.queries import CURRENT_EDITION

LEFT_TO_COURT = "court"
MOST_CLAIMS = 50


class CauseField(forms.CharField):
    """A cause of the current edition by its id, or `court`; cleans to a Cause, `court`, or None."""

    def clean(self, value: Any) -> Cause | str | None:
        answer = super().clean(value)
        if answer in ("", LEFT_TO_COURT):
            return answer or None
        causes = Cause.objects.filter(edition=CURRENT_EDITION)
        cause = causes.filter(pk=answer).first() if answer.isdecimal() and len(answer) < 10 else None
        if cause is None:
            raise ValidationError("请从列出的案由中选择，拿不准就选“由法院确定”。")
        return cause


class CauseForm(DraftForm):
    words = LineField(
        label="用几个字查找案由",
        max_length=50,
        required=False,
        help_text="说出是什么事就行，例如 借款、离婚、工资、交通事故。",
    )
    cause = CauseField(label="案由", error_messages={"required": "请选择案由，拿不准就选“由法院确定”。"})
    amount = YuanField(
        label="标的总额（元）",
        max_length=40,
        required=False,
        help_text="要求对方付的钱一共多少，例如 12,345.60。不涉及金钱的不填。",
    )

    def __init__(self, *args: Any, row: Filing, **kwargs: Any) -> None:
        chosen = LEFT_TO_COURT if row.cause_left_to_court else row.cause_id or ""
        super().__init__(*args, initial={"cause": chosen, "amount": row.amount}, **kwargs)

    def answers(self) -> dict[str, Any]:
        """The filing's fields for what came well formed."""
        kept, answers = self.kept(), {}
        if "cause" in kept:
            answers["cause_left_to_court"] = kept["cause"] == LEFT_TO_COURT
            answers["cause"] = kept["cause"] if isinstance(kept["cause"], Cause) else None
        if "amount" in kept:
            answers["amount"] = kept["amount"]
        return answers


class ClaimForm(DraftForm):
    text = forms.CharField(label="诉讼请求", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class BaseClaims(forms.BaseFormSet):
    def clean(self) -> None:
        if self.form_kwargs["lenient"] or self.rows():
            return
        if self.forms:
            self.forms[0].add_error("text", "请至少写一项诉讼请求。")
        else:
            raise ValidationError("请至少写一项诉讼请求。")

    def rows(self, without: int | None = None) -> list[str]:
        """The claims in order, without the empty ones and without row `without`."""
        kept = [form.kept().get("text") for row, form in enumerate(self.forms) if row != without]
        return [text for text in kept if text]


ClaimFormSet = formset_factory(
    ClaimForm, formset=BaseClaims, extra=0, max_num=MOST_CLAIMS, absolute_max=MOST_CLAIMS, validate_max=True
)
