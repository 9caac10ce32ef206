"""What is said of an alarm."""

from datetime import date
from typing import Any

from django import forms

from gangcheng_court.core.web.forms import PlainForm
from supervision.rectification.forms import requirement_field, until_field
from supervision.watch.enums import Checked


class AnswerForm(PlainForm):
    checked = forms.ChoiceField(label="核查结果", choices=Checked, widget=forms.RadioSelect)
    words = forms.CharField(
        label="核查说明",
        max_length=2000,
        widget=forms.Textarea,
        help_text="写明查了什么、查到什么、怎样改正。提交后不能修改。",
    )


class CloseForm(PlainForm):
    conclusion = forms.CharField(
        label="督察意见",
        max_length=2000,
        widget=forms.Textarea,
        help_text="写明说明是否成立、下一步怎么办。办结后不能修改。",
    )


class OrderForm(PlainForm):
    title = forms.CharField(label="问题", max_length=100)
    requirement = requirement_field()
    until = until_field()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        until = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError("整改期限不能早于今天，请重新选择日期。")
        return until
