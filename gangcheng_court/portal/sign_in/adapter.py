"""What allauth asks of us: the phone is the login name, codes go through the outbox, secrets are sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import seal, unseal
from gangcheng_court.core.notices import outbox
from gangcheng_court.portal.sign_in import services
from gangcheng_court.portal.sign_in.fields import MobileField

TRY_LATER = "试错次数太多。请 5 分钟后再试，或者重新获取短信验证码登录。"


class PhoneAccountAdapter(DefaultAccountAdapter):
    """An account exists for others once its phone is verified; until then it is nobody's."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "phone_password_mismatch": "手机号码或密码不正确。请检查后重试，或者改用短信验证码登录。",
        "phone_taken": "这个手机号码已被另一个账号使用。请换一个号码，或者用它登录。",
        "too_many_login_attempts": TRY_LATER,
        "rate_limited": "操作太频繁。请等 1 分钟再试。",
        "incorrect_code": "验证码不正确。请检查短信中的 6 位数字。",
        "incorrect_password": "密码不正确。请重新填写。",
        "enter_current_password": "现在的密码不正确。请重新填写；忘记了可以用短信验证码找回。",
        "same_as_current": "新号码与现在的号码相同。请填写另一个号码。",
    }

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        return MobileField(required=kwargs.get("required", True))

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone, phone_verified=True).first()

    def get_phone(self, user: User) -> tuple[str, bool]:
        return user.phone, user.phone_verified

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Registration has already written the phone; a change waits for its code."""

    def set_phone_verified(self, user: User, phone: str) -> None:
        changed = services.confirm_phone(user.pk, phone=phone, at=timezone.now())
        user.phone, user.phone_verified = changed.phone, changed.phone_verified

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        outbox.queue_code(phone, code, at=timezone.now())

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Tell the holder by SMS, so that the page need not tell a stranger."""
        at = timezone.now()
        outbox.queue(
            "accounts/already_registered",
            to=self.get_user_by_phone(phone),
            about="",
            once=f"already-registered:{phone}:{at:%Y%m%d%H%M}",
            at=at,
            context={},
        )

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        return services.register(**form.registration(), at=timezone.now())

    def set_password(self, user: User, password: str) -> None:
        services.set_password(user, password, at=timezone.now())

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count for each phone; allauth looks only for e-mail and user name: everybody would be one."""
        return f"phone:{credentials['phone']}"


class SealedMFAAdapter(DefaultMFAAdapter):
    """Authenticator secrets at rest are sealed like identity numbers."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "动态验证码不正确。请填写验证器此刻显示的 6 位数字。",
        "cannot_delete_authenticator": "工作人员必须使用动态验证码，不能停用。",
    }
    CONTEXT = "mfa_authenticator.data"

    def encrypt(self, text: str) -> str:
        return seal(text, self.CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, self.CONTEXT)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (settings.STAFF_SECOND_FACTOR_REQUIRED and authenticator.user.is_court_staff)

    def get_totp_label(self, user: User) -> str:
        return user.phone
