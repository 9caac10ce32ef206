"""From rows to their pages."""

from django.urls import reverse

from accessibility.amenities.models import Repair


def repair(row: Repair) -> str:
    return reverse("accessibility:repair", args=[row.reference])


def daily_round() -> str:
    return reverse("accessibility:round")
