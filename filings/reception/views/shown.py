"""What several pages show of a filing: its answers part by part, and its limits with their arithmetic."""

from typing import Any

from filings.intake import rules
from filings.intake.enums import ConsentStep
from filings.intake.models import Filing
from filings.review.models import ReviewRound
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.promises import BY_CODE


def answers(filing: Filing) -> dict[str, Any]:
    """The filing's parties, files by slot and latest consents; `filing` comes from `queries.whole()`."""
    given = {consent.step: consent for consent in filing.consents.all()}
    files = list(filing.materials.all())
    return {
        "parties": list(filing.parties.all()),
        "slots": [
            {"slot": slot, "materials": [file for file in files if file.slot == slot.code]}
            for slot in rules.open_slots(filing)
        ],
        "consents": [(step.label, given.get(step.value)) for step in ConsentStep],
    }


def limits(round_: ReviewRound | None) -> list[dict[str, Any]]:
    """The limits of a round, soonest first, each with its promise and how it was worked out."""
    if round_ is None:
        return []
    return [
        {"limit": limit, "promise": BY_CODE[limit.promise], "steps": obligations.explain(limit)}
        for limit in round_.limits.order_by("due_at", "id")
    ]
