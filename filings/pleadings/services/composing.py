"""The answers become the filing's claims, amount and facts; the person's own words are never lost unasked."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from filings.intake import services as intake
from filings.pleadings import permissions, queries
from filings.pleadings.enums import Part
from filings.pleadings.models import Pleading
from filings.pleadings.rules.proposals import Proposal
from filings.pleadings.services.answering import keep, open_pleading
from gangcheng_court.core.accounts.models import User


@transaction.atomic
def compose(filing_id: int, *, by: User, at: datetime, choices: Mapping[Part, bool] | None = None) -> list[Proposal]:
    """Write what the answers propose where nothing of the person's own stands, and return what is left to ask.

    `choices` answers for a part: True takes the new text, False keeps what stands there (and is not asked again until
    the answers say something else). Parts that are not open stay as they are.
    """
    filing, pleading = open_pleading(filing_id, by=by)
    permissions.require_open(filing)
    asked = []
    for proposal in queries.open_proposals(pleading, filing):
        chosen = (choices or {}).get(proposal.part)
        if proposal.writes or (proposal.asks and chosen):
            intake.save_answers(
                filing_id, task=queries.TASKS[proposal.part], by=by, at=at, **{proposal.part.value: proposal.fresh}
            )
        elif proposal.asks and chosen is None:
            asked.append(proposal)
            continue
        _remember(pleading, proposal)
    keep(pleading, filing, by=by, at=at, fields=["proposed"])
    return asked


def _remember(pleading: Pleading, proposal: Proposal) -> None:
    fresh: Any = proposal.fresh
    pleading.proposed[proposal.part] = str(fresh) if isinstance(fresh, Decimal) else fresh
