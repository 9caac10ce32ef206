"""What is typed about inspections: the plan, the checklist on the phone, its editions, orders from findings."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.files import File
from django.db.models import QuerySet

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web.fields import DayField, SuggestingInput
from gangcheng_court.core.web.forms import PlainForm
from supervision.inspections import permissions, queries
from supervision.inspections.data import PLACES
from supervision.inspections.enums import Kind, Verdict
from supervision.inspections.models import ChecklistItem, Finding, Inspection, ItemAnswer
from supervision.inspections.services import NewAnswer, NewInspection, NewItem, Wish
from supervision.rectification.forms import OwnerField, until_field

LONGEST = 300
LATEST_MILLISECONDS = 32_503_680_000_000
"""The year 3000."""
KINDS = [
    (Kind.OPEN, "明察：事先安排，督察部门都看得到"),
    (Kind.COVERT, "暗访：公布以前只有检查人本人看得到"),
]


def inspectors() -> QuerySet[User]:
    """Whoever may be sent."""
    return User.objects.filter(role__in=permissions.READERS, is_active=True).order_by("name", "pk")


class PlanForm(PlainForm):
    kind = forms.ChoiceField(label="方式", choices=KINDS, widget=forms.RadioSelect)
    title = forms.CharField(label="名称", max_length=60, help_text="例如“国庆节后纪律检查”。")
    places = forms.MultipleChoiceField(
        label="地点", choices=[(place, place) for place in PLACES], widget=forms.CheckboxSelectMultiple
    )
    planned_on = DayField(label="计划日期")
    checklist = forms.ModelChoiceField(None, label="检查表", empty_label=None)
    owner = forms.ModelChoiceField(
        None, label="检查人", empty_label="请选择", help_text="自己去，或者派一位工作人员去。"
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = court_date(now)
        self.fields["checklist"].queryset = queries.checklists()
        self.fields["owner"].queryset = inspectors()

    def clean_planned_on(self) -> date:
        if self.cleaned_data["planned_on"] < self.today:
            raise forms.ValidationError("计划日期不能早于今天，请重新选择。")
        return self.cleaned_data["planned_on"]

    @property
    def new(self) -> NewInspection:
        return NewInspection(**self.cleaned_data)


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos; each is looked at by `documents`."""

    widget = PhotosInput(attrs={"accept": "image/*", "capture": "environment"})

    def clean(self, data: Any, initial: Any = None) -> list[File]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PhotosField, self).clean(each, initial) for each in given]


@dataclass(frozen=True)
class Offered:
    """What may be chosen at every item, asked for once a page."""

    departments: dict[str, Department]
    people: dict[str, User]

    @classmethod
    def now(cls) -> "Offered":
        departments = Department.objects.order_by("name")
        return cls({str(row.pk): row for row in departments}, {str(row.pk): row for row in inspectors()})


class ItemForm(PlainForm):
    """One item of the checklist. `key` makes one saying one answer, sent once or twice; `seen` is the key of the answer
    that the page showed."""

    verdict = forms.ChoiceField(label="结论", choices=Verdict, widget=forms.RadioSelect, required=False)
    words = forms.CharField(
        label="情况",
        max_length=LONGEST,
        required=False,
        help_text="不合格的写明看到了什么。不写姓名。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.ChoiceField(label="地点", required=False)
    department = forms.ChoiceField(label="部门", required=False)
    person = forms.ChoiceField(label="人员", required=False, help_text="不对群众公布。")
    photos = PhotosField(label="照片", required=False, error_messages={"empty": "这张照片是空的，请重新拍一张。"})
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    said_at = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=LATEST_MILLISECONDS)

    def __init__(
        self,
        *args: Any,
        row: Inspection,
        item: ChecklistItem,
        offered: Offered,
        holding: ItemAnswer | None = None,
        **kwargs: Any,
    ) -> None:
        initial = {"key": uuid.uuid4()}
        if holding:
            initial |= {name: getattr(holding, name) for name in ("verdict", "words", "place")}
            initial |= {"department": holding.department_id, "person": holding.person_id, "seen": holding.key}
        super().__init__(*args, prefix=f"item-{item.pk}", initial=initial, **kwargs)
        self.item, self.offered, self.hide_optional = item, offered, True
        self.fields["place"].choices = [(place, place) for place in row.places]
        self.fields["department"].choices = [("", "不指明部门"), *offered.departments.items()]
        self.fields["person"].choices = [("", "不指明人员"), *offered.people.items()]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not told.get("verdict") and told.get("words"):
            self.add_error("verdict", f"第 {self.item.position} 项写了情况，还没有选结论。")
        return told

    def said(self, at: datetime) -> NewAnswer:
        """What the form says, at its own time, else at `at`."""
        told = self.cleaned_data
        own = told["said_at"]
        return NewAnswer(
            key=told["key"],
            verdict=Verdict(told["verdict"]),
            said_at=at if own is None else datetime.fromtimestamp(own / 1000, UTC),
            words=told["words"].strip(),
            place=told["place"],
            department=self.offered.departments.get(told["department"]),
            person=self.offered.people.get(told["person"]),
        )

    def says_more_than(self, known: ItemAnswer | None, at: datetime) -> bool:
        """Whether something was chosen, and other than in the answer that the page showed."""
        if not self.cleaned_data["verdict"]:
            return False
        said = self.said(at)
        same = ("verdict", "words", "place", "department", "person")
        return known is None or any(getattr(said, name) != getattr(known, name) for name in same)


class FinishForm(PlainForm):
    summary = forms.CharField(
        label="总的情况",
        max_length=1000,
        required=False,
        help_text="公布以后大家都能看到。不写姓名。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CancelForm(PlainForm):
    reason = forms.CharField(label="取消的原因", max_length=200)


class EditionForm(PlainForm):
    title = forms.CharField(label="检查表名称", max_length=40)
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class EditedItemForm(PlainForm):
    """A line of an edition; one without words is left out."""

    code = forms.SlugField(widget=forms.HiddenInput, required=False)
    group = forms.CharField(label="类别", max_length=20, required=False)
    words = forms.CharField(label="检查内容", max_length=100, required=False)

    def __init__(self, *args: Any, groups: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hide_optional = True
        self.fields["group"].widget = SuggestingInput(groups)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("words") and not told.get("group") and "group" not in self.errors:
            self.add_error("group", "请填写类别。")
        return told


class EditedItems(forms.BaseFormSet):
    def clean(self) -> None:
        codes = [form.cleaned_data["code"] for form in self.forms if form.is_valid() and form.cleaned_data.get("code")]
        if len(codes) != len(set(codes)):
            raise forms.ValidationError("有两行是同一项，请刷新页面重新修改。")

    @property
    def items(self) -> list[NewItem]:
        """The lines with words, those of a group together."""
        told = [form.cleaned_data for form in self.forms if form.cleaned_data.get("words")]
        groups = list(dict.fromkeys(line["group"] for line in told))
        lines = [NewItem(line["code"], line["group"], line["words"]) for line in told]
        return sorted(lines, key=lambda line: groups.index(line.group))


ITEMS = forms.formset_factory(EditedItemForm, formset=EditedItems, extra=3, max_num=60, absolute_max=70)


class OrderForm(PlainForm):
    """下达整改 for one finding, when it is ticked."""

    chosen = forms.BooleanField(label="下达整改", required=False)
    owner = OwnerField(None, label="整改责任人", empty_label="请选择", required=False)
    until = until_field(required=False)
    requirement = forms.CharField(
        label="整改要求", max_length=LONGEST * 2, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, finding: Finding, owners: QuerySet[User], now: datetime, **kwargs: Any) -> None:
        initial = {"requirement": f"{finding.item.words}。检查发现：{finding.words}"}
        super().__init__(*args, prefix=finding.number, initial=initial, **kwargs)
        self.finding, self.today, self.hide_optional = finding, court_date(now), True
        self.fields["owner"].queryset = owners

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("chosen"):
            for name in ("owner", "until", "requirement"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, f"请填写{self.fields[name].label}。")
            if told.get("until") and told["until"] < self.today:
                self.add_error("until", "整改期限不能早于今天，请重新选择。")
        return told

    @property
    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(self.finding.number, told["owner"], told["until"], told["requirement"])
