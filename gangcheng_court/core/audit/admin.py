from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.audit.reads import APART


@admin.register(ReadLog)
class ReadLogAdmin(admin.ModelAdmin):
    """Who read what: to look up, never to change."""

    list_display = ["read_at", "reader", "what", "reference", "reason", "address"]
    list_select_related = ["reader"]
    search_fields = ["reference", "reader__name"]
    ordering = ["-id"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReadLog]:
        apart = [Q(what__startswith=kind) for kind in APART]
        return super().get_queryset(request).exclude(Q(*apart, _connector=Q.OR))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, entry: ReadLog | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, entry: ReadLog | None = None) -> bool:
        return False
