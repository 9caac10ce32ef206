"""Where the pages about fees are, as notices and lists link to them."""

from django.urls import reverse

from filings.intake.models import Filing


def payer(filing: Filing) -> str:
    """The filer's page."""
    return reverse("filings:fees", args=[filing.number])


def desk(filing: Filing) -> str:
    """The clerk's page about one filing."""
    return reverse("filings:fees-desk-filing", args=[filing.number])
