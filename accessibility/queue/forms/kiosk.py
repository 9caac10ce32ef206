"""What is asked of whoever takes a number, and of whoever sets up a device."""

import uuid
from typing import Any

from django import forms

from accessibility.queue.enums import DeviceKind, Priority
from accessibility.queue.models import Device
from gangcheng_court.core.accounts.identity import clean_mobile
from gangcheng_court.core.web.forms import PlainForm


def mobile(hint: str) -> forms.CharField:
    return forms.CharField(
        label="手机号码",
        help_text=hint,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )


class TakeForm(PlainForm):
    """A number at the kiosk. A hidden key makes one page give one number, touched once or twice."""

    priority = forms.ChoiceField(label="优先原因", choices=[("", ""), *Priority.choices], required=False)
    once = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4

    @property
    def key(self) -> str | None:
        """The page's own key; None when the browser sent none."""
        return f"form:{self.cleaned_data['once']}" if self.cleaned_data["once"] else None


class DoorForm(TakeForm):
    """A number at the door, for a telephone."""

    phone = mobile("快到您的时候，短信告诉您。不用验证码。")
    priority = forms.ChoiceField(
        label="需要优先吗？",
        help_text="原因只有窗口工作人员看得到，到窗口时核实。",
        choices=[("", "不需要，普通号"), *Priority.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    field_order = ["phone", "priority", "once"]

    def clean_phone(self) -> str:
        return clean_mobile(self.cleaned_data["phone"])


class ReminderForm(PlainForm):
    """Where a text goes when the turn is near."""

    phone = mobile("前面不到三个人时，发短信告诉您。只用这一次。")

    def clean_phone(self) -> str:
        return clean_mobile(self.cleaned_data["phone"])


class DeviceForm(PlainForm):
    """A new device of the hall."""

    kind = forms.ChoiceField(label="哪一种设备？", choices=DeviceKind, widget=forms.RadioSelect)
    name = forms.CharField(
        label="名称",
        help_text="写放在哪里，例如：大厅东门取号机。",
        max_length=Device._meta.get_field("name").max_length,
    )
