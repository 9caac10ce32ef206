"""Where the pages about a filing are, as notices and lists link to them."""

from django.urls import reverse

from filings.intake.models import Filing
from filings.review.models import EffectInquiry


def desk(filing: Filing) -> str:
    """The reviewer's page."""
    return reverse("filings:review", args=[filing.number])


def progress(filing: Filing) -> str:
    """The filer's page."""
    return reverse("filings:progress", args=[filing.number])


def correction(filing: Filing) -> str:
    """Where the filer corrects."""
    return reverse("filings:correct", args=[filing.number])


def inquiry_url(inquiry: EffectInquiry) -> str:
    """Where a judge answers."""
    return reverse("filings:inquiry", args=[inquiry.pk])
