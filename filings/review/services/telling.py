"""Who is told about a step: the filer, the person in charge, the heads of the filing desk."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from filings.intake import rules
from filings.intake.models import Filing
from filings.review import links, permissions
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


def staff(
    person: User, filing: Filing, event: str, *, key: str, at: datetime, wakes: bool = False, **context: Any
) -> None:
    """Tell one member of staff once about `event` at the review desk; `wakes`: at any hour."""
    outbox.queue(
        f"filings/{event}",
        to=person,
        about=filing.number,
        once=f"{event}:{key}:{person.pk}",
        at=at,
        context={"filing": filing} | context,
        url=links.desk(filing),
        wakes=wakes,
    )


def chiefs(filing: Filing, event: str, *, key: str, at: datetime, **context: Any) -> None:
    """Tell every head of the filing desk."""
    for chief in User.objects.filter(role=Role.CHIEF, is_active=True):
        staff(chief, filing, event, key=key, at=at, **context)


def desk(
    filing: Filing, event: str, *, key: str, at: datetime, roles: Iterable[Role] = permissions.REVIEWERS, **context: Any
) -> None:
    """Tell everybody of these roles, at any hour, but for those who must stay away from this filing.

    The respondent of a protection order, or a relative, may sit at this very desk.
    """
    for person in User.objects.filter(role__in=roles, is_active=True):
        if not permissions.conflict(person, filing):
            staff(person, filing, event, key=key, at=at, wakes=True, **context)


def arrival(filing: Filing, round_: ReviewRound, *, at: datetime) -> None:
    """Papers of `filing` have just come and `round_` was opened: one that runs on hours is told to the whole desk."""
    if rules.is_urgent(filing):
        soonest = round_.limits.order_by("due_at").first()
        desk(filing, "urgent_received", key=key_of(round_), at=at, due_at=soonest.due_at)


def key_of(round_: ReviewRound) -> str:
    """The occurrence that a round is: filing number and round number."""
    return f"{round_.filing.number}/{round_.number}"
