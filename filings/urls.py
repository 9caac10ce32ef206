"""The filing desk's addresses; each room keeps its own."""

from django.urls import include, path

app_name = "filings"
urlpatterns = [
    path("", include("filings.intake.urls")),
    path("", include("filings.pleadings.urls")),
    path("", include("filings.fees.urls")),
    path("", include("filings.review.urls")),
    path("", include("filings.mediation.urls")),
    path("", include("filings.reception.urls")),
    path("", include("filings.cross_region.urls")),
    path("", include("filings.callers.urls")),
    path("", include("filings.window.urls")),
]
