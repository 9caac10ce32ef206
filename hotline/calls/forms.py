"""What an operator types beside the telephone."""

from datetime import datetime
from typing import Any

from django import forms

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm
from hotline.calls.models import Call
from hotline.tickets.enums import Source, TicketType
from hotline.tickets.forms import LONGEST_WORDS, ONCE, MomentChoice, TicketForm, title_of
from hotline.tickets.services import NewTicket

LONGEST_PERIOD_DAYS = 731


class StartForm(PlainForm):
    """A call that no exchange tells of."""

    caller = forms.CharField(
        label="来电号码",
        max_length=30,
        required=False,
        help_text="看不到号码的可以不填。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def clean_caller(self) -> str:
        typed = self.cleaned_data["caller"]
        return identity.clean_phone(typed) if typed else ""


class AtOnceForm(PlainForm):
    """A question that was answered in the call."""

    question = forms.CharField(label="问的是什么", max_length=200)
    answer = forms.CharField(
        label="怎么答的",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一两句话就可以。",
    )
    once = ONCE

    def new_ticket(self, call: Call) -> NewTicket:
        asked = self.cleaned_data["question"]
        return NewTicket(
            type=TicketType.CONSULTATION, source=Source.CALL, title=title_of(asked), text=asked, phone=call.caller
        )


class CallTicketForm(TicketForm):
    """A ticket taken down in a call; an hour chosen here promises a call back."""

    planned_at = MomentChoice(
        label="约回拨",
        required=False,
        help_text="一时答不全的，约一个时间回拨，一次答全。",
        error_messages={"invalid_choice": "这个时段刚刚约满了，请另选一个。"},
    )

    def __init__(self, *args: Any, slots: list[tuple[str, str]], must_plan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["phone"].required = False
        self.fields["planned_at"].choices = [("", "不用回拨"), *slots]
        self.fields["planned_at"].required = must_plan

    def asked(self) -> tuple[NewTicket, datetime | None]:
        """A valid form's ticket, and when to call back."""
        return self.new_ticket(source=Source.CALL), self.cleaned_data["planned_at"]


class PeriodForm(PlainForm):
    """The days a report is about, both included."""

    hide_optional = True

    since = DayField(label="从", error_messages={"required": "请填写开始的日期。"})
    until = DayField(label="到", error_messages={"required": "请填写结束的日期。"})

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "since" in data and "until" in data:
            if data["since"] > data["until"]:
                self.add_error("until", "结束的日期不能早于开始的日期。")
            elif (data["until"] - data["since"]).days > LONGEST_PERIOD_DAYS:
                self.add_error("since", "一次最多统计两年，请缩短一些。")
        return data
