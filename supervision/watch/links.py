"""Addresses of the room, and of the desks' own pages behind a row of a list, by route name."""

from django.urls import reverse

from supervision.watch.models import Alarm

WITHOUT_NUMBER = frozenset({"filings:window-book", "filings:transfers", "hotline:calls"})
"""Pages that hold the row among others."""


def matter(route: str, number: str) -> str:
    """The desk's page about one row."""
    return reverse(route) if route in WITHOUT_NUMBER else reverse(route, args=[number])


def alarm(row: Alarm) -> str:
    return reverse("supervision:alarm", args=[row.number])


def indicator(slug: str) -> str:
    return reverse("supervision:indicator", args=[slug])
