"""送达地址确认, the wish about mediation, and the consents (在线诉讼规则 4, 29; 民事诉讼法 90, 125)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from filings.intake.enums import ConsentStep, MediationWish
from filings.intake.forms.fields import DraftForm, LineField, NumberField, plain
from filings.intake.models import Filing
from gangcheng_court.core.accounts import identity

CONSENT_WORDS = {
    ConsentStep.ONLINE_PROCEDURE: "我同意在网上办理立案。在网上提交材料，在网上收取立案通知和补正通知。"
    "这项同意只用于立案，之后的调解、证据交换、开庭会另外征求我的意见；我可以随时改为到窗口办理。",
    ConsentStep.E_SERVICE: "我同意法院通过本平台的消息电子送达诉讼文书。"
    "填写了邮箱的，同时发到邮箱。诉讼文书包括判决书、裁定书、调解书。"
    "文书到达平台之日就是送达日；我可以要求提供纸质文书，也可以随时撤回这项同意。",
}
"""Stored with every answer, word for word."""


def clean_postcode(text: str) -> str:
    digits = plain(text)
    if not (digits.isdecimal() and len(digits) == 6):
        raise ValidationError("邮政编码是 6 位数字，例如 271100。不知道就不填。")
    return digits


def consent_field(step: ConsentStep, refusal: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=step.label,
        choices=[("yes", "同意"), ("no", "不同意")],
        widget=forms.RadioSelect,
        required=False,
        help_text=f"{CONSENT_WORDS[step]}{refusal}",
    )


class ServiceForm(DraftForm):
    """A paper that is not filed here asks for no consent: its case may be another court's."""

    service_recipient = LineField(label="收件人", max_length=50)
    service_address = LineField(
        label="送达地址", max_length=200, help_text="能收到信件的详细地址：省、市、区（县）、街道、门牌号。"
    )
    service_postcode = NumberField(label="邮政编码", cleaner=clean_postcode, max_length=20, required=False)
    service_phone = NumberField(label="联系电话", cleaner=identity.clean_phone, max_length=40)
    service_email = forms.EmailField(
        label="电子送达邮箱", max_length=254, required=False, help_text="同意电子送达并愿意用邮箱接收的填写。"
    )
    mediation_wish = forms.ChoiceField(
        label="您愿意先由法院组织调解吗",
        choices=MediationWish,
        widget=forms.RadioSelect,
        required=False,
        help_text="调解不收费、完全自愿。不愿意或者不回答，都不影响立案，也不会推迟审核。",
    )
    online_procedure = consent_field(ConsentStep.ONLINE_PROCEDURE, "不同意的，请带材料到诉讼服务中心立案窗口办理。")
    e_service = consent_field(ConsentStep.E_SERVICE, "不同意的，文书邮寄到上面的送达地址，不影响立案。")

    def __init__(self, *args: Any, row: Filing, given: dict[str, bool], **kwargs: Any) -> None:
        consents = {step: "yes" if answer else "no" for step, answer in given.items()}
        super().__init__(*args, row=row, initial=consents, **kwargs)
        if not row.kind_data.mediation:
            del self.fields["mediation_wish"]
        if not row.kind_data.is_filed:
            for name in (*ConsentStep.values, "service_email"):
                del self.fields[name]
            self.fields["mediation_wish"].help_text = "调解不收费、完全自愿。不愿意或者不回答，都不影响审理。"

    def answers(self) -> dict[str, Any]:
        """The filing's own fields for what came well formed."""
        return {name: value for name, value in self.kept().items() if name not in ConsentStep.values}

    def consents(self) -> dict[ConsentStep, bool]:
        """The steps that were answered with yes or no."""
        kept = self.kept()
        return {step: kept[step] == "yes" for step in ConsentStep if kept.get(step)}
