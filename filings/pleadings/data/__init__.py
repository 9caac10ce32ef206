"""The forms of pleadings (要素式起诉状、申请书、答辩状), each one entry of data. How to add one: docs/forms.md.

A filing names its form by edition and code and stays on that edition to its end, also when a newer one is added.
Source: 法〔2025〕82号; the use of a form is an offer, never a duty.
"""

from filings.pleadings.data import (
    bank_loan,
    credit_card,
    divorce,
    labour,
    private_lending,
    property_service,
    sale,
    traffic,
)
from filings.pleadings.data.answering import answer_to
from filings.pleadings.data.applications import APPLICATION, ENFORCEMENT, NARRATIVE, PAYMENT_ORDER, PRESERVATION
from filings.pleadings.data.shape import FormKind

CURRENT_EDITION = "2025"
COMPLAINTS = (
    private_lending.FORM,
    divorce.FORM,
    sale.FORM,
    property_service.FORM,
    labour.FORM,
    traffic.FORM,
    credit_card.FORM,
    bank_loan.FORM,
    NARRATIVE,
)
FORMS: dict[tuple[str, str], FormKind] = {
    (form.edition, form.code): form
    for form in (*COMPLAINTS, ENFORCEMENT, PRESERVATION, PAYMENT_ORDER, APPLICATION, *map(answer_to, COMPLAINTS))
}
BY_CAUSE = {
    "14": "divorce",
    "88": "sale",
    "108(1)": "bank_loan",
    "108(3)": "private_lending",
    "115(2)": "credit_card",
    "126": "property_service",
    "205": "labour",
    "206": "labour",
    "207": "labour",
    "208": "labour",
    "411": "traffic",
}
"""The form of a civil complaint by its cause's code in the 2025 edition of the causes; a fourth-level cause without
an entry has its parent's."""
BY_KIND = {
    "civil_complaint": "narrative",
    "defence": "narrative-answer",
    "enforcement": "enforcement",
    "payment_order": "payment_order",
    "preservation_before_suit": "preservation",
    "preservation_in_suit": "preservation",
    "preservation_before_enforcement": "preservation",
}
"""The form of a kind of filing, for civil complaints and answers where the cause has none; any other kind has
`application`."""
SLOT = "complaint"
"""The slot of materials in which a printed paper is handed in."""


def form_of(edition: str, code: str) -> FormKind:
    """Raises KeyError for a form that was never there: editions are added, not taken away."""
    return FORMS[edition, code]


def form_for(kind: str, cause_code: str) -> FormKind:
    """The form of the current edition for a new pleading on a kind of filing and, for a civil complaint or the answer
    to one, its cause."""
    code = BY_KIND.get(kind, "application")
    by_cause = BY_CAUSE.get(cause_code) or BY_CAUSE.get(cause_code.partition("(")[0])
    if by_cause and code.startswith(NARRATIVE.code):
        code = code.replace(NARRATIVE.code, by_cause)
    return FORMS[CURRENT_EDITION, code]
