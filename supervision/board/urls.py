"""The addresses of 督察台."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
