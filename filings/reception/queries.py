"""What a filer, and anyone with a receipt in hand, may look up."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from filings.fees.queries import PaymentSeen, payment_seen
from filings.intake.enums import Turn
from filings.intake.models import Filing
from filings.intake.permissions import own_filings
from filings.intake.queries import materials_at
from filings.review.queries import Event
from gangcheng_court.core.accounts.models import User

SHOWN = (
    *("draft_code", "number", "case_number", "kind", "status", "turn", "cause_name", "cause__name"),
    *("saved_at", "submitted_at", "open_targets"),
)
"""What the list of one's filings says about each."""


def mine(user: User, after: tuple[int, int] | None = None) -> QuerySet[Filing]:
    """A person's filings by whose turn it is, newest first in each; from behind the (turn, id) `after` on."""
    filings = own_filings(user).to_file().select_related("cause").only(*SHOWN).order_by("turn", "-id")
    if after is None:
        return filings
    turn, last = after
    rest = Q(turn=turn, pk__lt=last)
    return filings.filter(rest if turn == Turn.NOBODY else rest | Q(turn__gt=turn))


@dataclass(frozen=True)
class Verification:
    """All that the public may learn from a receipt's code: number, time and the hash of each file."""

    number: str
    received_at: datetime
    hashes: list[str]


def verification(code: str) -> Verification | PaymentSeen | None:
    """What a verification code confirms, of papers or of money; None for a code the court never gave."""
    filing = Filing.objects.filter(verify_code=code.strip().upper()).first()
    if filing is None:
        return payment_seen(code)
    return Verification(
        filing.number, filing.received_at, [m.file.handed_in.sha256 for m in materials_at(filing, filing.submitted_at)]
    )


def told(events: list[Event], filing: Filing) -> list[Event]:
    """What a filer is told: his own steps, also through a helper's hands, the start of each review, every letter.

    What the desk says inside stays.
    """
    received = (filing.submitted_at, filing.received_at)
    return [
        event for event in events if event.by == filing.filer or event.limits or event.letter or event.at in received
    ]


def served_between(since: datetime, until: datetime) -> QuerySet:
    """Whose filings came in within [since, until): tuples (number, person's id, phone, moment), by number."""
    came = Filing.objects.filter(number__isnull=False, submitted_at__gte=since, submitted_at__lt=until)
    return came.order_by("number").values_list("number", "filer", "filer__phone", "submitted_at")
