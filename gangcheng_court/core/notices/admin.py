"""Look-up of deliveries; sending again is on the staff page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from gangcheng_court.core.notices.models import Delivery


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin):
    list_display = ("notice", "channel", "state", "attempts", "next_attempt_at", "sent_at", "last_error")
    list_filter = ("state", "channel")
    list_select_related = ("notice",)
    search_fields = ("notice__about",)
    exclude = ("address", "text")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        """What is confidential stands on the page of its matter alone: it may be about whoever keeps the system."""
        return super().get_queryset(request).filter(notice__confidential=False)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
