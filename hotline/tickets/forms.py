"""What is asked about a ticket: by citizens, by the desk, and by whoever handles one."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.enums import STAFF_ROLES, AccessNeed
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.deadlines.clock import moment
from gangcheng_court.core.web.forms import PlainForm
from hotline.tickets.enums import AttemptResult, Score, Source, Subject, TicketType
from hotline.tickets.services import NewTicket, staff_named

LONGEST_TEXT = 3000
LONGEST_WORDS = 2000
TITLE = 60
ONCE = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)
ASKED_OF_CITIZENS = (
    TicketType.CONSULTATION,
    TicketType.CONTACT_JUDGE,
    TicketType.COMPLAINT,
    TicketType.SUGGESTION,
    TicketType.PETITION,
    TicketType.ASSISTANCE,
)


def words(label: str, *, hint: str = "", required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class TicketForm(PlainForm):
    """What every matter needs; `type` is known. A hidden key makes one form open one ticket, sent once or twice."""

    text = forms.CharField(
        label="请说明您的事情",
        help_text="什么时候、什么地方、什么事，希望法院怎么做。一次说全，我们一次答全。",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    complained_name = forms.CharField(
        label="投诉的是谁？",
        help_text="写姓名；不知道姓名的，写部门、窗口号或者职务。被投诉的人看不到您的投诉。",
        max_length=50,
        required=False,
    )
    subject = forms.ChoiceField(label="投诉的是哪方面？", choices=Subject, widget=forms.RadioSelect)
    case_number = forms.CharField(label="案号", help_text="有案号的写上，转办更快。", max_length=60, required=False)
    name = forms.CharField(label="您的姓名", max_length=50)
    phone = forms.CharField(
        label="联系电话",
        help_text="回复和查询编号发到这个号码。座机请带区号。",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    needs = forms.MultipleChoiceField(
        label="需要我们怎样照顾您？", choices=AccessNeed, required=False, widget=forms.CheckboxSelectMultiple
    )
    no_call_back = forms.BooleanField(label="不要打电话给我，用短信联系", required=False)
    once = ONCE

    def __init__(self, *args: Any, type: TicketType, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = type
        self.fields["once"].initial = uuid.uuid4
        if type != TicketType.COMPLAINT:
            del self.fields["complained_name"], self.fields["subject"]
            return
        self.fields["name"].required = self.fields["phone"].required = False
        self.fields["name"].help_text = "不愿意留姓名的可以不填。"
        self.fields["phone"].help_text = "留了电话才能告诉您结果；不留的，请记好查询码。"

    def clean_text(self) -> str:
        return self.cleaned_data["text"].strip()

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return identity.clean_phone(typed) if typed else ""

    def new_ticket(self, *, source: Source, person: User | None = None) -> NewTicket:
        """A valid form's answers, as `services.receive` takes them."""
        data = self.cleaned_data
        return NewTicket(
            type=self.type,
            source=source,
            title=title_of(data["text"]),
            text=data["text"],
            person=person,
            name=data["name"],
            phone=data["phone"],
            needs=data["needs"],
            no_call_back=data["no_call_back"],
            case_number=data["case_number"],
            subject=data.get("subject", ""),
            complained_of=staff_called(data.get("complained_name", "")),
            complained_name=data.get("complained_name", ""),
        )

    @property
    def key(self) -> str | None:
        """The form's own key; None when the browser sent none."""
        return f"form:{self.cleaned_data['once']}" if self.cleaned_data["once"] else None


def title_of(text: str) -> str:
    """The first line, cut to what a list shows."""
    first = text.strip().splitlines()[0]
    return first if len(first) <= TITLE else f"{first[: TITLE - 1]}…"


def staff_called(name: str) -> User | None:
    """The member of staff whose name is written there, alone or with a title; None when none or several are."""
    found = staff_named(name)
    return found[0] if len(found) == 1 else None


class TakeDownForm(TicketForm):
    """What the desk writes down for somebody who calls, comes or writes."""

    source = forms.ChoiceField(
        label="怎么来的",
        choices=[(source.value, source.label) for source in (Source.CALL, Source.WINDOW, Source.LETTER)],
        widget=forms.RadioSelect,
    )
    field_order = ["source", "name", "phone", "case_number", "text", "complained_name", "subject", "needs"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = self.fields["name"].required = False
        self.fields["name"].help_text = "不愿意说的可以不填。"


class FollowForm(PlainForm):
    """What follows a ticket without an account."""

    code = forms.CharField(
        label="查询码",
        help_text="提交时给您的 8 位字母和数字，短信里也有。",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    phone = forms.CharField(
        label="提交时留的电话",
        help_text="没有留电话的不填。",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_code(self) -> str:
        return identity.tidy(self.cleaned_data["code"])

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return identity.clean_phone(typed) if typed else ""


class RatingForm(PlainForm):
    """What the person thinks of the answer."""

    score = forms.ChoiceField(label="您对这次答复满意吗？", choices=Score, widget=forms.RadioSelect)
    complete = forms.ChoiceField(
        label="问的都答全了吗？", choices=[("yes", "答全了"), ("no", "没答全")], widget=forms.RadioSelect
    )
    words = words("哪里不满意、哪里没答全", hint="不满意或者没答全的，由另外的人重新办理。", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        unhappy = data.get("score") == Score.DISSATISFIED or data.get("complete") == "no"
        if unhappy and not data.get("words", "").strip():
            self.add_error("words", "请写明哪里不满意、哪里没答全，重新办理的人才知道要补什么。")
        return data

    def asked(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"score": Score(data["score"]), "complete": data["complete"] == "yes", "words": data["words"].strip()}


class MomentChoice(forms.ChoiceField):
    """One of the free hours, as an aware datetime; None where none need be chosen."""

    def clean(self, value: Any) -> datetime | None:
        chosen = super().clean(value)
        return moment(chosen) if chosen else None


class SlotForm(PlainForm):
    """When to call back: one of the free hours."""

    planned_at = MomentChoice(
        label="什么时候回拨",
        error_messages={"invalid_choice": "这个时段刚刚约满了，请另选一个。", "required": "请选择回拨的时段。"},
    )

    def __init__(self, *args: Any, slots: list[datetime], labels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_at"].choices = [
            (slot.isoformat(), label) for slot, label in zip(slots, labels, strict=True)
        ]


class ActForm(PlainForm):
    """A step on a ticket; what it asks the service for are its fields by their own names."""

    def __init__(self, *args: Any, ticket: Any, user: User, code: str, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", code)
        super().__init__(*args, **kwargs)
        self.ticket, self.user = ticket, user

    def asked(self) -> dict[str, Any]:
        return self.cleaned_data


class PressForm(ActForm):
    """A step that needs no words."""


class HandOverForm(ActForm):
    department = forms.ModelChoiceField(
        label="转给", queryset=Department.objects.order_by("name"), empty_label="请选择"
    )
    words = words("交代几句", required=False, rows=2)


class PassOnForm(ActForm):
    department = forms.ModelChoiceField(
        label="改转给", queryset=Department.objects.order_by("name"), empty_label="请选择"
    )
    reason = words("理由", rows=2)


class ReasonForm(ActForm):
    reason = words("理由", rows=2)


class WordsForm(ActForm):
    words = words("内容", rows=3)


class FirstWordForm(ActForm):
    words = words("先告诉当事人的话", hint="例如已经在办、什么时候能答复。会原样告诉当事人。", rows=3)


class AnswerForm(ActForm):
    words = words("答复全文", hint="一次答全，写明依据和当事人下一步怎么办。会原样告诉当事人。", rows=6)


class AssignForm(ActForm):
    handler = forms.ModelChoiceField(label="交给", queryset=User.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(department=self.ticket.department_id, is_active=True, role__in=STAFF_ROLES)
        self.fields["handler"].queryset = people.exclude(pk=self.ticket.complained_of_id).order_by("name")


class QuestionForm(ActForm):
    text = forms.CharField(label="分项问题", max_length=300)


class QuestionAnswerForm(PlainForm):
    """The answer to one part, or where the person is referred to."""

    words = words("答复", required=False, rows=3)
    referral = forms.CharField(
        label="或者转到哪里", help_text="写明部门、电话或者地址。", max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("words", "").strip() and not data.get("referral", "").strip() and not self.errors:
            raise ValidationError("请写答复，或者写明转到哪里。")
        return data


class AttemptForm(PlainForm):
    result = forms.ChoiceField(label="拨打结果", choices=AttemptResult, widget=forms.RadioSelect)


class DryRunForm(PlainForm):
    """A made-up ticket, to see where the rules would send it."""

    type = forms.ChoiceField(label="类型", choices=TicketType)
    subject = forms.ChoiceField(label="投诉事项", choices=[("", "不是投诉"), *Subject.choices], required=False)
    text = forms.CharField(label="内容里的词语", max_length=200, required=False)
    case_number = forms.CharField(label="案号", max_length=60, required=False)
    complained_name = forms.CharField(label="被投诉人", max_length=50, required=False)
