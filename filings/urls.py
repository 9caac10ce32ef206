"""The filing desk's addresses; each room keeps its own."""

from django.urls import URLPattern, URLResolver

app_name = "filings"
urlpatterns: list[URLPattern | URLResolver] = []
