"""Look-up of the causes of action; they are loaded from the data files, never edited by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from filings.intake.models import Cause
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
