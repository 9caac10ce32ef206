"""The addresses of 三个规定."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
