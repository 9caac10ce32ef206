"""What the public's form asks, one topic a step; and what whoever complained may say afterwards."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.html import format_html

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.models import Department
from gangcheng_court.core.web.forms import PlainForm
from gangcheng_court.promises import PROMISES
from supervision.complaints.enums import Mode, Score, Subject
from supervision.complaints.numbers import CODE_DIGITS
from supervision.complaints.rules import way

LONGEST_TEXT, LONGEST_WORDS = 5000, 2000
PERSON, DEPARTMENT, PROMISE, UNKNOWN = "person", "department", "promise", "unknown"
UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks that turn the direction of writing, by which a text shows other words than it holds."""
EXPLAINED = {
    Mode.NAMED: "督察部门知道您是谁，办理时可以直接联系您。您反映的人不会知道。",
    Mode.CONFIDENTIAL: "姓名和电话另外加密，办理的人也看不到。确实要看的，两个人同意才能看，并且告诉您。",
    Mode.ANONYMOUS: "不问您是谁，也不记录您从哪里上网。我们没法打电话核实，请写得具体些。凭查询码看答复。",
}


def explained(mode: Mode) -> tuple[str, str]:
    """A choice with what it means: who will know, and what becomes of the answer."""
    return mode, format_html('<b>{}</b><span class="choice__hint">{}</span>', mode.label, EXPLAINED[mode])


class TextField(forms.CharField):
    """Free words; what cannot be seen is taken out, line breaks stay."""

    def to_python(self, value: Any) -> str:
        text = UNSEEN.sub("", super().to_python(value)).replace("\r\n", "\n")
        return "".join(c for c in text if c in "\n\t\0" or unicodedata.category(c) != "Cc")


class LineField(TextField):
    """One line of free words."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class ModeForm(PlainForm):
    mode = forms.ChoiceField(
        label="您想怎样反映？", choices=[explained(mode) for mode in Mode], widget=forms.RadioSelect
    )


class WhomForm(PlainForm):
    kind = forms.ChoiceField(
        label="您反映的是谁，或者哪件事？",
        choices=[
            (PERSON, "某一个人"),
            (DEPARTMENT, "某一个部门"),
            (PROMISE, "一项没有做到的承诺"),
            (UNKNOWN, "说不清是谁"),
        ],
        widget=forms.RadioSelect,
    )
    about_name = LineField(
        label="这个人是谁",
        help_text="知道姓名的写姓名。不知道的，写窗口号、职务或者样子。",
        max_length=50,
        required=False,
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label="部门", required=False, empty_label="没有选，或者不知道"
    )
    promise = forms.ChoiceField(
        label="哪一项承诺没有做到",
        choices=[("", "请选择"), *((promise.code, promise.title) for promise in PROMISES)],
        required=False,
    )
    matter = LineField(label="事项的编号", help_text="网上申请编号、工单编号或者案号。", max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.order_by("name")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        needed = {PERSON: "about_name", DEPARTMENT: "department", PROMISE: "promise"}.get(data.get("kind", ""))
        if needed and not data.get(needed) and needed not in self.errors:
            verb = "写明" if needed == "about_name" else "选择"
            self.add_error(needed, f"请{verb}{self.fields[needed].label}；说不清的，请选“说不清是谁”。")
        department = data.get("department")
        return data | {"department": department.pk if department else ""}


class WhatForm(PlainForm):
    subject = forms.ChoiceField(label="反映的是哪方面？", choices=Subject, widget=forms.RadioSelect)
    when = LineField(label="什么时候", help_text="例如 6月16日上午。记不清的写个大概。", max_length=60, required=False)
    text = TextField(
        label="发生了什么",
        help_text=f"什么地方、什么人、说了什么、做了什么，希望怎样处理。最多 {LONGEST_TEXT} 字。",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    case_number = LineField(
        label="相关的案号", help_text="例如（2026）鲁0117民初1234号。", max_length=60, required=False
    )


class ContactForm(PlainForm):
    name = LineField(label="您的姓名", max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label="联系电话",
        help_text="留了手机，收到和答复时给您发短信。短信里不写什么事。",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    address = LineField(
        label="通信地址", max_length=200, required=False, widget=forms.TextInput(attrs={"class": "width-full"})
    )

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return identity.clean_phone(typed) if typed else ""


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    needs_multipart_form = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesForm(PlainForm):
    """Any number of files; each is checked where it is kept, so that a bad one does not lose the others."""

    files = forms.Field(
        label="选择文件",
        help_text="PDF、Word（.docx）或者照片，可以一次选几个。",
        required=False,
        widget=SeveralFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.heic,.docx"}),
    )


STEP_FORMS = {way.MODE: ModeForm, way.WHOM: WhomForm, way.WHAT: WhatForm, way.CONTACT: ContactForm}


def typed(form: PlainForm) -> dict[str, str]:
    """What stands in the fields of a bound form, good or bad, cut to a sane length, to be offered again."""
    return {name: str(form[name].value() or "")[: LONGEST_TEXT + 1000] for name in form.fields}


class TrackForm(PlainForm):
    """The code; spaces, hyphens and full-width digits are forgiven."""

    code = forms.CharField(
        label="查询码",
        help_text="发送时给您的 16 位数字。",
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        code = "".join(c for c in code if not c.isspace() and unicodedata.category(c) != "Pd")
        if not (len(code) == CODE_DIGITS and code.isascii() and code.isdigit()):
            raise forms.ValidationError(f"查询码是 {CODE_DIGITS} 位数字，请对照您记下的再输入。")
        return code


class MessageForm(PlainForm):
    text = TextField(label="要补充的话", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))


class RateForm(PlainForm):
    score = forms.ChoiceField(label="您对答复满意吗？", choices=Score, widget=forms.RadioSelect)
    words = TextField(
        label="还想说的话", max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReviewForm(PlainForm):
    reason = TextField(
        label="为什么要复查",
        help_text="哪一点没有查清，哪一点不对。",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
