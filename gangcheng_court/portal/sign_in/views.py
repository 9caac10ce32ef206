"""allauth's sign-in views with our forms, 422 for a bad form, and a password reset that needs only the phone."""

import time
from typing import Any

from allauth.account import views as account
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.password_change import finalize_password_set
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import RateLimited
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from gangcheng_court.core.web.access import signed_in
from gangcheng_court.portal.sign_in import forms

RENEW_WITHIN_SECONDS = 600
TOO_OFTEN = "刚刚已经向这个号码发送过验证码。请等 1 分钟再试。"


class Answers422:
    """A form with errors is shown again with status 422."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response


class StartsOver:
    """Opening the page while a code is pending starts over, instead of leading back to a code that never came."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        clear_login(request)


class SignIn(StartsOver, Answers422, account.LoginView):
    form_class = forms.SignInForm


class RequestCode(StartsOver, Answers422, account.RequestLoginCodeView):
    """Sends a code to sign in with; asked again, a new one (a minute later at the earliest)."""

    form_class = forms.RequestCodeForm


class ForgottenPassword(RequestCode):
    """Resets a password by signing in with a code and choosing a new password at once."""

    template_name = "account/password_reset.html"

    def get_success_url(self) -> str:
        if self.request.user.is_authenticated:
            return reverse("account_change_password")
        return f"{reverse('account_confirm_login_code')}?{urlencode({'next': reverse('account_set_password')})}"


class ConfirmCode(Answers422, account.ConfirmLoginCodeView):
    form_class = forms.ConfirmCodeForm


class Register(StartsOver, Answers422, account.SignupView):
    form_class = forms.CitizenRegistrationForm
    extra_context = {"for_lawyers": False}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except RateLimited:
            form.add_error("phone", TOO_OFTEN)
            return self.form_invalid(form)


class RegisterLawyer(Register):
    form_class = forms.LawyerRegistrationForm
    extra_context = {"for_lawyers": True}


class VerifyNewPhone(Answers422, account._VerifyPhoneSignupView):
    form_class = forms.VerifyPhoneForm


class VerifyChangedPhone(Answers422, account._VerifyPhoneChangeView):
    form_class = forms.VerifyPhoneForm

    def respond_process_succeeded(self, form: Any) -> HttpResponse:
        return redirect("people:profile")


def verify_phone(request: HttpRequest) -> HttpResponse:
    """The code page of a registration, or of a changed number."""
    view = VerifyChangedPhone if request.user.is_authenticated else VerifyNewPhone
    return view.as_view()(request)


class ChangePhone(Answers422, account.ChangePhoneView):
    form_class = forms.ChangePhoneForm

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except RateLimited:
            form.add_error("phone", TOO_OFTEN)
            return self.form_invalid(form)


class ChangePassword(Answers422, account.PasswordChangeView):
    form_class = forms.ChangePasswordForm

    def get_default_success_url(self) -> str:
        return reverse("people:profile")


@method_decorator([never_cache, signed_in], name="dispatch")
class RenewPassword(Answers422, FormView):
    """A new password without the old one, for who signed in by SMS code in the last ten minutes."""

    form_class = forms.RenewPasswordForm
    template_name = "account/password_set.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        since = time.time() - RENEW_WITHIN_SECONDS
        records = get_authentication_records(request, request.user)
        if not any(record["method"] == "code" and record["at"] > since for record in records):
            return redirect("account_change_password")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        finalize_password_set(self.request, form.user)
        return redirect("people:profile")


class Reauthenticate(Answers422, account.ReauthenticateView):
    form_class = forms.ReauthenticateForm


class SecondFactor(mfa.AuthenticateView):
    form_class = forms.SecondFactorForm

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)


class SecondFactorAgain(Answers422, mfa.ReauthenticateView):
    form_class = forms.SecondFactorAgainForm


class SetUpAuthenticator(Answers422, totp.ActivateTOTPView):
    """Binds an authenticator app; showing its code counts as the second factor of this session."""

    form_class = forms.SetUpAuthenticatorForm

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", reauthenticated=True)
        return response


class RemoveAuthenticator(Answers422, totp.DeactivateTOTPView):
    pass


class NewRecoveryCodes(Answers422, recovery.GenerateRecoveryCodesView):
    pass


def administration_sign_in(request: HttpRequest) -> HttpResponse:
    """The administration site has no door of its own: one signs in as everywhere, second factor included."""
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
