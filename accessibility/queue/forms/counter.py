"""What a clerk at a window is asked for with each act, and what the head of the hall sets."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from accessibility.queue.enums import Outcome, PauseReason, Priority
from accessibility.queue.models import Matter, Window
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.web.forms import PlainForm

OUTCOMES = (Outcome.SETTLED, Outcome.REGISTERED, Outcome.INCOMPLETE, Outcome.REFERRED)
"""How a visit ends at a window; the other outcomes come about by themselves."""
LONGEST_NOTE = 500


class ActForm(PlainForm):
    """One act; its fields bear the names of what the service asks for. On a page with others each has its own ids."""

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{code}_%s", **kwargs)

    def asked(self) -> dict[str, Any]:
        return self.cleaned_data


class PressForm(ActForm):
    """An act that needs no words."""


class StartForm(ActForm):
    """Whether the declared reason for priority was seen to be so; nothing where none was declared or looked at."""

    confirmed = forms.TypedChoiceField(
        label="优先情况",
        choices=[("yes", "已核实"), ("no", "没有核实")],
        coerce=lambda chosen: chosen == "yes",
        empty_value=None,
        required=False,
    )

    def asked(self) -> dict[str, Any]:
        return {"priority_confirmed": self.cleaned_data["confirmed"]}


class ConfirmForm(ActForm):
    confirmed = forms.TypedChoiceField(
        label="优先情况", choices=[("yes", "已核实"), ("no", "没有核实")], coerce=lambda chosen: chosen == "yes"
    )


class MatterForm(ActForm):
    """Where a visitor goes on, or what else the visitor came for."""

    matter = forms.ModelChoiceField(label="事项", queryset=Matter.objects.all(), empty_label="请选择")

    def asked(self) -> dict[str, Any]:
        return {"matter_id": self.cleaned_data["matter"].pk}


class TransferForm(MatterForm):
    note = forms.CharField(label="交代几句", required=False, max_length=LONGEST_NOTE)

    def asked(self) -> dict[str, Any]:
        return {"matter_id": self.cleaned_data["matter"].pk, "note": self.cleaned_data["note"]}


class FinishForm(ActForm):
    """`outcome` is the button that was pressed."""

    note = forms.CharField(
        label="办理备注",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    outcome = forms.ChoiceField(label="结果", choices=[(outcome.value, outcome.label) for outcome in OUTCOMES])


class LabelForm(ActForm):
    """A number of today, as it is printed: typed at the window in small letters or with a blank."""

    label = forms.CharField(label="号码", max_length=10, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean_label(self) -> str:
        return identity.tidy(self.cleaned_data["label"])


class FilingForm(ActForm):
    number = forms.CharField(label="网上申请编号", max_length=40)

    def clean_number(self) -> str:
        return identity.tidy(self.cleaned_data["number"])


class PauseForm(ActForm):
    reason = forms.ChoiceField(label="暂停原因", choices=PauseReason, widget=forms.RadioSelect)


class NoteForm(ActForm):
    words = forms.CharField(
        label="交接留言",
        help_text="接班的人在这个窗口上岗时看到。",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakeForForm(ActForm):
    """A number for somebody who cannot take one. A hidden key makes one form give out one number."""

    matter = forms.ModelChoiceField(
        label="办什么事", queryset=Matter.objects.filter(is_open=True), empty_label="请选择"
    )
    priority = forms.ChoiceField(
        label="需要优先的原因",
        help_text="本人说的就选，不勉强。",
        choices=[("", "不需要优先"), *Priority.choices],
        required=False,
    )
    phone = forms.CharField(
        label="手机号码",
        help_text="留了手机号，快到时发短信。可以不填。",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    once = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return identity.clean_mobile(typed) if typed else ""

    def asked(self) -> dict[str, Any]:
        data = self.cleaned_data
        once = f"counter:{data['once']}" if data["once"] else None
        return {"matter_id": data["matter"].pk, "priority": data["priority"], "phone": data["phone"], "once": once}


class WindowForm(PlainForm):
    """What a window serves today, and for whom it stands there."""

    matters = forms.ModelMultipleChoiceField(
        label="办理事项", queryset=Matter.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(label="名称", max_length=20, required=False)
    is_priority = forms.BooleanField(label="优先窗口", required=False)
    has_sign_language = forms.BooleanField(label="有手语服务", required=False)

    @classmethod
    def of(cls, window: Window, matters: Sequence[Matter]) -> "WindowForm":
        """As the window is set now; `matters` are all there are, read once for every window."""
        known = {name: getattr(window, name) for name in ("name", "is_priority", "has_sign_language")}
        form = cls(prefix=f"w{window.pk}", initial=known | {"matters": [matter.pk for matter in window.matters.all()]})
        form.fields["matters"].choices = [(matter.pk, matter.name) for matter in matters]
        return form

    def asked(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in ("name", "is_priority", "has_sign_language")} | {
            "matter_ids": [matter.pk for matter in data["matters"]]
        }


class MattersForm(PlainForm):
    """Which matters take numbers today."""

    open = forms.ModelMultipleChoiceField(
        label="今天可以取号的事项", queryset=Matter.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
