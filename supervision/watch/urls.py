"""The addresses of 监测."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
