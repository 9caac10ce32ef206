"""The list of facilities: where each stands is the court's to say, and the administrator writes it."""

from django.contrib import admin
from django.http import HttpRequest

from accessibility.amenities.models import Facility
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.permissions import has_role


@admin.register(Facility)
class FacilityAdmin(admin.ModelAdmin):
    list_display = ["position", "name", "place", "state"]
    fields = ["code", "name", "place", "hint", "position"]
    ordering = ["position"]

    def _may(self, request: HttpRequest, obj: Facility | None = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    has_module_permission = has_view_permission = has_change_permission = has_add_permission = _may

    def has_delete_permission(self, request: HttpRequest, obj: Facility | None = None) -> bool:
        return False
