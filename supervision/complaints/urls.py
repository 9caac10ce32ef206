"""The addresses of 投诉."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
