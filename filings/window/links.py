"""Where the pages of the window are."""

from django.urls import reverse

from filings.intake.models import Assistance
from filings.window.models import Visit


def place(assistance: Assistance) -> str:
    """The helper's page of an assistance: that of its visit, or its own."""
    visit = Visit.objects.filter(assistance=assistance).first()
    return visit_url(visit) if visit else reverse("filings:assistance", args=[assistance.pk])


def visit_url(visit: Visit) -> str:
    return reverse("filings:window-visit", args=[visit.pk])
