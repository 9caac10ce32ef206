"""The lists of inspections. Each starts from what the person may see; pages are found by key."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextChoices

from gangcheng_court.core.accounts.models import User
from supervision.inspections.enums import Status
from supervision.inspections.models import Inspection
from supervision.inspections.permissions import visible_to

PAGE = 20
MOST_COUNTED = 999


class Tab(TextChoices):
    MINE = "mine", "我的"
    PLANNED = "planned", "计划中"
    UNDER_WAY = "under_way", "进行中"
    DONE = "done", "已完成"
    PUBLISHED = "published", "已公布"
    CANCELLED = "cancelled", "已取消"


@dataclass(frozen=True)
class Page:
    """Visits of one list, and the key after which the next page starts ('' on the last)."""

    rows: list[Inspection]
    next_key: str


def on(tab: Tab, user: User, *, kind: str = "", place: str = "") -> QuerySet[Inspection]:
    """One list, narrowed by kind and place when they are named."""
    narrowed = Q(owner=user.pk) if tab == Tab.MINE else Q(status=Status(tab.value))
    if kind:
        narrowed &= Q(kind=kind)
    if place:
        narrowed &= Q(places__contains=[place])
    return visible_to(user).filter(narrowed)


def page(rows: QuerySet[Inspection], *, soonest_first: bool = False, after: str = "") -> Page:
    """One page by the planned day. The key is a day and a number, never a row's id: a hole between two ids would tell
    of a covert visit. Raises ValidationError or ValueError for a key that no page has given."""
    if after:
        day, _, number = after.partition("_")
        beyond = "gt" if soonest_first else "lt"
        rows = rows.filter(
            Q(**{f"planned_on__{beyond}": day}) | Q(**{f"number__{beyond}": number}),
            **{f"planned_on__{beyond}e": day},
        )
    order = ("planned_on", "number") if soonest_first else ("-planned_on", "-number")
    found = list(rows.select_related("owner", "checklist").order_by(*order)[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(found[:PAGE], f"{last.planned_on}_{last.number}" if last else "")


def counted(tab: Tab, user: User, *, kind: str = "", place: str = "") -> int:
    """How many a list holds, counted no further than a tab can say."""
    return on(tab, user, kind=kind, place=place)[: MOST_COUNTED + 1].count()
