"""What the desk is asked: the filter of its list, a letter or call to take down, and each step on a complaint."""

import uuid
from datetime import datetime
from typing import Any

from django import forms

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web.forms import PlainForm
from gangcheng_court.promises import PROMISES
from supervision.complaints import permissions
from supervision.complaints.deadlines import EXTENSION_DAYS
from supervision.complaints.enums import Finding, Level, Mode, Source, Subject
from supervision.complaints.models import Complaint
from supervision.complaints.rules.remedies import REMEDIES
from supervision.complaints.services.entering import LATEST_DAYS
from supervision.complaints.services.handling import HELD
from supervision.complaints.services.receiving import NewComplaint
from supervision.rectification.forms import OwnerField, possible_owners, requirement_field, until_field

LONGEST_TEXT, LONGEST_WORDS = 3000, 2000
ENTERED = (Source.PHONE, Source.LETTER, Source.VISIT)


def said(label: str, *, hint: str = "", required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        error_messages={"invalid": "请按 2026-11-01 的格式填写日期。"},
    )


class FilterForm(PlainForm):
    """What narrows the list; what is left out means all."""

    hide_optional = True

    q = forms.CharField(label="查找", help_text="编号、工单号，或者案号", max_length=60, required=False)
    subject = forms.ChoiceField(label="事项", choices=[("", "全部"), *Subject.choices], required=False)
    level = forms.ChoiceField(label="等级", choices=[("", "全部"), *Level.choices], required=False)
    finding = forms.ChoiceField(label="结论", choices=[("", "全部"), *Finding.choices], required=False)

    def conditions(self) -> list[tuple[str, str]]:
        """What was asked for, in words."""
        shown = {"subject": Subject, "level": Level, "finding": Finding}
        data = self.cleaned_data
        chosen = [(self.fields[name].label, kind(data[name]).label) for name, kind in shown.items() if data[name]]
        return [*chosen, *([("查找", data["q"])] if data["q"] else [])]


class EnterForm(PlainForm):
    """A letter, a visit, or a call to the supervision telephone, as it was said."""

    source = forms.ChoiceField(
        label="怎么来的",
        choices=[(source.value, source.label) for source in ENTERED],
        widget=forms.RadioSelect,
    )
    received_on = _day("收到的日期", "来信写收到信的那一天，期限从这一天起算。")
    mode = forms.ChoiceField(label="署名方式", choices=Mode, widget=forms.RadioSelect)
    name = forms.CharField(label="投诉人姓名", max_length=50, required=False)
    phone = forms.CharField(
        label="联系电话", max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    subject = forms.ChoiceField(label="投诉事项", choices=Subject, widget=forms.RadioSelect)
    text = forms.CharField(
        label="内容",
        help_text="照原话记。来信可以摘要，原件另行归档。",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    about_name = forms.CharField(
        label="投诉的是谁",
        help_text="写姓名；不知道姓名的，写职务或者窗口号。被投诉的人看不到。",
        max_length=50,
        required=False,
    )
    about_department = forms.ModelChoiceField(
        label="投诉的部门",
        help_text="只在投诉整个部门时选。选了以后，这个部门的人都看不到。",
        queryset=Department.objects.order_by("name"),
        required=False,
        empty_label="没有",
    )
    about_promise = forms.ChoiceField(
        label="相关的承诺", choices=[("", "没有"), *((row.code, row.title) for row in PROMISES)], required=False
    )
    case_number = forms.CharField(label="相关案号", max_length=60, required=False)
    once = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["once"].initial = uuid.uuid4
        self.fields["received_on"].initial = court_date(now)
        self.fields["mode"].initial = Mode.NAMED

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if not 0 <= (court_date(self.now) - day).days <= LATEST_DAYS:
            raise forms.ValidationError(f"收到的日期不能晚于今天，也不能早于 {LATEST_DAYS} 天以前。")
        return day

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return identity.clean_phone(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        who = [data.get("name"), data.get("phone"), data.get("address")]
        if data.get("mode") == Mode.ANONYMOUS and any(who):
            self.add_error("mode", "匿名的不要记姓名、电话和地址；愿意留的，请选“实名，请为我保密”。")
        if data.get("mode") in (Mode.NAMED, Mode.CONFIDENTIAL) and not any(who) and not self.errors:
            self.add_error("name", "实名的请至少写姓名、电话、地址中的一项；都不愿意留的，请选“匿名”。")
        return data

    def new_complaint(self) -> NewComplaint:
        """A valid form's answers, as `receive` takes them."""
        data = self.cleaned_data
        return NewComplaint(
            mode=Mode(data["mode"]),
            source=Source(data["source"]),
            subject=Subject(data["subject"]),
            text=data["text"].strip(),
            case_number=data["case_number"],
            about_name=data["about_name"],
            about_department=data["about_department"],
            about_promise=data["about_promise"],
            name=data["name"],
            phone=data["phone"],
            address=data["address"],
        )

    @property
    def key(self) -> str | None:
        """The form's own key; None when the browser sent none."""
        return f"enter:{self.cleaned_data['once']}" if self.cleaned_data["once"] else None


class ActForm(PlainForm):
    """A step on a complaint; what it asks the service for are its fields by their own names."""

    def __init__(self, *args: Any, row: Complaint, user: User, now: datetime, code: str, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", code)
        super().__init__(*args, **kwargs)
        self.row, self.user, self.now = row, user, now

    def asked(self) -> dict[str, Any]:
        return self.cleaned_data


class PressForm(ActForm):
    """A step that needs no words."""


class AcknowledgeForm(ActForm):
    words = said("告诉投诉人的话", hint="不写就告诉他“投诉已经受理，正在办理”。", required=False, rows=2)


class NoteForm(ActForm):
    words = said("办理记录", hint="只在督察室内部看。", rows=3)


class WriteForm(ActForm):
    words = said("写给投诉人", hint="会原样告诉投诉人。", rows=3)


class ReasonForm(ActForm):
    reason = said("理由", hint="会告诉投诉人。", rows=2)


class GradeForm(ActForm):
    level = forms.ChoiceField(label="等级", choices=Level, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].initial = self.row.level


class AssignForm(ActForm):
    """Only those who may be its owner are offered."""

    owner = forms.ModelChoiceField(label="承办人", queryset=User.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(role__in=[Role.SUPERVISOR, Role.CHIEF], is_active=True).select_related(
            "department"
        )
        fit = [person.pk for person in people if permissions.is_fit_owner(person, self.row)]
        self.fields["owner"].queryset = User.objects.filter(pk__in=fit).exclude(pk=self.row.owner_id).order_by("name")


class AnswerForm(ActForm):
    finding = forms.ChoiceField(
        label="结论",
        choices=[(value, label) for value, label in Finding.choices if value != Finding.ELSEWHERE],
        widget=forms.RadioSelect,
    )
    words = said("答复全文", hint="查明了什么、怎么认定的。会原样告诉投诉人。", rows=6)
    measure = said("采取的措施", hint="属实、部分属实的必须写。会告诉投诉人。", required=False, rows=3)
    remedies = forms.MultipleChoiceField(
        label="应走诉讼程序的，告诉当事人",
        help_text="选了的会接在答复后面：走哪条路、找哪个法院、多长时间。",
        choices=[(code, str(remedy)) for code, remedy in REMEDIES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        finding, measure = data.get("finding"), (data.get("measure") or "").strip()
        if finding in HELD and not measure:
            self.add_error("measure", "认定属实的，请写明采取了什么措施。")
        if finding == Finding.REMEDY and not data.get("remedies"):
            self.add_error("remedies", "应走诉讼程序的，请选择至少一项告诉当事人。")
        if finding and finding != Finding.REMEDY and data.get("remedies"):
            self.add_error("remedies", "结论不是“应走诉讼程序”的，请不要勾选。")
        return data


class ExtendForm(ActForm):
    days = forms.IntegerField(
        label="延长多少日",
        min_value=1,
        max_value=EXTENSION_DAYS,
        initial=EXTENSION_DAYS,
        help_text="最多三十日，只有一次。",
    )
    reason = said("理由", hint="会告诉投诉人。", rows=2)


class RectifyForm(ActForm):
    title = forms.CharField(label="问题", max_length=100, help_text="不要写投诉人是谁，也不要写能看出是谁的事。")
    requirement = requirement_field()
    owner = OwnerField(User.objects.none(), label="整改责任人", empty_label="请选择")
    until = until_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners().exclude(pk__in=self.row.kept_from)

    def clean_until(self) -> Any:
        if (day := self.cleaned_data["until"]) < court_date(self.now):
            raise forms.ValidationError("整改期限不能早于今天，请重新选择日期。")
        return day


class AskIdentityForm(ActForm):
    reason = forms.CharField(
        label="为什么要知道投诉人是谁",
        help_text="由保管人决定。同意以后，理由会告诉投诉人。",
        min_length=4,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"min_length": "请把理由写清楚，例如“需要向本人核对当天的经过”。"},
    )


class DecideForm(PlainForm):
    """The custodian's word on a request."""

    granted = forms.ChoiceField(
        label="决定", choices=[("yes", "同意，现在查看"), ("no", "不同意")], widget=forms.RadioSelect
    )
    words = said("决定的理由", required=False, rows=2)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("granted") == "no" and not (data.get("words") or "").strip():
            self.add_error("words", "不同意的，请写明理由。")
        return data
