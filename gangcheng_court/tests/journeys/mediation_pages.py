"""The pages of mediation before filing, for the filer and at the desk."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from filings.mediation import links
from filings.mediation.models import Mediation
from filings.mediation.tests.builders import make_offered, make_running, make_word
from filings.review.tests.builders import make_clerk
from gangcheng_court.core.accounts.models import User

Look = tuple[User | None, str]


def _running() -> Mediation:
    return make_running(make_clerk(), at=timezone.now() - timedelta(days=3))


def _asked() -> Look:
    filing = make_offered(make_clerk()).filing
    return filing.filer, reverse("filings:mediation", args=[filing.number])


def _mine() -> Look:
    filing = _running().filing
    return filing.filer, reverse("filings:mediation", args=[filing.number])


def _offered() -> Look:
    clerk = make_clerk()
    mediation = make_offered(clerk)
    make_word(mediation)
    return clerk, links.desk(mediation.filing)


def _desk() -> Look:
    mediation = _running()
    return mediation.offered_by, links.desk(mediation.filing)


def _list() -> Look:
    return _running().offered_by, reverse("filings:mediations")


MEDIATION_PAGES: dict[str, Callable[[], Look]] = {"mediation-asked": _asked, "mediation-mine": _mine}
MEDIATION_DESK: dict[str, Callable[[], Look]] = {
    "mediation-offered": _offered,
    "mediation-desk": _desk,
    "mediations": _list,
}
