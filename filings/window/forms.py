"""What is typed at the window; every number is cleaned as people say it."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from filings.intake import queries
from filings.window.services.people import Person
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.web.forms import PlainForm


class NameForm(PlainForm):
    """The greeting."""

    name = forms.CharField(label="来访人姓名", max_length=50)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class PhoneForm(PlainForm):
    """Whose draft it is."""

    phone = forms.CharField(
        label="本人手机号码",
        max_length=30,
        help_text="验证码发到这个号码。来电协助的，填来电人本人的手机号码。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        return identity.clean_mobile(self.cleaned_data["phone"])


class DocumentForm(PlainForm):
    """The document in hand."""

    id_kind = forms.ChoiceField(label="证件类型", choices=IdentityKind, initial=IdentityKind.RESIDENT)
    id_number = forms.CharField(
        label="证件号码",
        max_length=60,
        help_text="照着证件填写。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("id_kind") and data.get("id_number"):
            try:
                data["id_number"] = identity.clean_document_number(data["id_kind"], data["id_number"])
            except forms.ValidationError as wrong:
                self.add_error("id_number", wrong)
        return data

    def person(self) -> Person:
        data = self.cleaned_data
        return Person(data.get("name", ""), data["id_kind"], data["id_number"])


class HolderForm(DocumentForm):
    """The document with its holder's name."""

    name = forms.CharField(label="姓名", max_length=50, help_text="与证件一致。")
    field_order = ["name", "id_kind", "id_number"]

    def clean_name(self) -> str:
        name = "".join(self.cleaned_data["name"].split())
        if not name or not name.replace("·", "").isalpha():
            raise forms.ValidationError("姓名请与证件一致，只填写文字和间隔号“·”。")
        return name


class RegistrationForm(HolderForm, PhoneForm):
    """Making an account on the spot."""

    field_order = ["phone", "name", "id_kind", "id_number"]


class NoPhoneForm(HolderForm):
    """Who stands at the window without a mobile number."""

    because = forms.CharField(
        label="不用手机号码的原因", max_length=80, help_text="例如：没有手机；不会用手机，由女儿转告。"
    )
    contact = forms.CharField(
        label="其他联系方式",
        required=False,
        max_length=100,
        help_text="座机，或者能转告的人的姓名和电话。没有的不填。",
    )


class CodeForm(PlainForm):
    """Six digits that the person reads out."""

    code = forms.CharField(
        label="本人读出的验证码",
        max_length=20,
        help_text="6 位数字，10 分钟内有效，可以试 5 次。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class InvitationForm(CodeForm):
    """What a citizen reads from the own draft's page."""

    draft_code = forms.CharField(
        label="草稿编号",
        max_length=20,
        help_text="本人的草稿页面上方的编号，10 位字母和数字。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["draft_code", "code"]


class KindForm(PlainForm):
    """Which sort of filing a new draft is."""

    kind = forms.ChoiceField(label="申请的类型")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.code, kind.title) for kind, closed in queries.offered_kinds() if not closed
        ]


class PaperForm(PlainForm):
    """When the paper came, and the person's word at the window."""

    received_at = forms.DateTimeField(
        label="收到纸质材料的时间",
        help_text="审核期限从这个时间起算。早于本次接待开始的要写理由，不能晚于现在。",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": "请填写真实的时间，例如 2026-11-23 14:05。"},
    )
    because = forms.CharField(
        label="补录的理由", required=False, max_length=200, help_text="收到材料的时间早于本次接待开始时间的必须填写。"
    )
    present = forms.BooleanField(
        label="本人在场，内容已经逐项念给本人听或者由本人看过，本人确认并作出诚信承诺",
        error_messages={"required": "请先由本人确认内容，再勾选。"},
    )

    def moment(self, now: datetime) -> datetime:
        """The moment typed; the running minute means now, since the form knows no seconds."""
        typed = self.cleaned_data["received_at"]
        return now if typed == timezone.localtime(now).replace(second=0, microsecond=0) else typed


class ScanForm(PlainForm):
    """The signed print."""

    scan = forms.FileField(
        label="本人签名的笔录",
        help_text=f"照片或者扫描件，不超过 {settings.MAX_UPLOAD_MB} MB。",
        error_messages={"required": "请选择签名笔录的照片或者扫描件。", "empty": "这个文件是空的，请重新选择。"},
    )


class EndForm(PlainForm):
    """What came of a visit, where nothing was decided."""

    reason = forms.CharField(
        label="没有当场立案，也没有一次性告知的理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
