"""Who is told about a step: the filer, the person in charge, the heads of the filing desk."""

from datetime import datetime
from typing import Any

from filings.intake.models import Filing
from filings.review import links
from filings.review.models import ReviewRound
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import outbox


def filer(filing: Filing, event: str, *, key: str, at: datetime, url: str = "", **context: Any) -> None:
    """Tell the filer once about `event`; `key` tells this occurrence from the next (round or notice)."""
    outbox.queue(
        f"filings/{event}",
        to=filing.filer,
        about=filing.number,
        once=f"{event}:{key}",
        at=at,
        context={"filing": filing} | context,
        url=url or links.progress(filing),
    )


def staff(person: User, filing: Filing, event: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell one member of staff once about `event` at the review desk."""
    outbox.queue(
        f"filings/{event}",
        to=person,
        about=filing.number,
        once=f"{event}:{key}:{person.pk}",
        at=at,
        context={"filing": filing} | context,
        url=links.desk(filing),
    )


def chiefs(filing: Filing, event: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell every head of the filing desk."""
    for chief in User.objects.filter(role=Role.CHIEF, is_active=True):
        staff(chief, filing, event, key=key, at=at, **context)


def key_of(round_: ReviewRound) -> str:
    """The occurrence that a round is: filing number and round number."""
    return f"{round_.filing.number}/{round_.number}"
