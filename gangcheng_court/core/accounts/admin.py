"""People and departments in the administration site: the only place where a role is given. Numbers stay masked."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.masking import mask_number, mask_phone
from gangcheng_court.core.accounts.models import Department, User

admin.site.unregister(Group)


class UserForm(ModelForm):
    phone = forms.CharField(label="手机号码", max_length=30, required=False)

    def clean_phone(self) -> str | None:
        """Only who was registered at the window without a phone may stay without one."""
        phone = self.cleaned_data["phone"]
        without = self.instance.pk and self.instance.phone is None
        return None if without and not phone else identity.clean_mobile(phone)


@admin.register(User)
class UserAdmin(SimpleHistoryAdmin):
    """A new member of staff gets no password: they sign in with a code and choose one.

    API tokens end with the role, or the phone, under which they were made: staff make theirs with a second factor.
    """

    form = UserForm
    list_display = ["name", "masked_phone", "role", "department", "is_active"]
    list_filter = ["role", "department", "is_active"]
    list_select_related = ["department"]
    search_fields = ["name", "phone"]
    ordering = ["-id"]
    fields = [
        "name",
        "phone",
        "contact",
        "role",
        "department",
        "law_firm",
        "is_active",
        "masked_identity",
        "open_number",
    ]
    readonly_fields = ["masked_identity", "open_number"]
    history_list_display = ["role", "is_active", "history_change_reason"]

    @admin.display(description="手机号码")
    def masked_phone(self, user: User) -> str:
        return mask_phone(user.phone or "无")

    @admin.display(description="证件号码")
    def masked_identity(self, user: User) -> str:
        return mask_number(user.id_number or user.license_number) or "无"

    @admin.display(description="完整号码")
    def open_number(self, user: User) -> str:
        if not (user.id_number or user.license_number):
            return "无"
        return format_html('<a href="{}">写明理由后查看</a>', reverse("people:number", args=[user.pk]))

    def save_model(self, request: HttpRequest, user: User, form: ModelForm, change: bool) -> None:
        if not change:
            user.set_unusable_password()
        if user.phone and (not change or form.initial["phone"] is None):
            user.phone_verified = True
        user._change_reason = "系统管理：" + ("、".join(form.changed_data) if change else "新建账号")
        super().save_model(request, user, form, change)
        if change and {"phone", "role", "is_active"} & set(form.changed_data):
            user.auth_token_set.all().delete()

    def has_delete_permission(self, request: HttpRequest, user: User | None = None) -> bool:
        return False


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    list_display = ["name", "code"]
    ordering = ["name"]
