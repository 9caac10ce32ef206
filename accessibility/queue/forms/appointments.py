"""What is asked of whoever wants to come by appointment, and of the head about when one may."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from accessibility.queue import numbers
from accessibility.queue.enums import Priority
from accessibility.queue.models import AppointmentPlan, Matter
from accessibility.queue.queries.appointments import FreeSlot
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.deadlines.clock import moment
from gangcheng_court.core.web.forms import PlainForm, say_what_to_do

TAIL = 4


class SlotField(forms.ChoiceField):
    """One of the free times, as an aware datetime."""

    def __init__(self) -> None:
        super().__init__(
            label="几点来？",
            widget=forms.RadioSelect,
            error_messages={
                "required": "请选择几点来。",
                "invalid_choice": "这个时间刚刚约满了，请另选一个。",
            },
        )

    def offer(self, slots: list[FreeSlot]) -> None:
        self.choices = [(slot.starts_at.isoformat(), _words(slot)) for slot in slots if slot.free]

    def clean(self, value: Any) -> datetime:
        return moment(super().clean(value))


def _words(slot: FreeSlot) -> str:
    return f"{localtime(slot.starts_at):%H:%M} 到 {localtime(slot.ends_at):%H:%M}，还能约 {slot.free} 位"


class SlotForm(PlainForm):
    """Another time for an appointment."""

    starts_at = SlotField()

    def __init__(self, *args: Any, slots: list[FreeSlot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].offer(slots)


class BookForm(SlotForm):
    """A time, and who comes. A hidden key makes one form one appointment, sent once or twice."""

    name = forms.CharField(label="您的姓名", max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label="手机号码",
        help_text="预约码发到这个号码，到大厅报到也用它。",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    priority = forms.ChoiceField(
        label="需要优先办理吗？",
        help_text="自愿说明，只有窗口看得到，不用交证明。",
        choices=[("", "不需要"), *Priority.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    filing_number = forms.CharField(
        label="相关的立案编号或者案号", help_text="有的写上，窗口提前准备。", max_length=40, required=False
    )
    once = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_phone(self) -> str:
        return identity.clean_mobile(self.cleaned_data["phone"])

    def asked(self) -> dict[str, Any]:
        """A valid form's answers, as `appointments.book` takes them."""
        data = dict(self.cleaned_data)
        key = data.pop("once")
        return {**data, "once": f"form:{key}" if key else None}


class FindForm(PlainForm):
    """What opens an appointment without an account."""

    code = forms.CharField(
        label="预约码",
        help_text="短信里的 8 位数字。",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    tail = forms.CharField(
        label="手机号码的后四位",
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        return _figures(self.cleaned_data["code"], numbers.APPOINTMENT_CODE, "预约码是 8 位数字，请看短信。")

    def clean_tail(self) -> str:
        return _figures(self.cleaned_data["tail"], TAIL, "请填预约时所留手机号码的最后 4 位数字。")


def _figures(typed: str, length: int, message: str) -> str:
    """Figures as they are stored. Raises ValidationError for any other number of them."""
    text = identity.tidy(typed)
    if not (text.isascii() and text.isdigit() and len(text) == length):
        raise ValidationError(message)
    return text


class CheckInForm(PlainForm):
    """What one types on the kiosk's keypad."""

    typed = forms.CharField(
        label="预约码或者手机号码",
        help_text="8 位预约码、11 位手机号码，或者手机号码的后四位。",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_typed(self) -> str:
        return identity.tidy(self.cleaned_data["typed"])


class PlanForm(forms.ModelForm):
    """When a matter takes appointments."""

    class Meta:
        model = AppointmentPlan
        fields = ["matter", "starts", "ends", "slot_minutes", "capacity"]
        widgets = {
            "starts": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    slot_minutes = forms.IntegerField(label="每段分钟数", min_value=5, max_value=240, initial=30)
    capacity = forms.IntegerField(label="每段名额", min_value=1, max_value=99, initial=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].queryset = Matter.objects.all()
        for field in self.fields.values():
            say_what_to_do(field)
        for name in ("starts", "ends"):
            self.fields[name].error_messages["invalid"] = "时间写成 09:00 这样。"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "结束要晚于开始。")
        return data
