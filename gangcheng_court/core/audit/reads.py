"""Writing the read log."""

from datetime import datetime

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit.models import ReadLog


def log(
    *, reader: User | None, what: str, reference: str, at: datetime, reason: str = "", address: str | None = None
) -> ReadLog:
    """Record that `reader` saw `what` (the court's word, e.g. 材料) of `reference` (a public number) from `address`."""
    return ReadLog.objects.create(
        reader=reader, what=what, reference=reference, read_at=at, reason=reason, address=address
    )
