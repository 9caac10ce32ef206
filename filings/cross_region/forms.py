"""What is typed at the cross-region window and by the administrator."""

import base64
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings

from filings.cross_region.enums import ConsentBy
from filings.cross_region.models import CourtKey
from filings.cross_region.permissions import reachable_courts
from filings.cross_region.services.keys import KEY_BYTES
from filings.intake import rules
from filings.intake.kinds import KINDS
from filings.intake.models import Court, Filing
from filings.intake.permissions import is_open
from filings.window.forms import PaperForm
from filings.window.rules import why_not_paper_at
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.queries import people_with
from gangcheng_court.core.web.forms import PlainForm


class StartForm(PlainForm):
    """To which court, and what kind of filing."""

    court = forms.ModelChoiceField(
        None,
        label="有管辖权的法院",
        help_text="只列出已经与本院接通的法院",
        empty_label="请选择",
        error_messages={"required": "请选择法院", "invalid_choice": "请从列表中选择法院"},
    )
    kind = forms.ChoiceField(label="申请的类型", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].queryset = reachable_courts()
        self.fields["kind"].choices = [(kind.code, kind.title) for kind in KINDS.values()]
        self.fields["kind"].initial = next(iter(KINDS))


class WindowStartForm(StartForm):
    """The same at the window, for the person who stands there."""

    person = forms.CharField(
        label="当事人的手机号码或者证件号码",
        help_text="当事人要有本平台的账号；没有的，先帮其注册和认证",
        max_length=30,
    )
    field_order = ["person", "court", "kind"]

    def clean_person(self) -> User:
        typed = "".join(self.cleaned_data["person"].split()).upper()
        found = people_with(typed)
        if len(found) != 1:
            raise forms.ValidationError("没有找到这个账号。请核对号码；当事人还没有账号的，先帮其注册和认证。")
        return found[0]


class HandOverForm(PaperForm):
    """When the paper of a visitor came: the receipt says so; no limit of this court runs from it."""

    def __init__(
        self, *args: Any, began_at: datetime | None = None, now: datetime | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.began_at, self.now = began_at, now
        words = "收件凭证写这个时间，当事人自己的期限以它为准。早于本次接待开始的要写理由，不能晚于现在。"
        self.fields["received_at"].help_text = words

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "received_at" in data:
            asked = {"began_at": self.began_at, "now": self.now, "because": data.get("because", "")}
            if reason := why_not_paper_at(self.moment(self.now), **asked):
                self.add_error("received_at", reason)
        return data


class IdentifyForm(PlainForm):
    document = forms.ChoiceField(label="核对的证件", choices=IdentityKind.choices)
    same = forms.BooleanField(
        label="我已核对证件原件，与本人、与账号登记的姓名和号码一致",
        error_messages={"required": "请核对证件后勾选"},
    )


class ConsentForm(PlainForm):
    how = forms.ChoiceField(
        label="当事人怎样表示同意",
        choices=[(how.value, how.label) for how in (ConsentBy.IN_PERSON, ConsentBy.TELEPHONE)],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择当事人怎样表示同意"},
    )


class ScanForm(PlainForm):
    slot = forms.ChoiceField(label="放到哪一项材料")
    file = forms.FileField(
        label="扫描件", error_messages={"required": "请选择文件", "empty": "这个文件是空的，请重新选择。"}
    )

    def __init__(self, data: Any = None, files: Any = None, *, filing: Filing) -> None:
        super().__init__(data, files)
        slots = [slot for slot in rules.open_slots(filing) if is_open(filing, f"slot:{slot.code}")]
        self.fields["slot"].choices = [(slot.code, slot.title) for slot in slots]


class PresentForm(PlainForm):
    """The person's word for a correction that the clerk hands in."""

    present = forms.BooleanField(
        label="本人在场，补正的内容已经由本人看过或者念给本人听，本人确认提交",
        error_messages={"required": "请先由本人确认补正的内容，再勾选。"},
    )


class LetterForm(PlainForm):
    title = forms.CharField(label="文书名称", help_text="例如 受理通知书、补正通知书", max_length=60)
    upload = forms.FileField(
        label="文书", error_messages={"required": "请选择文件", "empty": "这个文件是空的，请重新选择。"}
    )
    final = forms.BooleanField(label="对方法院已经作出决定（受理、退回或者不予受理）", required=False)


class KeyForm(forms.ModelForm):
    """Never shows the secret; empty keeps it or makes a new one."""

    address = forms.URLField(
        label="接口地址",
        required=False,
        assume_scheme="https",
        help_text="对方跨域立案接口的地址，例如 https://……/api/v1/cross-region；只收不发的留空",
    )
    secret = forms.CharField(
        label="共享密钥",
        required=False,
        max_length=200,
        help_text="留空：新登记的由系统生成，已有的不变。生成后只显示一次，请用安全的方式交给对方法院。",
    )

    class Meta:
        model = CourtKey
        fields = ["court", "address", "public_key", "secret", "active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["secret"] = ""

    def clean_court(self) -> Court:
        if self.cleaned_data["court"].code == settings.COURT_CODE:
            raise forms.ValidationError("这是本院自己，不需要密钥。")
        return self.cleaned_data["court"]

    def clean_public_key(self) -> str:
        try:
            raw = base64.b64decode(self.cleaned_data["public_key"].strip(), validate=True)
        except ValueError:
            raw = b""
        if len(raw) != KEY_BYTES:
            raise forms.ValidationError("应当是 32 字节 Ed25519 公钥的 Base64 文本，请向对方法院核对。")
        return self.cleaned_data["public_key"].strip()

    def clean_secret(self) -> str:
        typed = self.cleaned_data["secret"].strip()
        if typed and len(typed) < 32:
            raise forms.ValidationError("密钥太短，至少 32 个字符。")
        return typed
