"""The filer's pages in the states that are worth looking at."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filings.intake import services
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_complete, make_complete_draft, make_draft, make_party
from filings.reception.services import submit
from filings.review.tests.builders import make_clerk, make_correction, make_taken, make_waiting, put_in
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture

Look = tuple[User | None, str]
AT = court_time("2026-06-17 14:05:09")  # Wednesday


def of_draft(name: str, draft: Callable[[], Filing], query: str = "") -> Callable[[], Look]:
    def look() -> Look:
        filing = draft()
        return filing.filer, reverse(f"filings:{name}", args=[filing.draft_code]) + query

    return look


def of_number(name: str, made: Callable[[], Filing]) -> Callable[[], Look]:
    def look() -> Look:
        filing = made()
        return filing.filer, reverse(f"filings:{name}", args=[filing.number])

    return look


def half_done() -> Filing:
    filing = make_draft()
    make_party(filing, id_number="370117199001010014", occupation="")
    make_party(filing, "defendant", name="济南某某建筑工程有限公司第二分公司", kind="organisation", phone="")
    return filing


def with_files() -> Filing:
    filing = make_complete_draft()
    filing.materials.all().delete()
    for slot, name, content in (
        ("identity", "身份证正面.jpg", make_picture(size=(600, 400))),
        ("identity", "身份证反面.jpg", make_picture(size=(600, 400))),
        ("evidence", "与被告签订的二〇二五年度借款合同及补充协议（一）扫描件.pdf", make_pdf(12)),
    ):
        services.upload_material(filing.pk, slot=slot, upload=SimpleUploadedFile(name, content), by=filing.filer, at=AT)
    return filing


def received() -> Filing:
    filing = with_files()
    return submit(filing.pk, by=filing.filer, at=AT)


def one_party() -> Look:
    filing = make_draft()
    party = make_party(filing)
    party.agents.create(kind="lawyer", name="钱律师", organisation="山东某某律师事务所")
    return filing.filer, reverse("filings:draft-party", args=[filing.draft_code, party.pk])


def one_agent() -> Look:
    filing = make_draft()
    party = make_party(filing)
    agent = party.agents.create(kind="lawyer", name="钱律师", authority="special", special_powers=["settle"])
    return filing.filer, reverse("filings:draft-agent", args=[filing.draft_code, party.pk, agent.pk])


def many() -> Look:
    person = make_user()
    make_draft(filer=person)
    make_waiting(filer=person)
    put_in(Status.ACCEPTED, make_taken(make_clerk(), filer=person))
    return person, reverse("filings:mine")


def verified() -> Look:
    return None, reverse("filings:verify", args=[received().verify_code])


def correction() -> Filing:
    return make_correction(make_clerk(), targets=("slot:identity", "task:facts"))


ADVICE = "?matter=administrative&place=elsewhere&labour=not_yet&divorce=within&before=pending"
FILING_PAGES: dict[str, Callable[[], Look]] = {
    "filing-guide": lambda: (None, reverse("filings:intake-guide")),
    "filing-suitability": lambda: (None, reverse("filings:intake-suitability")),
    "filing-suitability-advice": lambda: (None, reverse("filings:intake-suitability") + ADVICE),
    "kind-enforcement": lambda: (None, reverse("filings:intake-kind", args=["enforcement"])),
    "kind-protection-order": lambda: (make_user(), reverse("filings:intake-kind", args=["protection_order"])),
    "filing-start": lambda: (make_draft().filer, reverse("filings:intake-start")),
    "filing-tasks": of_draft("draft", half_done),
    "filing-parties": of_draft("draft-parties", half_done),
    "filing-add-party": of_draft("draft-add-party", make_draft, "?side=plaintiff"),
    "filing-party": one_party,
    "filing-agent": one_agent,
    "filing-cause": of_draft("draft-cause", make_complete_draft, "?words=借贷&rows=3"),
    "filing-details-enforcement": of_draft("draft-details", lambda: make_draft(kind="enforcement")),
    "filing-details-protection-order": of_draft("draft-details", lambda: make_complete("protection_order")),
    "filing-facts": of_draft("draft-facts", make_complete_draft, "?rows=2"),
    "filing-materials": of_draft("draft-materials", with_files),
    "filing-service": of_draft("draft-service", make_complete_draft),
    "filing-check": of_draft("check", with_files),
    "filing-check-incomplete": of_draft("check", half_done),
    "filing-discard": of_draft("draft-discard", make_draft),
    "filing-receipt": of_draft("receipt", received),
    "filing-verify": verified,
    "filing-verify-unknown": lambda: (None, reverse("filings:verify", args=["AAAAAAAAAAAA"])),
    "filing-mine": many,
    "filing-mine-empty": lambda: (make_user(), reverse("filings:mine")),
    "filing-progress": of_number("progress", make_waiting),
    "filing-progress-accepted": of_number("progress", lambda: put_in(Status.ACCEPTED, make_taken(make_clerk()))),
    "filing-progress-correction": of_number("progress", correction),
    "filing-correction": of_number("correct", correction),
    "filing-withdraw": of_number("withdraw", make_waiting),
}
