"""The administration site as a whole: its name, and what of the libraries' tables belongs in it."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.http import HttpRequest
from knox.models import get_token_model

admin.site.site_header = admin.site.site_title = "诉讼服务系统管理"
admin.site.index_title = "系统管理"

for model in (EmailAddress, UserSession, get_token_model(), Authenticator):
    admin.site.unregister(model)


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """Who lost the phone is freed here: remove the authenticator, and the next sign-in sets up a new one."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["user__name", "user__phone"]
    fields = readonly_fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, authenticator: Authenticator | None = None) -> bool:
        return False
