"""Who is told about money: the filer, and the heads of the filing desk where a second person is wanted."""

from datetime import datetime
from typing import Any

from filings.fees import links
from filings.intake.models import Filing
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import outbox


def filer(filing: Filing, event: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell the filer once about `event`; `key` tells this occurrence from the next."""
    outbox.queue(
        f"filings/fee_{event}",
        to=filing.filer,
        about=filing.number,
        once=f"fee_{event}:{key}",
        at=at,
        context={"filing": filing} | context,
        url=links.payer(filing),
    )


def desk(filing: Filing, event: str, *, key: str, at: datetime, person: User | None = None, **context: Any) -> None:
    """Tell `person`, or else every head of the filing desk, once about `event`."""
    people = [person] if person else User.objects.filter(role=Role.CHIEF, is_active=True)
    for member in people:
        outbox.queue(
            f"filings/fee_{event}",
            to=member,
            about=filing.number,
            once=f"fee_{event}:{key}:{member.pk}",
            at=at,
            context={"filing": filing} | context,
            url=links.desk(filing),
        )
