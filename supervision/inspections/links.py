"""From visits to their pages."""

from django.urls import reverse

from supervision.inspections.models import Inspection


def inspection(row: Inspection) -> str:
    return reverse("supervision:inspection", args=[row.number])


def check(row: Inspection) -> str:
    """The checklist on the phone."""
    return reverse("supervision:inspection-check", args=[row.number])
