"""Who is told about a transfer: the filer, and the staff who must act."""

from datetime import datetime
from typing import Any

from filings.cross_region import links
from filings.cross_region.models import Transfer
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import outbox


def filer(transfer: Transfer, event: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell the filer once about `event`; `key` tells this occurrence from the next."""
    outbox.queue(
        f"filings/transfer_{event}",
        to=transfer.filing.filer,
        about=transfer.filing.number,
        once=f"transfer-{event}:{key}",
        at=at,
        context={"filing": transfer.filing, "transfer": transfer} | context,
        url=links.mine(transfer),
    )


def staff(transfer: Transfer, event: str, *, key: str, at: datetime) -> None:
    """Tell the clerk who helps with it, or else the heads of the filing desk."""
    chiefs = User.objects.filter(role=Role.CHIEF, is_active=True)
    for person in [transfer.assisted_by] if transfer.assisted_by else chiefs:
        outbox.queue(
            f"filings/transfer_{event}",
            to=person,
            about=transfer.filing.number,
            once=f"transfer-{event}:{key}:{person.pk}",
            at=at,
            context={"filing": transfer.filing, "transfer": transfer},
            url=links.desk(transfer),
        )
