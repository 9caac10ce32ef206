"""Files into a slot. What a file may be is decided by `core.documents`; here only that something was chosen."""

from typing import Any

from django import forms

MOST_AT_ONCE = 20


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several uploads, as a list; `button` is what the form's button says."""

    widget = FilesInput

    def __init__(self, *, button: str = "上传", **options: Any) -> None:
        super().__init__(**options)
        self.button = button

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not data:
            raise forms.ValidationError(f"请先选择文件，再点“{self.button}”。")
        if len(data) > MOST_AT_ONCE:
            raise forms.ValidationError(f"一次最多上传 {MOST_AT_ONCE} 个文件，请分几次上传。")
        return list(data)


class UploadForm(forms.Form):
    files = FilesField(label="选择文件")
