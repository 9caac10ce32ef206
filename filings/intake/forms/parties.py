"""Parties and their agents (民事诉讼法 124, 61–62; 民诉解释 88–89)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from filings.intake.enums import AgentKind, Authority, PartyKind, SpecialPower
from filings.intake.forms.fields import DraftForm, LineField, NumberField, not_after_today, not_before_1900
from filings.intake.models import Filing, Party
from filings.intake.rules import required_fields
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.enums import IdentityKind, Sex
from gangcheng_court.core.web.fields import DayField

GB_3304 = """
汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族
傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族
毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族
独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族
"""
ETHNICITIES = [*GB_3304.split(), "未识别民族", "外国籍"]

NO_SUCH_DAY = "没有这一天。请按“年-月-日”填写真实的日期，例如 1985-02-28。"
OPTIONAL_NUMBER = "不要求提供。不知道就不填，不影响立案。"


class NewPartyForm(DraftForm):
    """Which kind of party to add; the rest is asked on the next page."""

    side = forms.ChoiceField(label="诉讼地位", widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="是个人还是单位", choices=PartyKind, widget=forms.RadioSelect)

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [(side.value, seat.title) for side, seat in filing.kind_data.seats.items()]


class PartyForm(DraftForm):
    """One party; what is required depends on side and kind (`rules.required_fields`), the rest helps the court."""

    def __init__(self, *args: Any, row: Party, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.is_own = row.side == row.filing.kind_data.own_side
        if self.is_own:
            optional = set(self.fields) - set(required_fields(row.filing, row.kind))
        else:
            optional = set(self.fields) - {"name"}
        for name in optional:
            self.fields[name].required = False


class PersonForm(PartyForm):
    name = LineField(label="姓名", max_length=50, help_text="与身份证上一致。少数民族和外国人姓名中的间隔点用“·”。")
    sex = forms.ChoiceField(label="性别", choices=Sex, widget=forms.RadioSelect)
    birth_on = DayField(
        label="出生日期",
        widget=forms.TextInput,
        validators=[not_after_today, not_before_1900],
        error_messages={"invalid": NO_SUCH_DAY},
        help_text="例如 1985-02-28。",
    )
    ethnicity = forms.ChoiceField(label="民族", choices=[("", "请选择"), *((name, name) for name in ETHNICITIES)])
    occupation = LineField(label="职业", max_length=50, help_text="例如 工人、农民、个体经营、退休、无业。")
    employer = LineField(label="工作单位", max_length=100, help_text="没有就不填。")
    domicile = LineField(label="住所", max_length=200, help_text="户籍地址；与经常居住地不同的，填经常居住地。")
    phone = NumberField(
        label="联系方式", cleaner=identity.clean_phone, max_length=40, help_text="手机号码，或带区号的座机号码。"
    )
    id_kind = forms.ChoiceField(label="证件类型", choices=[("", "不填"), *IdentityKind.choices])
    id_number = LineField(label="证件号码", max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_own:
            self.fields["id_number"].help_text = OPTIONAL_NUMBER

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        number = answers.get("id_number")
        if not number:
            return answers
        answers["id_kind"] = answers.get("id_kind") or IdentityKind.RESIDENT
        try:
            answers["id_number"] = identity.clean_document_number(answers["id_kind"], number)
        except ValidationError as problem:
            self.add_error("id_number", problem)
            return answers
        if answers["id_kind"] == IdentityKind.RESIDENT:
            self._agree(
                "birth_on", identity.birth_date(answers["id_number"]), "出生日期与身份证号码不一致，请对照证件检查。"
            )
            self._agree("sex", identity.sex(answers["id_number"]), "性别与身份证号码不一致，请对照证件检查。")
        return answers

    def _agree(self, name: str, value: Any, message: str) -> None:
        """An empty answer is filled from the resident number; one that contradicts it is an error."""
        if name in self.cleaned_data and self.cleaned_data[name] not in (value, None, ""):
            self.add_error(name, message)
        elif name in self.cleaned_data or not self.data.get(self.add_prefix(name)):
            self.errors.pop(name, None)
            self.cleaned_data[name] = value


class OrganisationForm(PartyForm):
    name = LineField(label="名称", max_length=100, help_text="与营业执照上的全称一致。")
    credit_code = NumberField(label="统一社会信用代码", cleaner=identity.clean_credit_code, max_length=60)
    domicile = LineField(label="住所", max_length=200, help_text="主要办事机构所在地或登记的住所。")
    legal_representative = LineField(label="法定代表人或主要负责人", max_length=50)
    representative_title = LineField(label="法定代表人职务", max_length=50, help_text="例如 总经理、主任。")
    phone = NumberField(
        label="联系方式", cleaner=identity.clean_phone, max_length=40, help_text="手机号码，或带区号的座机号码。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_own:
            self.fields["credit_code"].help_text = OPTIONAL_NUMBER


def party_form(party: Party) -> type[PartyForm]:
    """The form for this kind of party."""
    return PersonForm if party.kind == PartyKind.NATURAL else OrganisationForm


class NewAgentForm(DraftForm):
    """Which kind of agent to add; the rest is asked on the next page."""

    kind = forms.ChoiceField(label="代理人类型", choices=AgentKind, widget=forms.RadioSelect)


class AgentForm(DraftForm):
    """Someone who acts for a party; powers beyond general authority must be listed one by one (民诉解释 89)."""

    kind = forms.ChoiceField(label="代理人类型", choices=AgentKind, widget=forms.RadioSelect)
    name = LineField(label="姓名", max_length=50)
    organisation = LineField(
        label="所在单位", max_length=100, required=False, help_text="律师填律师事务所，其他代理人有工作单位的填写。"
    )
    phone = NumberField(label="联系电话", cleaner=identity.clean_phone, max_length=40, required=False)
    license_number = LineField(
        label="执业证号", max_length=60, required=False, help_text="律师和基层法律服务工作者填写。"
    )
    id_number = NumberField(
        label="身份证号码",
        cleaner=identity.clean_resident_number,
        max_length=60,
        required=False,
        help_text="律师不用填。",
    )
    authority = forms.ChoiceField(
        label="代理权限",
        choices=Authority,
        widget=forms.RadioSelect,
        help_text="只写“全权代理”而不列明事项的，只算一般授权。",
    )
    special_powers = forms.MultipleChoiceField(
        label="特别授权事项",
        choices=SpecialPower,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="选“特别授权”时，请勾选授权委托书上写明的事项。",
    )
    authority_ends_on = DayField(
        label="授权截止日期",
        widget=forms.TextInput,
        validators=[not_before_1900],
        error_messages={"invalid": NO_SUCH_DAY},
        required=False,
        help_text="授权书写明期限的才填，例如 2027-12-31。",
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("license_number") and answers.get("kind") == AgentKind.LAWYER:
            try:
                answers["license_number"] = identity.clean_license_number(answers["license_number"])
            except ValidationError as problem:
                self.add_error("license_number", problem)
        if answers.get("authority") == Authority.GENERAL:
            answers["special_powers"] = []
        elif answers.get("authority") == Authority.SPECIAL and not answers.get("special_powers") and not self.lenient:
            self.add_error("special_powers", "请勾选授权委托书上写明的特别授权事项；没有列明的，请选“一般授权”。")
        return answers
