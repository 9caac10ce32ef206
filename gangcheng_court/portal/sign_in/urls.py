"""Sign-in addresses, under the names by which allauth knows them; what is not listed is not offered."""

from allauth.account.views import account_inactive, logout
from allauth.mfa.base.views import index
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import path

from gangcheng_court.portal.sign_in import views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("login/code/", views.RequestCode.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", views.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("logout/", logout, name="account_logout"),
    path("inactive/", account_inactive, name="account_inactive"),
    path("signup/", views.Register.as_view(), name="account_signup"),
    path("signup/lawyer/", views.RegisterLawyer.as_view(), name="account_signup_lawyer"),
    path("reauthenticate/", views.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("password/change/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/reset/", views.ForgottenPassword.as_view(), name="account_reset_password"),
    path("password/set/", views.RenewPassword.as_view(), name="account_set_password"),
    path("phone/verify/", views.verify_phone, name="account_verify_phone"),
    path("phone/change/", views.ChangePhone.as_view(), name="account_change_phone"),
    path("2fa/", index, name="mfa_index"),
    path("2fa/authenticate/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", views.SecondFactorAgain.as_view(), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", views.SetUpAuthenticator.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", views.RemoveAuthenticator.as_view(), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
