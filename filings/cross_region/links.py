"""Where the pages about a transfer are."""

from django.urls import reverse

from filings.cross_region.models import Transfer


def mine(transfer: Transfer) -> str:
    """The filer's page."""
    return reverse("filings:transfer", args=[transfer.filing.draft_code])


def desk(transfer: Transfer) -> str:
    """The clerk's page."""
    return reverse("filings:transfer-desk", args=[transfer.filing.draft_code])
