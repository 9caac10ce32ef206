"""Editions of checklists: a change is a new edition, and visits keep the one that they began with."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.crypto import get_random_string

from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import Refused, WrongState
from supervision.inspections import permissions
from supervision.inspections.data import StarterChecklist
from supervision.inspections.data import StarterItem as NewItem
from supervision.inspections.models import Checklist, ChecklistItem


@transaction.atomic
def write_edition(code: str, *, title: str, items: Sequence[NewItem], read: int, by: User, at: datetime) -> Checklist:
    """The next edition of the checklist `code` ("" and edition 0: a new one), written by who read edition `read`.

    An item without a code gets one that no edition has had. Refused without an item; WrongState when somebody else
    wrote an edition in between.
    """
    permissions.require_supervisor(by)
    if not items:
        raise Refused("检查表至少要有一项。")
    list(Checklist.objects.select_for_update().filter(code=code, edition=1))  # one writer at a time
    newest = Checklist.objects.filter(code=code).aggregate(edition=Max("edition"))["edition"] or 0
    if newest != read:
        raise WrongState("检查表刚刚由别人改过，请刷新页面，在新的一版上再改。")
    code = code or f"list-{get_random_string(6, 'abcdefghjkmnpqrstuvwxyz23456789')}"
    return _write(code, read + 1, title, _with_codes(code, items), by=by, at=at)


@transaction.atomic
def load_checklists(starters: Iterable[StarterChecklist], *, at: datetime) -> int:
    """Add every checklist whose code is new; return how many. What the court has changed stays."""
    new = [starter for starter in starters if not Checklist.objects.filter(code=starter.code).exists()]
    for starter in new:
        _write(starter.code, 1, starter.title, starter.items, by=None, at=at)
    return len(new)


def _write(
    code: str, edition: int, title: str, items: Sequence[NewItem], *, by: User | None, at: datetime
) -> Checklist:
    checklist = Checklist.objects.create(code=code, edition=edition, title=title, made_by=by, made_at=at)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, position=position, **item._asdict())
        for position, item in enumerate(items, start=1)
    )
    return checklist


def _with_codes(code: str, items: Sequence[NewItem]) -> list[NewItem]:
    used = set(ChecklistItem.objects.filter(checklist__code=code).values_list("code", flat=True))
    fresh = (name for number in range(1, 1000) if (name := f"{code}-{number}") not in used)
    return [item if item.code else item._replace(code=next(fresh)) for item in items]
