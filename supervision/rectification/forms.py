"""What is typed about a rectification: the order itself, the report with its proof, the recheck."""

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.utils.functional import cached_property

from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm
from supervision.rectification.enums import Source

LONGEST_WORDS = 2000
MOST_FILES = 10
PROOF_SALT = "rectification.proof"
LAST_DAY = date(2099, 12, 31)


class OwnerField(forms.ModelChoiceField):
    """A member of the court's staff, named with the department."""

    def label_from_instance(self, user: User) -> str:
        return f"{user}（{user.department}，{user.get_role_display()}）"


def possible_owners() -> QuerySet[User]:
    """Who can be told to put something right: active staff of a department, but for the administrator."""
    workers = STAFF_ROLES - {Role.ADMINISTRATOR}
    people = User.objects.filter(role__in=workers, is_active=True, department__isnull=False)
    return people.select_related("department").order_by("department__name", "name", "pk")


def requirement_field(**options: Any) -> forms.CharField:
    return words_field("整改要求", "写明改成什么样、用什么证明。", **options)


def until_field(label: str = "整改期限", **options: Any) -> DayField:
    return DayField(label=label, help_text="当天 24:00 前报告，休息日不顺延。", **options)


def words_field(label: str, hint: str = "", **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST_WORDS, widget=widget, **options)


DIRECT = (Source.INSPECTION, Source.ALARM, Source.OTHER)
"""Orders that come of a complaint or a breach are given on its own page, which knows from whom they are kept."""


class OrderForm(PlainForm):
    """A supervisor orders directly."""

    source = forms.ChoiceField(label="来源", choices=[(source.value, source.label) for source in DIRECT])
    reference = forms.CharField(
        label="来源编号", required=False, max_length=60, help_text="例如检查编号、预警编号；没有就不填。"
    )
    topic = forms.CharField(
        label="问题类别", required=False, max_length=60, help_text="同一部门同一类别再次发生，会标明是重复问题。"
    )
    title = forms.CharField(label="问题", max_length=100, help_text="一句话写明哪里不对。")
    requirement = requirement_field()
    owner = OwnerField(User.objects.none(), label="整改责任人", empty_label="请选择")
    until = until_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners()


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploads, as a list; none is an empty list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if len(data or []) > MOST_FILES:
            raise forms.ValidationError(f"一次最多上传 {MOST_FILES} 个文件，请减少一些。")
        return [super(FilesField, self).clean(each, initial) for each in data or []]


class ProofForm(PlainForm):
    """Words with files. Files that came with a form to correct are kept, and come back by their signed names."""

    files = FilesField(
        label="证明材料",
        required=False,
        help_text=f"照片、PDF 或者 Word，最多 {MOST_FILES} 个。照片尽量不要拍到群众的脸。",
        error_messages={"empty": "这个文件是空的，请换一个。"},
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    drop = forms.BooleanField(label="不要上面这些文件", required=False)

    @cached_property
    def kept_files(self) -> list[StoredFile]:
        """The files that an earlier sending of this form left."""
        try:
            kept = signing.loads(self.data.get("kept", ""), salt=PROOF_SALT)
        except signing.BadSignature:
            return []
        return list(StoredFile.objects.filter(pk__in=kept))

    def keep(self, files: list[StoredFile]) -> None:
        """Send `files` along with the form when it is shown again."""
        self.data = self.data.copy()
        self.data["kept"] = signing.dumps([str(file.pk) for file in files], salt=PROOF_SALT)
        self.kept_files = files


class ReportForm(ProofForm):
    words = words_field("整改情况", "写明做了什么、现在怎样、怎样避免再次发生。")
    field_order = ("words", "files")


class RecheckForm(ProofForm):
    """Whether it was put right; if not, until when it is to be."""

    PASSED, FAILED = "passed", "failed"
    outcome = forms.ChoiceField(
        label="复查结果",
        choices=[(PASSED, "已经整改，销号"), (FAILED, "没有整改到位，重新整改")],
        widget=forms.RadioSelect,
    )
    words = words_field("复查情况", "写明看了什么、结果怎样。")
    until = until_field("新的整改期限", required=False)
    field_order = ("outcome", "words", "until", "files")

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("outcome") == self.FAILED and not told.get("until") and "until" not in self.errors:
            self.add_error("until", "请填写新的整改期限，例如 2026-11-30。")
        return told
