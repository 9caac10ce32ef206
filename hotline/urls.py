"""The hotline's addresses; each room keeps its own."""

from django.urls import include, path

app_name = "hotline"
urlpatterns = [
    path("", include("hotline.knowledge.urls")),
    path("", include("hotline.tickets.urls")),
    path("", include("hotline.calls.urls")),
]
