"""Addresses of the room."""

from django.urls import reverse


def answer(token: str) -> str:
    """The answer page of one link, as short as a text message wants it."""
    return reverse("supervision:answer", args=[token])
