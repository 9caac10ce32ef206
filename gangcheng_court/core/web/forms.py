"""What every form of ours shares: messages that name the field and the fix."""

from typing import Any

from django import forms


class PlainForm(forms.Form):
    """A form that says in the court's words what is wrong; messages of its own stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            say_what_to_do(field)


def say_what_to_do(field: forms.Field) -> None:
    """Give a field Chinese messages that name the field and the fix; those of its own (plain strings) stay."""
    label, verb = field.label, "选择" if isinstance(field, forms.ChoiceField) else "填写"
    own = {key: words for key, words in field.error_messages.items() if isinstance(words, str)}
    field.error_messages |= {
        "required": f"请{verb}{label}。",
        "invalid_choice": f"请在列出的选项里选择{label}。",
        "max_length": f"{label}最多 %(limit_value)d 个字，现在有 %(show_value)d 个，请删短一些。",
        "null_characters_not_allowed": f"{label}里有看不见的特殊字符，请删掉后重新输入。",
    } | own
    if isinstance(field, forms.IntegerField):
        field.error_messages |= {
            "invalid": f"{label}只填数字，不带小数点和逗号，例如 30。",
            "min_value": f"{label}不能小于 %(limit_value)s。",
            "max_value": f"{label}不能大于 %(limit_value)s。",
        } | own
    if isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = own.get("invalid", f"{label}格式不对，例如 name@example.com。")
