"""The supervision desk's addresses; each room keeps its own."""

from django.urls import include, path

app_name = "supervision"
urlpatterns = [
    path("", include("supervision.board.urls")),
    path("", include("supervision.breaches.urls")),
    path("", include("supervision.bulletins.urls")),
    path("", include("supervision.watch.urls")),
    path("", include("supervision.questioning.urls")),
    path("", include("supervision.inspections.urls")),
    path("", include("supervision.interference.urls")),
    path("", include("supervision.complaints.urls")),
    path("", include("supervision.rectification.urls")),
]
