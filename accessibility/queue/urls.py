"""The addresses of the line."""

from django.urls import include, path

urlpatterns = [
    path("", include("accessibility.queue.counter_urls")),
]
