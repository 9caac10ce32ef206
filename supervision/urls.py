"""The supervision desk's addresses; each room keeps its own."""

from django.urls import include, path

app_name = "supervision"
urlpatterns = [path("", include("supervision.breaches.urls"))]
