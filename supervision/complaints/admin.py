"""Who keeps the identities of complainants: the administrator names them, and reads no complaint."""

from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from supervision.complaints.models import Custodian


@admin.register(Custodian)
class CustodianAdmin(SimpleHistoryAdmin):
    list_display = ["user"]
    list_select_related = ["user"]

    def formfield_for_foreignkey(self, field: ForeignKey, request: HttpRequest, **kwargs: object) -> ModelChoiceField:
        """Supervisors, and chiefs (of whom the desk lets in the president's)."""
        people = User.objects.filter(role__in=[Role.SUPERVISOR, Role.CHIEF], is_active=True)
        kwargs["queryset"] = people.order_by("name", "pk")
        return super().formfield_for_foreignkey(field, request, **kwargs)

    def _may(self, request: HttpRequest, obj: Custodian | None = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    has_module_permission = has_view_permission = has_change_permission = has_add_permission = _may
    has_delete_permission = _may
