"""Wiring of `/api/`: which room answers under which address of version 1, and the schema."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.routers import SimpleRouter

from filings.cross_region.api import PackageLetterView, PackagesView, PackageView
from filings.fees.api import FeesView
from filings.intake.api import CausesView
from filings.reception.api import FilingViewSet
from gangcheng_court.core.accounts.api import TokensView, TokenView
from gangcheng_court.core.deadlines.api import DeadlineView
from hotline.calls.api import CallEventsView
from hotline.tickets.api import TicketViewSet
from supervision.breaches.api import PromisesView

router = SimpleRouter()
router.register("filings", FilingViewSet, basename="filing")
router.register("tickets", TicketViewSet, basename="ticket")

version_1 = [
    path("deadlines/", DeadlineView.as_view(), name="deadlines"),
    path("fees/", FeesView.as_view(), name="fees"),
    path("promises/", PromisesView.as_view(), name="promises"),
    path("causes/", CausesView.as_view(), name="causes"),
    path("cross-region/packages/", PackagesView.as_view(), name="packages"),
    path("cross-region/packages/<uuid:package_id>/", PackageView.as_view(), name="package"),
    path(
        "cross-region/packages/<uuid:package_id>/letters/<int:letter_id>/",
        PackageLetterView.as_view(),
        name="package-letter",
    ),
    path("calls/events/", CallEventsView.as_view(), name="call-events"),
    path("tokens/", TokensView.as_view(), name="tokens"),
    path("tokens/<str:token_id>/", TokenView.as_view(), name="token"),
    path("", include(router.urls)),
]

app_name = "api"
urlpatterns = [
    path("v1/", include(version_1)),
    path("schema/", SpectacularAPIView.as_view(permission_classes=[AllowAny]), name="schema"),
]
