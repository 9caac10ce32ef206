"""The administration site as a whole: its name, and what of the libraries' tables belongs in it."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.http import HttpRequest
from knox.models import get_token_model

from gangcheng_court.core.accounts.models import User

KINDS = {Authenticator.Type.TOTP: "手机验证器", Authenticator.Type.RECOVERY_CODES: "备用码"}

admin.site.site_header = admin.site.site_title = "诉讼服务系统管理"
admin.site.index_title = "系统管理"

for model in (EmailAddress, UserSession, get_token_model(), Authenticator):
    admin.site.unregister(model)


# The library gives its table no name of its own; what is not in the model's Meta makes no migration.
Authenticator._meta.verbose_name = Authenticator._meta.verbose_name_plural = "动态验证码"


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """Who lost the phone is freed here: remove the authenticator, and the next sign-in sets up a new one."""

    list_display = ["holder", "kind", "set_up_at", "used_at"]
    list_select_related = ["user"]
    search_fields = ["user__name", "user__phone"]
    fields = readonly_fields = list_display

    @admin.display(description="用户", ordering="user__name")
    def holder(self, authenticator: Authenticator) -> User:
        return authenticator.user

    @admin.display(description="种类", ordering="type")
    def kind(self, authenticator: Authenticator) -> str:
        return KINDS[authenticator.type]

    @admin.display(description="启用时间", ordering="created_at")
    def set_up_at(self, authenticator: Authenticator) -> datetime:
        return authenticator.created_at

    @admin.display(description="最近使用", ordering="last_used_at")
    def used_at(self, authenticator: Authenticator) -> datetime | None:
        return authenticator.last_used_at

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, authenticator: Authenticator | None = None) -> bool:
        return False
