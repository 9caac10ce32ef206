"""The addresses of 督察台."""

from django.urls import path

from supervision.board import views

urlpatterns = [
    path("", views.board, name="board"),
    path("items/", views.items, name="items"),
    path("timeline/<slug:promise>/<path:reference>/", views.limit_timeline, name="timeline"),
    path("owed/", views.owed, name="owed"),
]
