"""The pages of a pleading in the states that are worth looking at."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause, make_complete_draft, make_draft
from filings.pleadings import services
from filings.pleadings.models import Pleading
from filings.pleadings.tests.builders import LENDING, NOW, make_defence, make_pleading, printed
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.tests.journeys.filing_pages import Look


def of_pleading(name: str, made: Callable[[], Pleading], *more: str, query: str = "") -> Callable[[], Look]:
    def look() -> Look:
        filing = made().filing
        return filing.filer, reverse(f"filings:{name}", args=[filing.draft_code, *more]) + query

    return look


def begin() -> Look:
    filing = make_draft(cause=make_cause())
    return filing.filer, reverse("filings:pleading", args=[filing.draft_code])


def doubtful() -> Pleading:
    return make_pleading(answers=LENDING | {"principal": "90000", "pledge": "yes"})


def written_twice() -> Pleading:
    return make_pleading(make_complete_draft())


def composed() -> Pleading:
    pleading = make_pleading()
    services.compose(pleading.filing_id, by=pleading.filing.filer, at=NOW)
    pleading.filing = Filing.objects.get(pk=pleading.filing_id)
    return pleading


def waiting() -> Pleading:
    pleading = composed()
    services.ask_for_print(pleading.filing_id, style="element", by=pleading.filing.filer, at=NOW)
    return pleading


def defence(**fields: Any) -> Look:
    filing = make_defence(**fields)
    return filing.filer, reverse("filings:defence", args=[filing.draft_code])


def defences() -> Look:
    filing = make_defence()
    make_defence(filer=filing.filer, details={}, cause=None)
    return filing.filer, reverse("filings:defences")


def answering() -> Pleading:
    return make_pleading(make_defence(), answers={"C1_stand": "object", "C1_why": "本金已经还了三万元"})


def answered() -> Pleading:
    pleading = answering()
    services.compose(pleading.filing_id, by=pleading.filing.filer, at=NOW)
    return printed(pleading)


PLEADING_PAGES: dict[str, Callable[[], Look]] = {
    "pleading-begin": begin,
    "pleading-overview": of_pleading("pleading", doubtful),
    "pleading-step": of_pleading("pleading-step", doubtful, "money", query="?rows=lent_on"),
    "pleading-step-doubt": of_pleading("pleading-step", doubtful, "claim-money"),
    "pleading-step-security": of_pleading("pleading-step", doubtful, "security"),
    "pleading-choose": of_pleading("pleading-text", written_twice),
    "pleading-text": of_pleading("pleading-text", composed),
    "pleading-waiting": of_pleading("pleading-print", waiting),
    "defences": defences,
    "defences-empty": lambda: (make_user(), reverse("filings:defences")),
    "defence": defence,
    "defence-begin": lambda: defence(details={}, cause=None),
    "defence-case": of_pleading("draft-details", answering),
    "defence-step": of_pleading("pleading-step", answering, "claim-money"),
    "defence-printed": of_pleading("pleading-print", answered),
    "pleading-printed": of_pleading("pleading-print", lambda: printed(composed())),
}
