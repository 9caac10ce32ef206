"""Look-up of what is loaded from data files: causes, never edited by hand; courts, but for address and phone."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from filings.intake import services
from filings.intake.models import Cause, Court
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.permissions import has_role


@admin.register(Cause)
class CauseAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "group", "parent", "edition"]
    list_filter = ["edition", "group"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]

    def _may_look(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def _may_not(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_module_permission = has_view_permission = _may_look
    has_add_permission = has_change_permission = has_delete_permission = _may_not


@admin.register(Court)
class CourtAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "level", "address", "phone", "code_verified"]
    list_filter = ["level", "code_verified"]
    search_fields = ["name", "code"]
    readonly_fields = ["code", "name", "level", "parent", "divisions", "code_verified"]
    fields = [*readonly_fields, "address", "phone"]

    def _may_look(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def _may_not(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_module_permission = has_view_permission = has_change_permission = _may_look
    has_add_permission = has_delete_permission = _may_not

    def save_model(self, request: HttpRequest, obj: Court, form: forms.ModelForm, change: bool) -> None:
        services.correct_court(obj.pk, address=obj.address, phone=obj.phone, by=request.user, at=timezone.now())
