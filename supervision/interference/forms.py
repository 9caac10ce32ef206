"""What is asked of whoever records, declares or confirms."""

import uuid
from datetime import date
from typing import Any

from django import forms

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm
from supervision.interference.enums import ASKED_ABOUT, Act, Counterpart, Form, Kind
from supervision.interference.models import Entry
from supervision.interference.services import NewEntry

LONG, SHORT = 3000, 100


def line(label: str, *, hint: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, max_length=SHORT)


def words(label: str, *, hint: str = "", required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONG, widget=forms.Textarea(attrs={"rows": rows})
    )


class RecordForm(PlainForm):
    """What both registers ask. A hidden key makes one form record once, sent once or twice."""

    happened_on = DayField(label="哪一天", error_messages={"required": "请选择哪一天。"})
    time = line("大约几点", hint="例如上午九点半。")
    place = line("在什么地方", hint="电话、短信、微信等，写您当时在哪里。")
    person_name = line("对方姓名", hint="不知道的，写能够认出他的话。", required=True)
    person_unit = line("对方单位")
    person_post = line("对方职务")
    relation = line("对方与当事人的关系", hint="不清楚的写不清楚。")
    case_number = line("案号")
    case_name = line("案件名称", hint="没有案号的，写明是哪一件事。")
    present = words("在场的人", required=False, rows=2)
    reference = line("相关编号", hint="从工单、投诉转来的，写它的编号。")
    once = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, corrects: Entry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["once"].initial = uuid.uuid4
        if corrects is None:
            del self.fields["correction"]

    def clean_happened_on(self) -> date:
        day = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError("发生日期不能晚于今天。")
        return day

    def clean_reference(self) -> str:
        return identity.tidy(self.cleaned_data["reference"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return {name: value.strip() if isinstance(value, str) else value for name, value in data.items()}

    def new_entry(self) -> NewEntry:
        """A valid form's answers, as `services.record` takes them."""
        return NewEntry(**{name: value for name, value in self.cleaned_data.items() if name not in OF_THE_FORM})


OF_THE_FORM = ("once", "correction")


class AskedForm(RecordForm):
    """Somebody asked about a case, or tried to interfere with it."""

    kind = forms.ChoiceField(
        label="谁来过问？",
        choices=[
            (Kind.LEADER, "领导干部（法院以外的党政机关、单位的领导）"),
            (Kind.INSIDER, "司法机关内部人员（本院、上级法院、检察院、公安等）"),
        ],
        widget=forms.RadioSelect,
    )
    form = forms.ChoiceField(label="用什么方式", choices=Form, widget=forms.RadioSelect)
    content = words("说了什么、要求什么", hint="尽量写原话。只是打听情况的也要写。", rows=6)
    is_lawful = forms.TypedChoiceField(
        label="是不是依法履职？",
        help_text="院庭长在职责范围内监督管理、依法转送信访材料的，选“是”，一样记录。",
        choices=[("0", "不是"), ("1", "是")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    handling = words("您怎样处理的", hint="例如：没有答应，告知依法办理。")
    correction = words("为什么更正", hint="原来的记录保留，和这一条放在一起。")
    field_order = [
        *("correction", "kind", "happened_on", "time", "place", "person_name", "person_unit", "person_post"),
        *("relation", "case_number", "case_name", "form", "content", "present", "is_lawful", "handling", "reference"),
    ]

    def new_entry(self) -> NewEntry:
        self.cleaned_data["kind"] = Kind(self.cleaned_data["kind"])
        return super().new_entry()


class ContactForm(RecordForm):
    """An unplanned contact outside work, or one that the rules forbid."""

    counterpart = forms.ChoiceField(label="和谁接触", choices=Counterpart, widget=forms.RadioSelect)
    acts = forms.MultipleChoiceField(
        label="有没有下面的行为",
        help_text="没有的不选。对方提出、您拒绝了的，也不选，写在经过里。",
        choices=Act,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    content = words("为什么接触、经过怎样", hint="说了什么，尽量写原话。", rows=6)
    handling = words("您怎样处理的", hint="例如：当场离开，退回礼品，报告了部门负责人。")
    correction = AskedForm.base_fields["correction"]
    field_order = [
        *("correction", "counterpart", "happened_on", "time", "place", "person_name", "person_unit", "person_post"),
        *("relation", "case_number", "case_name", "content", "present", "acts", "handling", "reference"),
    ]

    def new_entry(self) -> NewEntry:
        self.cleaned_data["kind"] = Kind.CONTACT
        return super().new_entry()


def form_of(kind: str) -> type[RecordForm]:
    return AskedForm if kind in ASKED_ABOUT else ContactForm


def answers_of(entry: Entry) -> dict[str, Any]:
    """What a form that corrects `entry` begins with."""
    fields = form_of(entry.kind).base_fields
    told = {name: getattr(entry, name) for name in fields if name not in OF_THE_FORM}
    return told | {"is_lawful": "1" if entry.is_lawful else "0"}


class AttachForm(PlainForm):
    file = forms.FileField(
        label="附件",
        help_text="短信、微信的截图，函文、书信的照片。JPG、PNG、HEIC、PDF、DOCX。",
        error_messages={"required": "请先选择文件。", "empty": "这个文件是空的，请换一个。"},
    )


class RelativeForm(PlainForm):
    """A near relative; of the number only a hash is kept."""

    name = forms.CharField(label="姓名", max_length=50)
    relation = forms.CharField(label="和您的关系", help_text="例如配偶、父亲、女儿、妻子的弟弟。", max_length=20)
    id_number = forms.CharField(
        label="居民身份证号码",
        help_text="填了就不会认错同名的人。只保存不可还原的比对值。",
        required=False,
        max_length=30,
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_id_number(self) -> str:
        number = self.cleaned_data["id_number"]
        return identity.clean_resident_number(number) if number else ""


class ConfirmForm(PlainForm):
    """Which month, and how many records the page showed."""

    month = forms.DateField(input_formats=["%Y-%m"])
    count = forms.IntegerField(min_value=0, max_value=9999)
