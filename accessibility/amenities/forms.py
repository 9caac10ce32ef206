"""What is typed about facilities and loans."""

import unicodedata
import uuid
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from accessibility.amenities import queries
from accessibility.amenities.enums import FacilityState, ItemKind
from accessibility.amenities.models import Item
from accessibility.amenities.services import NOTE_MISSING
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.web.forms import PlainForm

LONGEST_NOTE = 200
LONGEST_TICKET = 6
PHOTO_SALT = "amenities.photo"
NOT_FINE = [(FacilityState.BROKEN, "坏了，不能用"), (FacilityState.EMPTY, "用完了，要补充")]


def note(label: str, *, hint: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KeyedForm(PlainForm):
    """A hidden key makes one form one act, sent once or twice."""

    once = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4

    @property
    def key(self) -> str | None:
        """The form's own key; None when the browser sent none."""
        return f"form:{self.cleaned_data['once']}" if self.cleaned_data["once"] else None


class ReportForm(KeyedForm):
    """“坏了”, by anybody."""

    state = forms.ChoiceField(label="怎么了？", choices=NOT_FINE, widget=forms.RadioSelect)
    note = note("说明", hint="例如“不出热水”。不写也可以；不用写姓名和电话。")


class PhotoForm(KeyedForm):
    """Something with a photo. A photo that came with a form to correct is kept, and comes back by its signed name."""

    photo = forms.FileField(
        label="照片",
        required=False,
        help_text="用手机拍一张；不拍也可以。尽量不要拍到人脸。",
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        error_messages={"empty": "这张照片是空的，请重新拍一张。"},
    )
    kept_photo = forms.CharField(required=False, widget=forms.HiddenInput)
    drop_photo = forms.BooleanField(label="不要这张照片", required=False)

    @cached_property
    def photo_before(self) -> StoredFile | None:
        """The photo that an earlier sending of this form left."""
        try:
            kept = signing.loads(self.data.get("kept_photo", ""), salt=PHOTO_SALT)
        except signing.BadSignature:
            return None
        return StoredFile.objects.filter(pk=kept).first()

    def keep(self, photo: StoredFile) -> None:
        """Send `photo` along with the form when it is shown again."""
        self.data = self.data.copy()
        self.data["kept_photo"] = signing.dumps(str(photo.pk), salt=PHOTO_SALT)
        self.photo_before = photo


class CheckForm(PhotoForm):
    """What somebody found of a facility; the buttons say the state."""

    note = note("说明", hint="待修、待补充的要写明哪里坏了、缺什么。")
    state = forms.ChoiceField(label="状态", choices=FacilityState, error_messages={"required": "请按一个状态按钮。"})

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        state = told.get("state")
        if state and state != FacilityState.FINE and "note" in told and not told["note"].strip():
            self.add_error("note", NOTE_MISSING)
        return told


class LookAgainForm(PhotoForm):
    """How a repair went on, or ended."""

    state = forms.ChoiceField(
        label="现在怎么样？",
        choices=[(FacilityState.FINE, "修好、补齐了，可以用"), *NOT_FINE],
        widget=forms.RadioSelect,
    )
    result = note("结果", hint="怎么修好的；还没修好的，写明进展，例如“配件后天到”。", required=True)
    field_order = ("state", "result", "photo")


class LendForm(KeyedForm):
    """Who takes what: by the number of the queue, a mobile phone, or both."""

    item = forms.ModelChoiceField(
        None,
        label="物品",
        empty_label="请选择",
        error_messages={"required": "请选择物品。", "invalid_choice": "这件物品刚刚借出或者停用了，请另选一件。"},
    )
    ticket_label = forms.CharField(
        label="排队号",
        max_length=20,
        required=False,
        help_text="号票上的，例如 A007。没有取号的填手机号码。",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label="手机号码",
        max_length=30,
        required=False,
        help_text="下班前用短信提醒归还，还了就删除。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    field_order = ("item", "ticket_label", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is out stays a choice: sent twice, the form still answers its own loan.
        self.fields["item"].queryset = Item.objects.all()
        self.fields["item"].widget.choices = self._free()

    def _free(self) -> list[Any]:
        free: dict[str, list[Any]] = {}
        for item in queries.free_items():
            free.setdefault(item.get_kind_display(), []).append((item.pk, f"{item} {item.hint}"))
        return [("", "请选择"), *free.items()]

    def clean_ticket_label(self) -> str:
        typed = "".join(unicodedata.normalize("NFKC", self.cleaned_data["ticket_label"]).split()).upper()
        if len(typed) > LONGEST_TICKET or (not typed.isalnum() and typed):
            raise ValidationError("排队号照号票写，一个字母加数字，例如 A007。")
        return typed

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return identity.clean_mobile(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors and not (told["ticket_label"] or told["phone"]):
            self.add_error("ticket_label", "请填写排队号或者手机号码，至少一项。")
        return told


class ItemForm(PlainForm):
    """A new thing to lend."""

    kind = forms.ChoiceField(label="物品", choices=ItemKind)
    label = forms.CharField(label="编号", max_length=10, help_text="贴在物品上的，例如 L05。")
    hint = forms.CharField(label="说明", max_length=60, required=False)

    def clean_label(self) -> str:
        return "".join(unicodedata.normalize("NFKC", self.cleaned_data["label"]).split()).upper()
