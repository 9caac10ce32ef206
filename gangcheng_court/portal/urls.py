"""The front door's addresses."""

from django.urls import include, path

from gangcheng_court.portal import promise_board, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("health/", include("gangcheng_court.portal.health.urls")),
    path("services/", views.services, name="services"),
    path("services/<slug:slug>/", views.guide, name="guide"),
    path("promises/", promise_board.promises, name="promises"),
    path("promises/log/", views.log_digests, name="log-digests"),
    path("promises/history/", promise_board.history, name="promise-history"),
    path("promises/data.csv", promise_board.data, name="promise-data"),
    path("promises/definitions.csv", promise_board.definitions, name="promise-definitions"),
    path("counter/", include("gangcheng_court.portal.counter.urls")),
    path("verify/", views.verify, name="verify"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
