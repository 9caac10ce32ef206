"""The hotline's addresses; each room keeps its own."""

from django.urls import URLPattern, URLResolver

app_name = "hotline"
urlpatterns: list[URLPattern | URLResolver] = []
