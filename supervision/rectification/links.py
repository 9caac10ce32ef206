"""The addresses of an order and of the list."""

from django.urls import reverse

from supervision.rectification.models import Order


def order(row: Order) -> str:
    return reverse("supervision:rectification", args=[row.number])


def orders(tab: str = "") -> str:
    """The list, at one of its tabs."""
    return reverse("supervision:rectifications") + (f"?tab={tab}" if tab else "")
