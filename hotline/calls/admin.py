"""Which operator sits at which telephone: kept by the administrator."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from hotline.calls.models import Extension


@admin.register(Extension)
class ExtensionAdmin(admin.ModelAdmin):
    list_display = ["number", "operator"]
    list_select_related = ["operator"]
    search_fields = ["number", "operator__name"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Only operators answer 12368."""
        if db_field.name == "operator":
            options["queryset"] = User.objects.filter(role=Role.OPERATOR, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **options)
