"""Wiring: which room answers under which address."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("gangcheng_court.portal.urls")),
    path("", include("filings.urls")),
    path("supervision/", include("supervision.urls")),
]
