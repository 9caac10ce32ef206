"""What is typed about a mediation: each party's word, the mediator, how it ended."""

from typing import Any

from django import forms
from django.utils import timezone

from filings.intake.models import Filing
from filings.mediation.enums import Means, Step
from filings.mediation.queries import roster
from filings.mediation.services import LONGEST_EXTENSION_DAYS, Said
from gangcheng_court.core.web.forms import PlainForm

TOLD = (Means.PHONE, Means.WINDOW, Means.PAPER)
YES_NO = [("yes", "同意"), ("no", "不同意")]
LONGEST_TEXT = 4000


class WordForm(PlainForm):
    """The filer's own yes or no."""

    agrees = forms.ChoiceField(label="您的意见", choices=YES_NO, widget=forms.RadioSelect)

    def answer(self) -> dict[str, Any]:
        return {"agrees": self.cleaned_data["agrees"] == "yes"}


class ExtensionForm(WordForm):
    """The filer's word on a longer term, and by how much."""

    days = forms.IntegerField(
        label="同意延长几天",
        min_value=1,
        max_value=LONGEST_EXTENSION_DAYS,
        required=False,
        help_text=f"1 至 {LONGEST_EXTENSION_DAYS} 天，从各方都同意的第二天起算。不同意延长的不填。",
        error_messages={
            "min_value": "至少延长 1 天。",
            "max_value": f"最多延长 {LONGEST_EXTENSION_DAYS} 天。",
            "invalid": "请填写天数，例如 15。",
        },
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("agrees") == "yes" and "days" in answers and not answers["days"]:
            self.add_error("days", "同意延长的，请填写同意延长几天。")
        return answers

    def answer(self) -> dict[str, Any]:
        return super().answer() | {"days": self.cleaned_data["days"]}


class RecordForm(ExtensionForm):
    """What a party told the court."""

    party = forms.ModelChoiceField(None, label="谁说的", empty_label="请选择")
    step = forms.ChoiceField(label="关于什么", choices=Step, widget=forms.RadioSelect)
    means = forms.ChoiceField(
        label="怎样说的",
        choices=[(means.value, means.label) for means in TOLD],
        widget=forms.RadioSelect,
    )
    said_at = forms.DateTimeField(
        label="什么时候说的",
        help_text="例如 2026-11-25 14:30。",
        error_messages={"invalid": "请填写年-月-日 时:分，例如 2026-11-25 14:30。"},
    )
    field_order = ["party", "step", "agrees", "days", "means", "said_at"]

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"].label = "意见"
        self.fields["party"].queryset = filing.parties.all()
        self.fields["party"].label_from_instance = lambda party: f"{party.title}{party.name}"
        self.fields["said_at"].initial = f"{timezone.localtime():%Y-%m-%d %H:%M}"

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("step") == Step.START:
            self.errors.pop("days", None)
            answers["days"] = None
        return answers

    def answer(self) -> dict[str, Any]:
        given = self.cleaned_data
        agrees, means = given["agrees"] == "yes", Means(given["means"])
        said = Said(Step(given["step"]), agrees, means, given["said_at"], given["days"] if agrees else None)
        return {"party_id": given["party"].pk, "said": said}


class MediatorForm(PlainForm):
    """Whom to ask."""

    mediator = forms.ModelChoiceField(None, label="调解员", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mediator"].queryset = roster()


def _text(label: str, *, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AgreementForm(PlainForm):
    """What they agreed."""

    agreement = _text("调解协议内容", hint="一项一项写清楚谁在什么时候之前做什么。")
    undisputed = _text("双方没有争议的事实", required=False, hint="双方认可的可以记下来，以后审理不用再证明。")


class FailureForm(PlainForm):
    """Why it failed. What was conceded while mediating is no evidence and is not asked for (在线调解规则 22)."""

    reason = _text("调解不成的原因", hint="例如 分歧较大；联系不上对方。调解中的让步不写。")
    undisputed = _text("双方没有争议的事实", required=False)
