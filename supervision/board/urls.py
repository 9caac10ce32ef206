"""The addresses of 督察台."""

from django.urls import path

from supervision.board import views

urlpatterns = [
    path("", views.board, name="board"),
    path("owed/", views.owed, name="owed"),
]
