"""The addresses of 明察暗访."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
