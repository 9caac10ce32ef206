from django import forms

from gangcheng_court.core.accounts.enums import AccessNeed
from gangcheng_court.core.web.forms import PlainForm


class CareForm(PlainForm):
    wants_priority = forms.BooleanField(label="我愿意使用优先服务", required=False)
    access_needs = forms.MultipleChoiceField(
        label="我需要的照顾",
        choices=AccessNeed,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="只用来安排更合适的服务，可以不选，随时可以取消。",
    )
    email = forms.EmailField(
        label="电子邮箱", max_length=254, required=False, help_text="填写后，通知也会发到这个邮箱。"
    )


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label="查看理由",
        max_length=200,
        help_text="例如“核对当事人身份”。您的姓名、时间和理由会被永久记录。",
        error_messages={"required": "请填写查看理由。"},
    )
