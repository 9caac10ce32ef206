"""Where callers are checked."""

from django.urls import path

from filings.callers import views

urlpatterns = [
    path("callers/", views.check, name="caller-check"),
    path("callers/<int:check_id>/", views.case, name="caller-case"),
]
