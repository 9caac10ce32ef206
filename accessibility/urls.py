"""The hall's addresses; each room keeps its own."""

from django.urls import include, path

app_name = "accessibility"
urlpatterns = [
    path("", include("accessibility.queue.urls")),
    path("", include("accessibility.assistance.urls")),
    path("", include("accessibility.amenities.urls")),
]
