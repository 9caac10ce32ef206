"""What a filer, and anyone with a receipt in hand, may look up."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from filings.intake.enums import CLOSED, Status
from filings.intake.models import Filing
from filings.intake.permissions import own_filings
from filings.intake.queries import materials_at
from gangcheng_court.core.accounts.models import User

WAITING_FOR_YOU, UNDER_WAY, ENDED = 0, 1, 2


def mine(user: User) -> QuerySet[Filing]:
    """A person's filings with `group`: waiting for them first, then under way, then ended; newest first in each."""
    group = Case(
        When(status__in=[Status.DRAFT, Status.CORRECTION], then=Value(WAITING_FOR_YOU)),
        When(status__in=CLOSED, then=Value(ENDED)),
        default=Value(UNDER_WAY),
        output_field=IntegerField(),
    )
    return own_filings(user).annotate(group=group).select_related("cause").order_by("group", "-id")


@dataclass(frozen=True)
class Verification:
    """All that the public may learn from a receipt's code: number, time and the hash of each file."""

    number: str
    received_at: datetime
    hashes: list[str]


def verification(code: str) -> Verification | None:
    """What a verification code confirms; None for a code the court never gave."""
    filing = Filing.objects.filter(verify_code=code.strip().upper()).first()
    if filing is None:
        return None
    return Verification(
        filing.number, filing.submitted_at, [m.file.handed_in.sha256 for m in materials_at(filing, filing.submitted_at)]
    )
