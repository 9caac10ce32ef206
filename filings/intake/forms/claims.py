"""案由 and 诉讼请求: a cause from the list or left to the court, and the claims as numbered items."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from filings.intake.forms.fields import DraftForm, LineField, TextField, YuanField
from filings.intake.models import Cause, Filing
from filings.intake.queries import causes_of

LEFT_TO_COURT = "court"
MOST_CLAIMS = 50


class CauseField(forms.CharField):
    """One of `causes` (the form says which) by its id, or `court`; cleans to a Cause, `court`, or None."""

    causes = Cause.objects.none()

    def clean(self, value: Any) -> Cause | str | None:
        answer = super().clean(value)
        if answer in ("", LEFT_TO_COURT):
            return answer or None
        cause = self.causes.filter(pk=answer).first() if answer.isdecimal() and len(answer) < 10 else None
        if cause is None:
            raise ValidationError("请从列出的案由中选择，拿不准就选“由法院确定”。")
        return cause


class CauseForm(DraftForm):
    """The cause, where the kind has a choice of causes, and the amount, where it has one."""

    words = LineField(
        label="用几个字查找案由",
        max_length=50,
        required=False,
        help_text="说出是什么事就行，例如 借款、离婚、工资、交通事故。",
    )
    cause = CauseField(label="案由", error_messages={"required": "请选择案由，拿不准就选“由法院确定”。"})
    amount = YuanField(max_length=40)

    def __init__(self, *args: Any, row: Filing, **kwargs: Any) -> None:
        chosen = LEFT_TO_COURT if row.cause_left_to_court else row.cause_id or ""
        super().__init__(*args, initial={"cause": chosen, "amount": row.amount}, **kwargs)
        kind = row.kind_data
        if kind.cause_edition:
            self.fields["cause"].causes = causes_of(row)
        else:
            del self.fields["words"], self.fields["cause"]
        if not kind.amount:
            del self.fields["amount"]
            return
        amount = self.fields["amount"]
        amount.label, amount.help_text = kind.amount, kind.amount_hint
        amount.required = kind.amount_required and not self.lenient
        amount.error_messages["required"] = f"请填写{kind.amount.removesuffix('（元）')}。"

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
    text = TextField(label="诉讼请求", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class BaseClaims(forms.BaseFormSet):
    """`plea` is what the kind calls its claims."""

    def __init__(self, *args: Any, plea: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plea = plea

    def clean(self) -> None:
        if self.form_kwargs["lenient"] or self.rows():
            return
        words = f"请至少写一项{self.plea}。"
        if self.forms:
            self.forms[0].add_error("text", words)
        else:
            raise ValidationError(words)

    def rows(self, without: int | None = None) -> list[str]:
        """The claims in order, without the empty ones and without row `without`."""
        kept = [form.kept().get("text") for row, form in enumerate(self.forms) if row != without]
        return [text for text in kept if text]


ClaimFormSet = formset_factory(
    ClaimForm, formset=BaseClaims, extra=0, max_num=MOST_CLAIMS, absolute_max=MOST_CLAIMS, validate_max=True
)
