"""The addresses of 整改."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
