"""The line's addresses."""

from django.urls import path

from accessibility.queue.views import screen

urlpatterns = [
    path("screen/<str:key>/", screen.screen, name="screen"),
    path("screen/<str:key>/board/", screen.board, name="screen-board"),
]
