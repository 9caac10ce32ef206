"""Where the pages about a mediation are."""

from django.urls import reverse

from filings.intake.models import Filing


def mine(filing: Filing) -> str:
    """The filer's page."""
    return reverse("filings:mediation", args=[filing.number])


def desk(filing: Filing) -> str:
    """The clerk's page."""
    return reverse("filings:mediation-desk", args=[filing.number])
