"""Sign-in forms in the court's words; allauth checks, we only ask and explain."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from gangcheng_court.core.accounts import identity, queries
from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.web.forms import say_what_to_do

STRONG_ENOUGH = "至少 8 位，不能全是数字，也不要用手机号码或姓名。"
NUMBER_TAKEN = (
    "该证件号码已经注册。如果是您本人，请直接登录，忘记密码可用短信验证码找回；"
    "如果不是您本人注册的，请拨打 12368，由工作人员核实。"
)
LICENSE_TAKEN = NUMBER_TAKEN.replace("证件号码", "律师执业证号")


class PlainWords:
    """Gives allauth's fields our labels and hints, and no placeholder that vanishes when one types."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = self.hints.get(name, "")
            if name in self.labels:
                field.label = self.labels[name]
                say_what_to_do(field)
        if "password2" in self.fields:
            self.fields["password2"].error_messages["required"] = "请再输入一次密码。"


class CodeForm(PlainWords):
    labels = {"code": "短信验证码"}
    hints = {"code": "6 位数字，5 分钟内有效。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": 20}


class SignInForm(PlainWords, account.LoginForm):
    labels = {"login": "手机号码", "password": "密码"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestCodeForm(PlainWords, account.RequestLoginCodeForm):
    labels = {"phone": "手机号码"}

    def clean_phone(self) -> str:
        try:
            return super().clean_phone()
        except forms.ValidationError as refusal:
            if refusal.code == "too_many_login_attempts":
                raise forms.ValidationError(
                    "刚刚已经发送过验证码。请等 1 分钟再试，每小时最多发送 10 次，每天最多 20 次。"
                ) from None
            raise


class ConfirmCodeForm(CodeForm, account.ConfirmLoginCodeForm):
    pass


class VerifyPhoneForm(CodeForm, account.VerifyPhoneForm):
    pass


class RegistrationForm(PlainWords, account.SignupForm):
    """What every registration asks; `registration()` is what the service wants."""

    name = forms.CharField(max_length=50)
    labels = {"phone": "手机号码", "name": "真实姓名", "password1": "密码", "password2": "再次输入密码"}
    hints = {"phone": "用来登录和接收通知，例如 138\u00a01234\u00a05678。", "password1": STRONG_ENOUGH}
    role = Role.CITIZEN
    asked: tuple[str, ...] = ()

    def clean_name(self) -> str:
        name = "".join(self.cleaned_data["name"].split())
        if not name or not name.replace("·", "").isalpha():
            raise forms.ValidationError("姓名请与证件一致，只填写文字和间隔号“·”。")
        return name

    def registration(self) -> dict[str, Any]:
        data = self.cleaned_data
        told = {name: data[name] for name in ("phone", "name", *self.asked)}
        return told | {"password": data["password1"], "role": self.role}


class CitizenRegistrationForm(RegistrationForm):
    id_kind = forms.ChoiceField(choices=IdentityKind, initial=IdentityKind.RESIDENT)
    id_number = forms.CharField(max_length=60)
    labels = RegistrationForm.labels | {"id_kind": "证件类型", "id_number": "证件号码"}
    hints = RegistrationForm.hints | {"id_number": "加密保存，别人只能看到前 6 位和后 4 位。"}
    asked = ("id_kind", "id_number")
    field_order = ["phone", "name", "id_kind", "id_number", "password1", "password2"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("id_kind") and data.get("id_number"):
            try:
                data["id_number"] = identity.clean_document_number(data["id_kind"], data["id_number"])
                if queries.holders_of(data["id_kind"], data["id_number"]).exists():
                    raise forms.ValidationError(NUMBER_TAKEN)
            except forms.ValidationError as wrong:
                self.add_error("id_number", wrong)
        return data


class LawyerRegistrationForm(RegistrationForm):
    license_number = forms.CharField(max_length=40)
    law_firm = forms.CharField(max_length=100)
    labels = RegistrationForm.labels | {"license_number": "律师执业证号", "law_firm": "执业机构"}
    hints = RegistrationForm.hints | {"license_number": "17 位数字，见执业证首页。", "law_firm": "律师事务所全称。"}
    role = Role.LAWYER
    asked = ("license_number", "law_firm")
    field_order = ["phone", "name", "license_number", "law_firm", "password1", "password2"]

    def clean_license_number(self) -> str:
        number = identity.clean_license_number(self.cleaned_data["license_number"])
        if queries.holders_of_license(number).exists():
            raise forms.ValidationError(LICENSE_TAKEN)
        return number


class ChangePhoneForm(PlainWords, account.ChangePhoneForm):
    labels = {"phone": "新手机号码"}


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    labels = {"oldpassword": "现在的密码", "password1": "新密码", "password2": "再次输入新密码"}
    hints = {"password1": STRONG_ENOUGH}


class RenewPasswordForm(PlainWords, account.SetPasswordForm):
    labels = {"password1": "新密码", "password2": "再次输入新密码"}
    hints = {"password1": STRONG_ENOUGH}


class ReauthenticateForm(PlainWords, account.ReauthenticateForm):
    labels = {"password": "密码"}


class AuthenticatorCode(CodeForm):
    labels = {"code": "动态验证码"}
    hints = {"code": "验证器此刻显示的 6 位数字，或者一个备用码。"}


class SecondFactorForm(AuthenticatorCode, mfa.AuthenticateForm):
    pass


class SecondFactorAgainForm(AuthenticatorCode, mfa.ReauthenticateForm):
    pass


class SetUpAuthenticatorForm(AuthenticatorCode, ActivateTOTPForm):
    hints = {"code": "扫描二维码后，验证器显示的 6 位数字。"}
