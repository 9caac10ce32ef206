"""A 民间借贷 pleading with everything answered, and papers read back as text."""

import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from filings.intake.enums import Side
from filings.intake.models import Filing
from filings.intake.tests.builders import SUBMITTED, make_cause, make_complete_draft, make_draft, make_party
from filings.pleadings import services
from filings.pleadings.models import Pleading
from gangcheng_court.core.accounts.tests.builders import make_resident_number
from gangcheng_court.core.deadlines.clock import court_time

NOW = court_time(SUBMITTED)
NUMBER = make_resident_number("19850615", serial=21)
LENDING: dict[str, Any] = {
    "contract_name": "借条",
    "contract_day": "2025-03-01",
    "lender": "张玥喆",
    "borrower": "李建国",
    "agreed": "50000",
    "lent": "50000.00",
    "lent_by": "transfer",
    "lent_on": [{"day": "2025-03-01", "amount": "30000"}, {"day": "2025-03-02", "amount": "20000"}],
    "term": ["2025-03-01", "2026-03-01"],
    "expired": "yes",
    "rate": "12",
    "rate_per": "year",
    "repayment": "once",
    "repaid": "10000",
    "overdue": "yes",
    "overdue_from": "2026-03-02",
    "guarantee": "yes",
    "guarantor": "王五",
    "guarantee_manner": "joint",
    "principal": "40000",
    "interest": "2400.50",
    "interest_day": "2026-06-01",
    "interest_way": "以40000元为基数，按年利率12%计算",
    "until_paid": "yes",
    "costs": "yes",
    "clause": "no",
    "mediation_known": "yes",
}


def make_pleading(filing: Filing | None = None, **fields: Any) -> Pleading:
    """Begun on the filing's form (民间借贷 unless another filing is given), with `LENDING` as answers."""
    filing = filing or make_complete_draft(claims=[], facts="", amount=None)
    pleading = services.start(filing.pk, by=filing.filer, at=NOW)
    for name, value in ({"answers": dict(LENDING)} | fields).items():
        setattr(pleading, name, value)
    pleading.save_without_historical_record()
    return pleading


def printed(pleading: Pleading, style: str = "element") -> Pleading:
    """Asked for and made, as the worker does."""
    services.ask_for_print(pleading.filing_id, style=style, by=pleading.filing.filer, at=NOW)
    assert services.print_waiting(at=NOW) == 1
    pleading.refresh_from_db()
    return pleading


def docx_text(content: bytes) -> str:
    """All text of a Word document, without any white space."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return squeezed("".join(root.itertext()))


def squeezed(text: str) -> str:
    return "".join(text.split())


def make_defence(**fields: Any) -> Filing:
    """A 答辩状 of 李建国, who was sued by 张玥喆, with everything about the case and no word of the answer."""
    details = {"trial_court": "济南市莱芜区人民法院", "trial_number": "(2026)鲁0116民初88号", "served_on": "2025-06-16"}
    filing = make_draft(**{"kind": "defence", "cause": make_cause(), "details": details} | fields)
    make_party(filing, Side.DEFENDANT, id_kind="resident", id_number=NUMBER)
    make_party(filing)
    return filing
