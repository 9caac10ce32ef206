"""The lists of the assistance desk. Each starts from what the person may see; pages are found by key."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices

from accessibility.assistance.enums import State
from accessibility.assistance.models import Assistance, AssistanceLimit
from accessibility.assistance.permissions import visible_to
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date, midnight_after, moment
from gangcheng_court.promises import ASSISTANCE_FOLLOW_UP

PAGE = 20
MOST_COUNTED = 999


class Tab(TextChoices):
    TODAY = "today", "今天的"
    TO_ARRANGE = "to_arrange", "待安排"
    OPEN = "open", "没办完的"
    MINE = "mine", "我负责的"
    FOLLOW_UP = "follow_up", "待回访"
    ENDED = "ended", "已结束"


COUNTED = (Tab.TODAY, Tab.TO_ARRANGE, Tab.OPEN, Tab.MINE, Tab.FOLLOW_UP)
_OPEN = Q(ended_at__isnull=True)
_ASKED_AFTERWARDS = Exists(
    AssistanceLimit.objects.open().filter(assistance=OuterRef("pk"), promise=ASSISTANCE_FOLLOW_UP.code)
)


@dataclass(frozen=True)
class Page:
    """Requests of one list, and the key after which the next page starts ('' on the last)."""

    rows: list[Assistance]
    next_key: str


def at_desk(tab: Tab, user: User, now: datetime) -> QuerySet[Assistance]:
    """One list of the desk. Today's holds what is still open from earlier days too: nobody is lost at midnight."""
    narrowed = {
        Tab.TODAY: _OPEN & Q(arrives_at__lt=midnight_after(court_date(now))),
        Tab.TO_ARRANGE: _OPEN & Q(state=State.ASKED),
        Tab.OPEN: _OPEN,
        Tab.MINE: _OPEN & Q(owner=user.pk),
        Tab.FOLLOW_UP: Q(state=State.DONE) & _ASKED_AFTERWARDS,
        Tab.ENDED: Q(ended_at__isnull=False),
    }[tab]
    return visible_to(user).filter(narrowed)


def named(rows: QuerySet[Assistance], words: str) -> QuerySet[Assistance]:
    """Those of `rows` that `words` name: a number, the number of the matter, a telephone, the beginning of a name."""
    if not words:
        return rows
    found = Q(number=words.upper()) | Q(about=words.upper()) | Q(phone=words) | Q(name__startswith=words)
    return rows.filter(found)


def page(rows: QuerySet[Assistance], *, newest_first: bool = False, after: str = "") -> Page:
    """One page of `rows`, by arrival or newest first. Raises ValueError for a key that no page has given."""
    rows = rows.select_related("owner")
    if newest_first:
        found = list((rows.filter(pk__lt=int(after)) if after else rows).order_by("-pk")[: PAGE + 1])
        keys = [str(row.pk) for row in found]
    else:
        found = list(_behind(rows, after).order_by("arrives_at", "pk")[: PAGE + 1])
        keys = [f"{row.arrives_at.isoformat()}_{row.pk}" for row in found]
    return Page(found[:PAGE], keys[PAGE - 1] if len(found) > PAGE else "")


def counted(tab: Tab, user: User, now: datetime) -> int:
    """How many a list holds, counted no further than a tab can say."""
    return at_desk(tab, user, now)[: MOST_COUNTED + 1].count()


def _behind(rows: QuerySet[Assistance], after: str) -> QuerySet[Assistance]:
    if not after:
        return rows
    arrives, _, last = after.rpartition("_")
    at = moment(arrives)
    return rows.filter(Q(arrives_at__gt=at) | Q(pk__gt=int(last)), arrives_at__gte=at)
