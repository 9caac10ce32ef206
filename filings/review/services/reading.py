"""Seeing what is masked: only with a reason, and on record."""

from datetime import datetime

from django.db import transaction

from filings.intake.models import Party
from filings.review import permissions
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import reveal


@transaction.atomic
def reveal_number(
    party_id: int, *, agent_id: int | None = None, reason: str, by: User, at: datetime, address: str | None = None
) -> str:
    """The whole number of a party, or of its agent `agent_id`, after noting who read it and why.

    Refused without a reason.
    """
    party = Party.objects.select_related("filing").get(pk=party_id)
    permissions.require_reviewer(by, party.filing)
    holder = party.agents.get(pk=agent_id) if agent_id else party
    return reveal.number_of(
        holder.credential,
        what="证件号码",
        reference=f"{party.filing.number} {holder.name}",
        by=by,
        at=at,
        reason=reason,
        address=address,
    )
