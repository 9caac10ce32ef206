"""The roster of mediators, kept by the administrator."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from filings.mediation.models import Mediator


@admin.register(Mediator)
class MediatorAdmin(SimpleHistoryAdmin):
    list_display = ["name", "organisation", "fields", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "organisation"]
