"""The routing rules: the administrator keeps them; the dry run says what they do."""

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.permissions import has_role
from hotline.tickets.models import RoutingRule


@admin.register(RoutingRule)
class RoutingRuleAdmin(SimpleHistoryAdmin):
    list_display = ["position", "name", "type", "subject", "department", "handler", "active"]
    list_select_related = ["department", "handler"]
    ordering = ["position"]

    def _may(self, request: HttpRequest, obj: RoutingRule | None = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    has_module_permission = has_view_permission = has_change_permission = has_add_permission = _may

    def has_delete_permission(self, request: HttpRequest, obj: RoutingRule | None = None) -> bool:
        return False
