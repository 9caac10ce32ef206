"""What is asked about help: by citizens, at the desk, and by whoever gives it."""

import uuid
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accessibility.assistance.enums import IN_HALL, Answer, Help, Source
from accessibility.assistance.permissions import SERVES
from accessibility.assistance.services import NewAssistance
from accessibility.assistance.services.asking import check_time
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm
from gangcheng_court.errors import Refused

LONGEST = 300
PHONE = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
HALF_HOURS = [time(hour, minute) for hour in range(8, 18) for minute in (0, 30)]


def words(label: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


def kinds(label: str, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text="可以选几样。不用说明原因。", choices=choices, widget=forms.CheckboxSelectMultiple
    )


class TimeForm(PlainForm):
    """A day and a half hour of it, when the court is open."""

    day = DayField(label="哪一天", error_messages={"required": "请选择哪一天。"})
    hour = forms.ChoiceField(
        label="几点",
        choices=[("", "请选择"), *((f"{hour:%H:%M}", f"{hour:%H:%M}") for hour in HALF_HOURS)],
        error_messages={"required": "请选择几点。"},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("day") and data.get("hour"):
            try:
                check_time(self.arrives_at, self.now)
            except Refused as refusal:
                self.add_error("hour" if "太近" in str(refusal) else "day", str(refusal))
        return data

    @property
    def arrives_at(self) -> datetime:
        data: dict[str, Any] = self.cleaned_data
        day: date = data["day"]
        return datetime.combine(day, time.fromisoformat(data["hour"]), COURT_ZONE)


class PersonForm(PlainForm):
    """Who needs help with what. A hidden key makes one form open one request, sent once or twice."""

    kinds = kinds("需要什么帮助？", Help.choices)
    language = forms.CharField(
        label="哪种语言？", help_text="选了语言翻译的填写，例如维吾尔语、英语。", max_length=50, required=False
    )
    name = forms.CharField(label="您的姓名", max_length=50)
    phone = forms.CharField(
        label="联系电话", help_text="编号和提醒发到这个号码。座机请带区号。", max_length=30, widget=PHONE
    )
    words = words("还有什么要我们知道的", hint="例如几个人来、从哪个门进。不用说病情。", required=False)
    about = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    once = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return identity.clean_phone(typed) if typed else ""

    def clean_about(self) -> str:
        return identity.tidy(self.cleaned_data["about"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if Help.INTERPRETER in data.get("kinds", []) and not data.get("language", "").strip():
            self.add_error("language", "选了语言翻译，请填写哪种语言。")
        return data

    def new_assistance(self, *, source: Source, person: User | None = None, **more: Any) -> NewAssistance:
        """A valid form's answers, as `services.ask` takes them."""
        data = self.cleaned_data
        return NewAssistance(
            kinds=data["kinds"],
            source=source,
            name=data["name"],
            phone=data["phone"],
            person=person,
            language=data["language"].strip(),
            words=data["words"].strip(),
            about=data["about"],
            **more,
        )

    @property
    def key(self) -> str | None:
        """The form's own key; None when the browser sent none."""
        return f"form:{self.cleaned_data['once']}" if self.cleaned_data["once"] else None


class AskForm(PersonForm, TimeForm):
    """Help for a visit to come, or at home."""

    address = forms.CharField(
        label="上门的地址",
        help_text="选了上门服务的填写。只有上门的人能看到，办完就删除。",
        max_length=200,
        required=False,
    )
    field_order = ["kinds", "language", "address", "day", "hour", "name", "phone", "words"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if Help.HOME_VISIT in data.get("kinds", []) and not data.get("address", "").strip():
            self.add_error("address", "选了上门服务，请填写上门的地址。")
        return data

    def new_assistance(self, *, source: Source, person: User | None = None, **more: Any) -> NewAssistance:
        address = self.cleaned_data["address"].strip()
        return super().new_assistance(source=source, person=person, arrives_at=self.arrives_at, address=address, **more)


class HallForm(PersonForm):
    """Help for somebody who stands in the hall: as little as possible."""

    kinds = kinds("需要什么帮助？", [(help.value, help.label) for help in IN_HALL])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in (("name", "方便我们称呼您，可以不填。"), ("phone", "可以不填。")):
            self.fields[name].required, self.fields[name].help_text = False, hint
        self.fields["words"].help_text = "例如您在哪里、穿什么颜色的衣服。"


class FollowForm(PlainForm):
    """What opens a request without an account."""

    number = forms.CharField(
        label="协助编号",
        help_text="XZ 开头，短信里有。",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    phone = forms.CharField(label="提出时留的电话", max_length=30, widget=PHONE)

    def clean_number(self) -> str:
        return identity.tidy(self.cleaned_data["number"])

    def clean_phone(self) -> str:
        return identity.clean_phone(self.cleaned_data["phone"])


class NeedsForm(PlainForm):
    """What to remember for the next visit; the consent is a question of its own."""

    kinds = kinds("下次来也要准备的帮助", [(help.value, help.label) for help in IN_HALL])
    consents = forms.BooleanField(
        label="我看过上面的说明，同意记住", error_messages={"required": "没有勾选同意，法院不会记住。"}
    )


class ActForm(PlainForm):
    """A step on a request; what it asks the service for are its fields by their own names."""

    def __init__(self, *args: Any, row: Any, user: User, now: datetime, code: str, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", code)
        if isinstance(self, TimeForm):
            kwargs["now"] = now
        super().__init__(*args, **kwargs)
        self.row, self.user = row, user

    def asked(self) -> dict[str, Any]:
        return {name: value.strip() if isinstance(value, str) else value for name, value in self.cleaned_data.items()}


class ArrangeForm(ActForm):
    owner = forms.ModelChoiceField(label="由谁负责", queryset=User.objects.none(), empty_label="请选择")
    words = words("交代几句", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(role__in=SERVES, is_active=True).order_by("name")
        self.fields["owner"].queryset = people
        if people.filter(pk=self.user.pk).exists():
            self.fields["owner"].initial = self.user.pk


class NoteForm(ActForm):
    words = words("说明", required=False)


class MoveForm(ActForm, TimeForm):
    words = words("为什么改", required=False)

    def asked(self) -> dict[str, Any]:
        return {"arrives_at": self.arrives_at, "words": self.cleaned_data["words"].strip()}


class CancelForm(ActForm):
    reason = words("为什么取消", hint="例如当事人来电取消、当事人没有来。")


class OwnCancelForm(ActForm):
    """The person need not say why."""


class DeclineForm(ActForm):
    reason = words("为什么不能提供", hint="会原样告诉当事人。")
    alternative = words("可以怎样办", hint="写明替代的办法，会原样告诉当事人。")


class FollowUpForm(ActForm):
    answer = forms.ChoiceField(label="当事人怎么说", choices=Answer, widget=forms.RadioSelect)
    words = words("具体的话", hint="有意见的一定要写。", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == Answer.UNHAPPY and not data.get("words", "").strip():
            self.add_error("words", ValidationError("请写明当事人有什么意见。"))
        return data
