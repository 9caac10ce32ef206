"""The addresses of 随机询问."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
